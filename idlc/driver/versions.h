// Which files `idlc breaking` compares: those that the user names, or that lie in the folders that
// he names, as they are now, and what they were in a folder, a file or a commit of git.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "idlc/driver/breaking.h"
#include "idlc/driver/git_file_system.h"
#include "idlc/schema/build.h"

namespace idlc::driver {

/// Where the version before lies.
struct OldPlace {
  const FileSystem& files;
  /// What a path of today, of a file or of a folder, is called there, if it is there.
  std::function<std::optional<std::string>(const std::string&)> find;
  /// The schemas below a folder of there.
  std::function<FileResult<std::vector<std::string>>(const std::string&)> schemas_below;
  /// What a folder for imports is called there.
  std::function<std::string(const std::string&)> import_dir;
};

[[nodiscard]] OldPlace place_in_git(const GitFileSystem& files);
[[nodiscard]] OldPlace place_in_folder(const std::string& folder, const FileSystem& files);

struct Versions {
  schema::BuildInputs now;
  schema::BuildInputs before;      ///< also what is there no longer
  std::vector<std::string> added;  ///< files of now that were not there
};

/// Asks the disk for the schemas in folders that are inputs, and fails where it does not know them
/// all: schemas_below.h.
[[nodiscard]] FileResult<Versions> find_versions(const BreakingOptions& options,
                                                 const FileSystem& files, const OldPlace& old);

/// Against a single file, which all inputs are compared with.
[[nodiscard]] FileResult<Versions> versions_of_file(const BreakingOptions& options,
                                                    const FileSystem& files);

}  // namespace idlc::driver
