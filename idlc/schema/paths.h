// Paths as texts: what an import may say, and how a path below a root is cut out.
//
// Paths are absolute or relative, with forward slashes; a string is all they are here. Whether
// something lies at a path is the file system's business.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace idlc::schema {

/// Whether an import, and an `#include` of generated code, may name this path: relative, not empty,
/// no backslash, no quotation mark, no control character, and neither an empty part nor a slash at
/// its end.
[[nodiscard]] bool is_import_path(std::string_view path);

/// `folder/path` for a relative path, without `.` parts and with each `x/..` taken out. It goes by
/// the names alone: a folder that is a symbolic link is left to where the link stands.
[[nodiscard]] std::string join_path(std::string_view folder, std::string_view path);

/// Everything before the last slash: "." for a plain name, "/" for a name in the root.
[[nodiscard]] std::string folder_of(std::string_view path);

/// Everything behind the last slash.
[[nodiscard]] std::string_view name_of_path(std::string_view path);

/// The path without `.idl` at its end, if that is there: what outputs are called after.
[[nodiscard]] std::string_view without_extension(std::string_view path);

/// The path below the root, if the root holds it. Both are absolute and normalised.
[[nodiscard]] std::optional<std::string> path_below(std::string_view root, std::string_view path);

}  // namespace idlc::schema
