// "Did you mean `shop/common.idl`?": the import that a path which leads nowhere was meant to be.
// It looks at the names in folders and reads no file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/source/file_system.h"

namespace idlc::schema {

/// What may be looked at.
struct Shelf {
  const FileSystem& files;
  std::function<bool(const std::string& folder)> may_list;
  std::string importer;  ///< its real path: no file imports itself
};

/// A path below one of the folders, of a schema that is there: each part of it the nearest name in
/// its folder, or else the same name without the folders before it, or one folder deeper. Nothing
/// is suggested for paths with `..`. Few folders are listed, and of each a thousand names at most.
[[nodiscard]] std::optional<std::string> suggest_import(const Shelf& shelf,
                                                        const std::vector<std::string>& folders,
                                                        std::string_view path);

}  // namespace idlc::schema
