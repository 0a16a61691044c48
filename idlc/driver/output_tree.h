// Where generated files go: a folder that is written all or nothing. Every file is first written
// beside its place under a temporary name; only when all of them stand are they renamed. A reader
// therefore sees the old file or the new one, never half of one, and a file whose bytes would not
// change keeps its time stamp. Files that carry somebody else's text are replaced only if they are
// ours by their first line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace idlc::driver {

/// One file to be written, its path relative to the output folder.
struct OutputText {
  std::filesystem::path path;
  std::string text;
};

/// Why the world refused, in words for the user; empty optional: it did not.
using OutputProblem = std::optional<std::string>;

/// Writes `files` below `root`, creating folders as needed. On a problem nothing new stays behind.
[[nodiscard]] OutputProblem write_all(const std::filesystem::path& root,
                                      const std::vector<OutputText>& files);

/// Removes those of `candidates` that exist below `root` and begin with the line `marker`: outputs
/// of an earlier run that the schema no longer asks for. A file with another first line is left
/// alone.
[[nodiscard]] OutputProblem remove_stale(const std::filesystem::path& root,
                                         const std::vector<std::filesystem::path>& candidates,
                                         const std::string& marker);

/// Writes one file the same way, wherever it is (a dependency file); always with a new time stamp.
[[nodiscard]] OutputProblem write_file(const std::filesystem::path& path, const std::string& text);

/// Creates `path` if need be and sets its time stamp to now.
[[nodiscard]] OutputProblem touch(const std::filesystem::path& path);

}  // namespace idlc::driver
