// Files in a map, with symbolic links of files and directories. Paths are normalized first, then
// links are followed, the longest prefix first, as often as a real system would before it gives up.
#include <algorithm>
#include <filesystem>
#include <utility>

#include "idlc/source/file_system.h"
#include "idlc/source/source_file.h"

namespace idlc {
namespace {

constexpr int kMaxLinks = 40;

std::string normalized(std::string_view path) {
  auto text = (std::filesystem::path("/") / path).lexically_normal().string();
  if (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

bool is_at_or_below(std::string_view path, std::string_view folder) {
  if (!path.starts_with(folder)) return false;
  return path.size() == folder.size() || path[folder.size()] == '/' || folder == "/";
}

}  // namespace

void MemoryFileSystem::add(std::string_view path, std::string text) {
  files_.insert_or_assign(normalized(path), std::move(text));
}

void MemoryFileSystem::add_link(std::string_view link, std::string_view target) {
  links_.insert_or_assign(normalized(link), normalized(target));
}

std::string MemoryFileSystem::resolve(std::string_view path) const {
  auto resolved = normalized(path);
  for (int followed = 0; followed < kMaxLinks; ++followed) {
    auto link = links_.begin();
    while (link != links_.end() && !is_at_or_below(resolved, link->first)) ++link;
    if (link == links_.end()) return resolved;
    resolved = link->second + resolved.substr(link->first.size());
  }
  return resolved;
}

FileResult<std::string> MemoryFileSystem::read(const std::string& path) const {
  const auto file = files_.find(resolve(path));
  if (file == files_.end()) {
    if (is_directory(path)) return FileError{FileErrorKind::IsDirectory, "is a directory"};
    return FileError{FileErrorKind::NotFound, "no such file"};
  }
  if (file->second.size() > kMaxSourceBytes) {
    return FileError{FileErrorKind::TooLarge, "is larger than 64 MiB"};
  }
  return file->second;
}

bool MemoryFileSystem::exists(const std::string& path) const {
  return files_.contains(resolve(path)) || is_directory(path);
}

bool MemoryFileSystem::is_directory(const std::string& path) const {
  const auto folder = resolve(path);
  if (folder == "/") return true;
  const auto below = files_.lower_bound(folder + '/');
  return below != files_.end() && is_at_or_below(below->first, folder);
}

FileResult<std::string> MemoryFileSystem::real_path(const std::string& path) const {
  if (!exists(path)) return FileError{FileErrorKind::NotFound, "no such file"};
  return resolve(path);
}

std::vector<std::string> MemoryFileSystem::names_in(const std::string& directory,
                                                    std::size_t most) const {
  const std::string folder = resolve(directory);
  const std::size_t begin = folder == "/" ? 1 : folder.size() + 1;
  std::vector<std::string> names;
  const auto add = [&](const std::string& path) {
    if (path.size() <= begin || !is_at_or_below(path, folder) || names.size() == most) return;
    const std::string name = path.substr(begin, path.find('/', begin) - begin);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const auto& [path, text] : files_) add(path);
  for (const auto& [path, target] : links_) add(path);
  std::ranges::sort(names);
  return names;
}

}  // namespace idlc
