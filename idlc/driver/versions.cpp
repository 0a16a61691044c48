// Pairs of paths, of now and before. Nothing is read here but the contents of folders; a file that
// is neither here nor there stays among the inputs, so that reading it says what is wrong.
#include "idlc/driver/versions.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "idlc/driver/schemas_below.h"

namespace idlc::driver {
namespace {

namespace fs = std::filesystem;

// The old version may lie below the new one: `--against old .`
std::vector<std::string> without(const fs::path& folder, std::vector<std::string> schemas) {
  std::erase_if(schemas, [&](const std::string& schema) {
    const fs::path below = fs::path(schema).lexically_relative(folder);
    return !below.empty() && *below.begin() != "..";
  });
  return schemas;
}

// Without `.` and without a slash at its end.
fs::path normal(const std::string& path) {
  const fs::path plain = fs::path(path).lexically_normal();
  return plain.has_filename() ? plain : plain.parent_path();
}

bool leads_up(const fs::path& path) { return !path.empty() && *path.begin() == ".."; }

void add_once(std::vector<std::string>& paths, std::string path) {
  if (std::ranges::find(paths, path) == paths.end()) paths.push_back(std::move(path));
}

class Search {
 public:
  Search(const FileSystem& files, const OldPlace& old, const std::string& against)
      : files_(files), old_(old), against_(normal(against)) {}

  void add(const std::string& input) {
    const auto before = old_.find(input);
    const bool was_folder = before && old_.files.is_directory(*before);
    if (files_.is_directory(input) || was_folder) return add_folder(input, before);
    if (before) add_once(versions_.before.files, *before);
    if (before && !files_.exists(input)) return;  // it was there, and is gone
    add_once(versions_.now.files, input);
    if (!before && files_.exists(input)) versions_.added.push_back(input);
  }

  FileResult<Versions> take() {
    if (failure_) return *failure_;
    return std::move(versions_);
  }

 private:
  // Nothing, and the first failure kept, where a folder cannot be searched.
  std::vector<std::string> found(FileResult<std::vector<std::string>> schemas) {
    if (schemas) return std::move(schemas).value();
    if (!failure_) failure_ = schemas.error();
    return {};
  }

  void add_folder(const std::string& folder, const std::optional<std::string>& before) {
    std::set<fs::path> known;
    const auto old_schemas =
        before ? found(old_.schemas_below(*before)) : std::vector<std::string>{};
    for (const std::string& schema : old_schemas) {
      known.insert(fs::path(schema).lexically_relative(*before).lexically_normal());
      add_once(versions_.before.files, schema);
    }
    for (const std::string& schema : without(against_, found(schemas_below(folder)))) {
      const auto below = fs::path(schema).lexically_relative(normal(folder));
      if (!known.contains(below)) versions_.added.push_back(schema);
      add_once(versions_.now.files, schema);
    }
  }

  const FileSystem& files_;
  const OldPlace& old_;
  fs::path against_;
  Versions versions_;
  std::optional<FileError> failure_;
};

// In a folder a file lies where it lies now, seen from here, or directly in it; a folder may also
// be that folder itself.
std::optional<std::string> find_below(const fs::path& folder, const std::string& input,
                                      const FileSystem& files) {
  const fs::path path = normal(input);
  std::vector<fs::path> places;
  if (!leads_up(path)) places.push_back(folder / path.relative_path());
  places.push_back(folder / path.filename());
  if (files.is_directory(input)) places.push_back(folder);
  for (const fs::path& place : places) {
    const std::string old = place.lexically_normal().generic_string();
    if (files.exists(old)) return old;
  }
  return std::nullopt;
}

}  // namespace

OldPlace place_in_git(const GitFileSystem& files) {
  return {files,
          [&files](const std::string& path) -> std::optional<std::string> {
            auto old = files.in_commit(path);
            return old && files.exists(*old) ? old : std::nullopt;
          },
          [&files](const std::string& folder) { return files.schemas_below(folder); },
          [&files](const std::string& dir) {
            return files.in_commit(dir).value_or(fs::absolute(dir).lexically_normal().string());
          }};
}

OldPlace place_in_folder(const std::string& folder, const FileSystem& files) {
  return {files, [=, &files](const std::string& path) { return find_below(folder, path, files); },
          [](const std::string& below) { return schemas_below(below); },
          [=, &files](const std::string& dir) {
            const fs::path path = normal(dir);
            const auto old = (fs::path(folder) / path.relative_path()).generic_string();
            return !leads_up(path) && files.is_directory(old) ? old : dir;
          }};
}

FileResult<Versions> find_versions(const BreakingOptions& options, const FileSystem& files,
                                   const OldPlace& old) {
  Search search(files, old, options.against);
  for (const std::string& input : options.inputs) search.add(input);
  FileResult<Versions> found = search.take();
  if (!found) return found;
  Versions versions = std::move(found).value();
  versions.now.import_dirs = options.import_dirs;
  for (const std::string& dir : options.import_dirs) {
    versions.before.import_dirs.push_back(old.import_dir(dir));
  }
  return versions;
}

FileResult<Versions> versions_of_file(const BreakingOptions& options, const FileSystem& files) {
  Versions versions{{{}, options.import_dirs}, {{options.against}, options.import_dirs}, {}};
  for (const std::string& input : options.inputs) {
    const bool is_folder = files.is_directory(input);
    const auto found = is_folder ? schemas_below(input) : std::vector{input};
    if (!found) return found.error();
    for (const std::string& path : found.value()) add_once(versions.now.files, path);
  }
  return versions;
}

}  // namespace idlc::driver
