// The files of one commit, read through the program git: what `--against git:REF` compares with.
// Nothing is checked out and nothing is written.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "idlc/source/file_system.h"

namespace idlc::driver {

/// A path of the commit is written `v1.2:/schemas/orders.idl`, from the top of the repository, so
/// that messages show which version they mean. An absolute path is one of the disk: what lies
/// outside of the repository, a folder for imports perhaps, has no other version.
class GitFileSystem final : public FileSystem {
 public:
  /// The commit that `ref` names in the repository around the current folder, or why there is none.
  [[nodiscard]] static FileResult<GitFileSystem> open(const std::string& ref);

  /// What a path of the work tree, absolute or relative to the current folder, is called in the
  /// commit, whether it is there or not. Nothing if it lies outside of the work tree.
  [[nodiscard]] std::optional<std::string> in_commit(const std::string& path) const;

  /// The schemas below a folder of the commit, sorted, without hidden ones.
  [[nodiscard]] std::vector<std::string> schemas_below(const std::string& folder) const;

  [[nodiscard]] FileResult<std::string> read(const std::string& path) const override;
  [[nodiscard]] bool exists(const std::string& path) const override;
  [[nodiscard]] bool is_directory(const std::string& path) const override;
  [[nodiscard]] FileResult<std::string> real_path(const std::string& path) const override;

 private:
  GitFileSystem() = default;
  [[nodiscard]] std::string prefix() const { return ref_ + ':'; }
  [[nodiscard]] std::optional<std::string> path_in_tree(const std::string& path) const;

  std::string ref_;
  std::string top_;    // of the work tree, absolute
  std::string below_;  // the current folder below it, "" or "a/b/"
  RealFileSystem disk_;
  std::map<std::string, std::string> blobs_;  // object ids of the regular files, by path
};

}  // namespace idlc::driver
