// Staged writing: temporary files beside their places, then renames. Whatever fails while they are
// written, the temporary files go and the old outputs stay.
#include "idlc/driver/output_tree.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

/// A file that stands under its temporary name and waits for its rename; removed if that never
/// comes.
class StagedFile {
 public:
  StagedFile(fs::path place, fs::path temporary)
      : place_(std::move(place)), temporary_(std::move(temporary)) {}
  StagedFile(StagedFile&& other) noexcept
      : place_(std::move(other.place_)), temporary_(std::exchange(other.temporary_, {})) {}
  StagedFile& operator=(StagedFile&&) = delete;
  ~StagedFile() {
    std::error_code ignored;
    if (!temporary_.empty()) fs::remove(temporary_, ignored);
  }

  [[nodiscard]] OutputProblem commit() {
    std::error_code error;
    fs::rename(temporary_, place_, error);
    if (error) return fmt::format("cannot write `{}`: {}", place_.string(), error.message());
    temporary_.clear();
    return {};
  }

 private:
  fs::path place_;
  fs::path temporary_;
};

std::optional<std::string> read_regular_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return {};
  std::ifstream in(path, std::ios::binary);
  if (!in) return {};
  return std::string(std::istreambuf_iterator<char>(in), {});
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

OutputProblem write_text(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (out) return {};
  return fmt::format("cannot write `{}`: {}", path.string(),
                     std::error_code(errno, std::generic_category()).message());
}

OutputProblem stage(const fs::path& place, const std::string& text,
                    std::vector<StagedFile>& staged) {
  if (auto problem = check_place(place)) return problem;
  if (auto problem = create_folder(place.parent_path())) return problem;
  fs::path temporary = place;
  temporary += fmt::format(".{}.tmp", ::getpid());
  staged.emplace_back(place, temporary);
  return write_text(temporary, text);
}

OutputProblem commit(std::vector<StagedFile>& staged) {
  for (StagedFile& file : staged) {
    if (auto problem = file.commit()) return problem;
  }
  return {};
}

}  // namespace

OutputProblem write_all(const fs::path& root, const std::vector<OutputText>& files) {
  std::error_code error;
  if (fs::exists(root, error) && !fs::is_directory(root, error)) {
    return fmt::format("cannot write into `{}`: it is not a folder", root.string());
  }
  if (auto problem = create_folder(root)) return problem;
  std::vector<StagedFile> staged;
  for (const OutputText& file : files) {
    const fs::path place = root / file.path;
    if (read_regular_file(place) == file.text) continue;
    if (auto problem = stage(place, file.text, staged)) return problem;
  }
  return commit(staged);
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
  std::vector<StagedFile> staged;
  if (auto problem = stage(path, text, staged)) return problem;
  return commit(staged);
}

OutputProblem touch(const fs::path& path) { return write_file(path, ""); }

}  // namespace idlc::driver
