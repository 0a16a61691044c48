// Where generated files go: a folder that is written all or nothing. Every file is first written
// beside its place under a temporary name; only when all of them stand are they renamed. A reader
// therefore sees the old file or the new one, never half of one, and a file whose bytes would not
// change keeps its time stamp. Files that carry somebody else's text are replaced only if they are
// ours by their first line.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "idlc/cpp/text.h"

namespace idlc::driver {

/// Why the world refused, in words for the user; empty optional: it did not.
using OutputProblem = std::optional<std::string>;

/// The files of one run. Until commit(), none of them stands in its place; what was added and not
/// committed is gone when this goes.
class OutputTree {
 public:
  /// Writes below `root`, which is created, as are the folders in it.
  explicit OutputTree(std::filesystem::path root) : root_(std::move(root)) {}
  OutputTree(const OutputTree&) = delete;
  OutputTree& operator=(const OutputTree&) = delete;
  ~OutputTree();

  /// Stages one file, its path relative to the root, unless it stands there already with this text.
  /// After a problem nothing else may be staged.
  [[nodiscard]] OutputProblem add(const std::filesystem::path& path, const cpp::Text& text);

  /// Stages one file even if it stands there already: it gets a new time stamp.
  [[nodiscard]] OutputProblem replace(const std::filesystem::path& path, const cpp::Text& text);

  /// Puts all files in their places. On a problem the rest of them is dropped.
  [[nodiscard]] OutputProblem commit();

 private:
  struct Staged {
    std::filesystem::path place;
    std::filesystem::path temporary;  ///< empty once it has been renamed
  };

  std::filesystem::path root_;
  std::vector<Staged> staged_;
};

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
