// The search for a file and the choice of its root. It asks the file system where files are, and
// reads none of them.
#include "idlc/schema/locate.h"

#include <utility>

#include "idlc/schema/paths.h"
#include "idlc/schema/suggest_import.h"

namespace idlc::schema {

Locator::Locator(const FileSystem& files, const std::vector<std::string>& import_dirs)
    : files_(files) {
  for (const std::string& dir : import_dirs) {
    auto real = files.real_path(dir);
    roots_.push_back({dir, real ? std::move(real).value() : ""});
  }
}

FileResult<Location> Locator::input(const std::string& path) const { return locate(path, ""); }

ImportSearch Locator::import(const Location& importer, std::string_view path) const {
  ImportSearch search;
  for (const std::string& folder : folders_for(importer)) {
    std::string candidate = join_path(folder, path);
    FileResult<Location> location = locate(candidate, importer.root);
    search.tried.push_back(std::move(candidate));
    if (!location && location.error().kind == FileErrorKind::NotFound) continue;
    if (!location) {
      search.refused = location.error();
    } else if (!location.value().in_known_root) {
      search.outside_roots = true;
    } else {
      search.found = std::move(location).value();
    }
    return search;
  }
  return search;
}

std::vector<std::string> Locator::folders_for(const Location& importer) const {
  std::vector<std::string> folders{folder_of(importer.path)};
  for (const Root& root : roots_) folders.push_back(root.path);
  return folders;
}

std::optional<std::string> Locator::suggest(const Location& importer, std::string_view path) const {
  const auto may_list = [&](const std::string& folder) {
    const auto real = files_.real_path(folder);
    // A root holds itself.
    return real && known_root(real.value() + "/", importer.root).has_value();
  };
  return suggest_import({files_, may_list, importer.real_path}, folders_for(importer), path);
}

// The folder is resolved, the name in it is not: in a farm of symbolic links each file is known by
// its link, wherever that points to. A path that ends in `..` has no name to be known by, but then
// it leads to a folder.
FileResult<Location> Locator::locate(std::string path, const std::string& importer_root) const {
  if (files_.is_directory(path)) return FileError{FileErrorKind::IsDirectory, "is a directory"};
  const FileError not_found{FileErrorKind::NotFound, "there is no such file"};
  auto real = files_.real_path(path);
  auto folder = files_.real_path(folder_of(path));
  if (!real || !folder) return not_found;
  const std::string place = join_path(folder.value(), name_of_path(path));
  const auto root = known_root(place, importer_root);
  Location location{std::move(path), std::move(real).value(), root.value_or(folder.value()), "",
                    root.has_value()};
  auto below = path_below(location.root, place);
  if (!below) return not_found;
  location.canonical_path = *std::move(below);
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
