// The files of one commit, read through the program git: what `--against git:REF` compares with.
// Nothing is checked out and nothing is written.
#pragma once

#include <map>
#include <string>

#include "idlc/source/file_system.h"

namespace idlc::driver {

/// Paths are those of the work tree, relative to the current folder or absolute; one that begins
/// with `prefix()` means the same without it, so that messages can show which version they mean.
class GitFileSystem final : public FileSystem {
 public:
  /// The commit that `ref` names in the repository around the current folder, or why there is none.
  [[nodiscard]] static FileResult<GitFileSystem> open(const std::string& ref);

  /// `v1.2:`
  [[nodiscard]] std::string prefix() const { return ref_ + ':'; }

  [[nodiscard]] FileResult<std::string> read(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_directory(const std::string& path) const override;
  [[nodiscard]] FileResult<std::string> real_path(const std::string& path) const override;

 private:
  GitFileSystem() = default;
  [[nodiscard]] std::string path_in_tree(std::string path) const;

  std::string ref_;
  std::string top_;                           // of the work tree, absolute
  std::string below_;                         // the current folder below it, "" or "a/b/"
  std::map<std::string, std::string> blobs_;  // object ids of the regular files, by path
};

}  // namespace idlc::driver
