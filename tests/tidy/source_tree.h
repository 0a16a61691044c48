// The files of the repository as the tidy checks see them: relative paths and whole texts.
// A tree is a plain value, so that a self-test can write one down; only read_tree touches the disk.
// It knows no git: whatever lies in the folder counts, but for build folders and dotted tool
// folders.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct SourceFile {
  std::string path;  // from the root, with forward slashes
  std::string text;
};

using SourceTree = std::vector<SourceFile>;  // sorted by path

/// One complaint a violation, `path:line: what is wrong`; a check that is content returns none.
using Complaints = std::vector<std::string>;

/// Reads every file below `root` but those of build folders and of .git. Throws if one cannot be
/// read.
SourceTree read_tree(const std::filesystem::path& root);

/// Whether `path` lies in `folder`, which is written without a slash at its end.
bool is_below(std::string_view path, std::string_view folder);

/// The part of `path` before its last slash, empty for a file of the root.
std::string_view folder_of(std::string_view path);

/// The part of `path` after its last slash.
std::string_view file_name_of(std::string_view path);

/// C++ that people wrote: headers and sources, but neither goldens nor fuzzers' corpora.
bool is_handwritten_cpp(std::string_view path);

/// Text that people wrote: what is_handwritten_cpp says, scripts and CMake files.
bool is_handwritten_code(std::string_view path);

/// The lines of `text` without their line ends; a line end at the very end starts no other line.
std::vector<std::string_view> lines_of(std::string_view text);

}  // namespace tidy
