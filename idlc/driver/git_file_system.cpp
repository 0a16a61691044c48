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

// `v1:/a/b` is `a/b`, and `v1:` the top, which is empty.
std::optional<std::string> GitFileSystem::path_in_tree(const std::string& path) const {
  if (!path.starts_with(prefix())) return std::nullopt;
  std::string normal = fs::path(path.substr(prefix().size())).lexically_normal().generic_string();
  while (normal.starts_with('/')) normal.erase(0, 1);
  while (normal.ends_with('/')) normal.pop_back();
  return normal == "." ? "" : normal;
}

std::optional<std::string> GitFileSystem::in_commit(const std::string& path) const {
  const fs::path top = top_;
  fs::path below = fs::path(below_) / path;
  if (fs::path(path).is_absolute()) {
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(path, failed);
    below = (failed ? fs::path(path) : real).lexically_relative(top);
  }
  std::string normal = below.lexically_normal().generic_string();
  while (normal.ends_with('/')) normal.pop_back();
  if (normal.empty() || normal == ".") return prefix();
  if (normal == ".." || normal.starts_with("../")) return std::nullopt;
  return prefix() + '/' + normal;
}

std::vector<std::string> GitFileSystem::schemas_below(const std::string& folder) const {
  std::vector<std::string> schemas;
  const std::string top = path_in_tree(folder).value_or("");
  const std::string below = top.empty() ? "" : top + '/';
  for (auto blob = blobs_.lower_bound(below); blob != blobs_.end(); ++blob) {
    const std::string& path = blob->first;
    if (!path.starts_with(below)) break;
    const bool is_hidden = ('/' + path.substr(below.size())).find("/.") != path.npos;
    if (!is_hidden && path.ends_with(".idl")) schemas.push_back(prefix() + '/' + path);
  }
  return schemas;
}

FileResult<std::string> GitFileSystem::read(const std::string& path) const {
  if (path.starts_with('/')) return disk_.read(path);
  const auto found = blobs_.find(path_in_tree(path).value_or(""));
  if (found == blobs_.end()) return FileError{FileErrorKind::NotFound, "no such file"};
  auto text = git({"cat-file", "blob", found->second});
  if (!text) return FileError{FileErrorKind::Io, "git could not read it"};
  if (text->size() > kMaxSourceBytes) {
    return FileError{FileErrorKind::TooLarge, "is larger than 64 MiB"};
  }
  return *std::move(text);
}

bool GitFileSystem::exists(const std::string& path) const {
  if (path.starts_with('/')) return disk_.exists(path);
  const auto place = path_in_tree(path);
  return place && (blobs_.contains(*place) || is_directory(path));
}

bool GitFileSystem::is_directory(const std::string& path) const {
  if (path.starts_with('/')) return disk_.is_directory(path);
  const auto folder = path_in_tree(path);
  if (!folder || folder->empty()) return folder.has_value();
  const auto inside = blobs_.lower_bound(*folder + '/');
  return inside != blobs_.end() && inside->first.starts_with(*folder + '/');
}

FileResult<std::string> GitFileSystem::real_path(const std::string& path) const {
  if (path.starts_with('/')) return disk_.real_path(path);
  if (!exists(path)) return FileError{FileErrorKind::NotFound, "no such file"};
  const std::string place = path_in_tree(path).value_or("");
  return place.empty() ? top_ : top_ + '/' + place;
}

}  // namespace idlc::driver
