// The search for a file and the choice of its root. It asks the file system where files are, and
// reads none of them.
#include "idlc/schema/locate.h"

#include <utility>

#include "idlc/schema/paths.h"

namespace idlc::schema {

Locator::Locator(const FileSystem& files, const std::vector<std::string>& import_dirs)
    : files_(files) {
  for (const std::string& dir : import_dirs) {
    auto real = files.real_path(dir);
    roots_.push_back({dir, real ? std::move(real).value() : ""});
  }
}

std::optional<Location> Locator::input(const std::string& path) const { return locate(path, ""); }

ImportSearch Locator::import(const Location& importer, std::string_view path) const {
  ImportSearch search;
  std::vector<std::string> folders{folder_of(importer.path)};
  for (const Root& root : roots_) folders.push_back(root.path);
  for (const std::string& folder : folders) {
    std::string candidate = join_path(folder, path);
    auto location = locate(candidate, importer.root);
    search.tried.push_back(std::move(candidate));
    if (!location) continue;
    search.outside_roots = !location->in_known_root;
    if (!search.outside_roots) search.found = std::move(location);
    return search;
  }
  return search;
}

// The folder is resolved, the name in it is not: in a farm of symbolic links each file is known by
// its link, wherever that points to.
std::optional<Location> Locator::locate(std::string path, const std::string& importer_root) const {
  auto real = files_.real_path(path);
  auto folder = files_.real_path(folder_of(path));
  if (!real || !folder) return std::nullopt;
  const std::string place = join_path(folder.value(), name_of_path(path));
  const auto root = known_root(place, importer_root);
  Location location{std::move(path), std::move(real).value(), root.value_or(folder.value()), "",
                    root.has_value()};
  location.canonical_path = *path_below(location.root, place);
  return location;
}

std::optional<std::string> Locator::known_root(const std::string& place,
                                               const std::string& importer_root) const {
  std::optional<std::string> longest;
  for (const Root& root : roots_) {
    if (root.real_path.empty() || !path_below(root.real_path, place)) continue;
    if (!longest || root.real_path.size() > longest->size()) longest = root.real_path;
  }
  if (longest) return longest;
  if (!importer_root.empty() && path_below(importer_root, place)) return importer_root;
  return std::nullopt;
}

}  // namespace idlc::schema
