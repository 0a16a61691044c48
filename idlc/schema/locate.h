// Where a file lies and what it is called: the rules of roots and canonical paths.
//
// Used by the loader alone. It asks the file system where things are and reads nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/source/file_system.h"

namespace idlc::schema {

/// A file that is there.
struct Location {
  std::string path;       ///< to open it and to show it: as the user would write it
  std::string real_path;  ///< its identity: two locations with the same are one file
  std::string root;       ///< the folder that its canonical path is relative to
  std::string canonical_path;
  bool in_known_root = false;  ///< else the root is the file's own folder, for want of another
};

/// What looking for an import came to: a location, or the paths that were tried.
struct ImportSearch {
  std::optional<Location> found;
  std::vector<std::string> tried;
  std::optional<FileError> refused;  ///< at the last of them is something, but no file
  bool outside_roots = false;        ///< something is there, but `..` or a linked folder leads out
};

class Locator {
 public:
  /// Folders that do not exist hold nothing, and are no error here.
  Locator(const FileSystem& files, const std::vector<std::string>& import_dirs);

  /// A file that the user named, or why it is none.
  [[nodiscard]] FileResult<Location> input(const std::string& path) const;

  /// The file that an import means: beside the importer, then in each import folder.
  [[nodiscard]] ImportSearch import(const Location& importer, std::string_view path) const;

  /// The import that a path was probably meant to be, if something like it lies where imports are
  /// searched. It lists a folder or two for each part of the path, and nothing outside of the
  /// roots.
  [[nodiscard]] std::optional<std::string> suggest(const Location& importer,
                                                   std::string_view path) const;

 private:
  struct Root {
    std::string path;       // as the user wrote it
    std::string real_path;  // empty: it is not there
  };

  [[nodiscard]] FileResult<Location> locate(std::string path,
                                            const std::string& importer_root) const;
  [[nodiscard]] std::optional<std::string> known_root(const std::string& place,
                                                      const std::string& importer_root) const;

  [[nodiscard]] std::vector<std::string> folders_for(const Location& importer) const;

  const FileSystem& files_;
  std::vector<Root> roots_;
};

}  // namespace idlc::schema
