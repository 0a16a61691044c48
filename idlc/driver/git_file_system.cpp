// One call lists the commit's files, one more reads each that is asked for. The program is started
// without a shell, so that no name of a file or a commit can be taken for a command.
#include "idlc/driver/git_file_system.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "idlc/source/source_file.h"

extern char** environ;  // NOLINT: POSIX declares it nowhere

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

// Both ends of a pipe, closed when they go.
struct Pipe {
  std::array<int, 2> ends{-1, -1};

  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    close(0);
    close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void close(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

std::optional<::pid_t> start(const std::vector<std::string>& words, int out) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  ::pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? std::optional(child) : std::nullopt;
}

// Everything that comes, up to a little more than a source file may have.
std::string read_all(int in) {
  std::string text;
  std::array<char, 16 * 1024> chunk{};
  for (;;) {
    const auto count = ::read(in, chunk.data(), chunk.size());
    if (count <= 0) return text;
    text.append(chunk.data(), static_cast<std::size_t>(count));
    if (text.size() > kMaxSourceBytes) return text;
  }
}

// What git prints, if it succeeds.
std::optional<std::string> git(std::vector<std::string> words) {
  words.insert(words.begin(), "git");
  Pipe pipe;
  const auto child = start(words, pipe.ends[1]);
  pipe.close(1);
  if (!child) return std::nullopt;
  std::string output = read_all(pipe.ends[0]);
  pipe.close(0);
  int status = 0;
  const bool ended = ::waitpid(*child, &status, 0) == *child;
  if (!ended || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
  return output;
}

std::string without_newline(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// `100644 blob 0123abcd<tab>path`; what is no regular file is left out.
void add_entry(std::string_view entry, std::map<std::string, std::string>& blobs) {
  const auto tab = entry.find('\t');
  const auto id = entry.rfind(' ', tab);
  if (tab == entry.npos || id == entry.npos || !entry.starts_with("100")) return;
  blobs.emplace(entry.substr(tab + 1), entry.substr(id + 1, tab - id - 1));
}

std::map<std::string, std::string> entries_of(std::string_view listing) {
  std::map<std::string, std::string> blobs;
  while (!listing.empty()) {
    const auto end = std::min(listing.find('\0'), listing.size());
    add_entry(listing.substr(0, end), blobs);
    listing.remove_prefix(std::min(end + 1, listing.size()));
  }
  return blobs;
}

}  // namespace

FileResult<GitFileSystem> GitFileSystem::open(const std::string& ref) {
  const auto top = git({"rev-parse", "--show-toplevel"});
  if (!top)
    return FileError{FileErrorKind::NotFound,
                     "this folder is in no git repository, or there is no git"};
  const auto commit = git({"rev-parse", "--verify", "--end-of-options", ref + "^{commit}"});
  if (!commit) {
    return FileError{FileErrorKind::NotFound, "the repository has no such commit, branch or tag"};
  }
  const auto listing = git({"ls-tree", "-r", "-z", "--full-tree", without_newline(*commit)});
  const auto below = git({"rev-parse", "--show-prefix"});
  if (!listing || !below) return FileError{FileErrorKind::Io, "git could not list its files"};
  GitFileSystem files;
  files.ref_ = ref;
  files.top_ = without_newline(*top);
  files.below_ = without_newline(*below);
  files.blobs_ = entries_of(*listing);
  return files;
}

std::string GitFileSystem::path_in_tree(std::string path) const {
  if (path.starts_with(prefix())) path.erase(0, prefix().size());
  const fs::path full = fs::path(path).is_absolute() ? fs::path(path).lexically_relative(top_)
                                                     : fs::path(below_) / path;
  std::string normal = full.lexically_normal().generic_string();
  if (normal.ends_with('/')) normal.pop_back();
  return normal == "." ? "" : normal;
}

FileResult<std::string> GitFileSystem::read(const std::string& path) const {
  const auto found = blobs_.find(path_in_tree(path));
  if (found == blobs_.end()) return FileError{FileErrorKind::NotFound, "no such file"};
  auto text = git({"cat-file", "blob", found->second});
  if (!text) return FileError{FileErrorKind::Io, "git could not read it"};
  if (text->size() > kMaxSourceBytes) {
    return FileError{FileErrorKind::TooLarge, "is larger than 64 MiB"};
  }
  return *std::move(text);
}

bool GitFileSystem::exists(const std::string& path) const {
  return blobs_.contains(path_in_tree(path)) || is_directory(path);
}

bool GitFileSystem::is_directory(const std::string& path) const {
  const std::string folder = path_in_tree(path);
  if (folder.empty()) return true;
  const auto inside = blobs_.lower_bound(folder + '/');
  return inside != blobs_.end() && inside->first.starts_with(folder + '/');
}

FileResult<std::string> GitFileSystem::real_path(const std::string& path) const {
  if (!exists(path)) return FileError{FileErrorKind::NotFound, "no such file"};
  return '/' + path_in_tree(path);
}

}  // namespace idlc::driver
