// Staged writing: temporary files beside their places, then renames. Whatever fails while they are
// written, the temporary files go and the old outputs stay.
#include "idlc/driver/output_tree.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

/// Whether the next bytes are these.
bool reads(std::istream& in, std::string_view expected, std::string& buffer) {
  buffer.resize(expected.size());
  in.read(buffer.data(), static_cast<std::streamsize>(expected.size()));
  return in && buffer == expected;
}

/// Whether the file has this text already. Reads no more than it takes to tell.
bool stands_there(const fs::path& path, const cpp::Text& text) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || fs::file_size(path, error) != text.size()) return false;
  std::ifstream in(path, std::ios::binary);
  std::string buffer;
  return std::ranges::all_of(text.pieces(),
                             [&](const std::string& piece) { return reads(in, piece, buffer); });
}

bool begins_with(const fs::path& path, std::string_view line) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  std::ifstream in(path, std::ios::binary);
  std::string buffer;
  return reads(in, line, buffer);
}

OutputProblem create_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  fs::create_directories(folder, error);
  if (!error) return {};
  return fmt::format("cannot create the folder `{}`: {}", folder.string(), error.message());
}

/// Why `path` cannot be replaced by a file of ours.
OutputProblem check_place(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status) || fs::is_regular_file(status)) return {};
  return fmt::format("cannot write `{}`: {} is in the way", path.string(),
                     fs::is_directory(status) ? "a folder" : "something that is not a file");
}

OutputProblem write_text(const fs::path& path, const cpp::Text& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  for (const std::string& piece : text.pieces()) out << piece;
  out.close();
  if (out) return {};
  return fmt::format("cannot write `{}`: {}", path.string(),
                     std::error_code(errno, std::generic_category()).message());
}

}  // namespace

OutputTree::~OutputTree() {
  std::error_code ignored;
  for (const Staged& file : staged_) {
    if (!file.temporary.empty()) fs::remove(file.temporary, ignored);
  }
}

OutputProblem OutputTree::add(const fs::path& path, const cpp::Text& text) {
  std::error_code error;
  if (fs::exists(root_, error) && !fs::is_directory(root_, error)) {
    return fmt::format("cannot write into `{}`: it is not a folder", root_.string());
  }
  if (stands_there(root_ / path, text)) return {};
  return replace(path, text);
}

OutputProblem OutputTree::replace(const fs::path& path, const cpp::Text& text) {
  const fs::path place = root_ / path;
  if (auto problem = check_place(place)) return problem;
  if (auto problem = create_folder(place.parent_path())) return problem;
  fs::path temporary = place;
  temporary += fmt::format(".{}.tmp", ::getpid());
  staged_.push_back({place, temporary});
  return write_text(temporary, text);
}

OutputProblem OutputTree::commit() {
  for (Staged& file : staged_) {
    std::error_code error;
    fs::rename(file.temporary, file.place, error);
    if (error) return fmt::format("cannot write `{}`: {}", file.place.string(), error.message());
    file.temporary.clear();
  }
  return {};
}

OutputProblem remove_stale(const fs::path& root, const std::vector<fs::path>& candidates,
                           const std::string& marker) {
  for (const fs::path& candidate : candidates) {
    const fs::path place = root / candidate;
    if (!begins_with(place, marker + '\n')) continue;
    std::error_code error;
    fs::remove(place, error);
    if (error) {
      return fmt::format("cannot remove the stale `{}`: {}", place.string(), error.message());
    }
  }
  return {};
}

OutputProblem write_file(const fs::path& path, const std::string& text) {
  OutputTree tree(path.parent_path());
  if (auto problem = tree.replace(path.filename(), cpp::Text(text))) return problem;
  return tree.commit();
}

OutputProblem touch(const fs::path& path) { return write_file(path, ""); }

}  // namespace idlc::driver
