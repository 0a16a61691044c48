// Staged writing: temporary files beside their places, then renames. Whatever fails while they are
// written, the temporary files go and the old outputs stay.
#include "idlc/driver/output_tree.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <system_error>

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_regular_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return {};
  const auto size = fs::file_size(path, error);
  std::ifstream in(path, std::ios::binary);
  if (!in || error) return {};
  std::string text(size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
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

OutputProblem write_text(const fs::path& path, std::string_view text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
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

OutputProblem OutputTree::add(const fs::path& path, std::string_view text) {
  std::error_code error;
  if (fs::exists(root_, error) && !fs::is_directory(root_, error)) {
    return fmt::format("cannot write into `{}`: it is not a folder", root_.string());
  }
  if (read_regular_file(root_ / path) == text) return {};
  return replace(path, text);
}

OutputProblem OutputTree::replace(const fs::path& path, std::string_view text) {
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
    const auto text = read_regular_file(place);
    if (!text || !text->starts_with(marker + '\n')) continue;
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
  if (auto problem = tree.replace(path.filename(), text)) return problem;
  return tree.commit();
}

OutputProblem touch(const fs::path& path) { return write_file(path, ""); }

}  // namespace idlc::driver
