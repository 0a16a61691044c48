// The rules about names and words: which folders there are, how a file opens, what is never
// written. They judge texts line by line and know nothing of what the code means.
#pragma once

#include "tests/tidy/source_tree.h"

namespace tidy {

/// A file outside the top-level folders of the house, or a loose one that has no business there.
Complaints check_top_level(const SourceTree& tree);

/// A file or folder named for nothing in particular: `utils`, `common`, `helpers`, `misc`.
Complaints check_file_names(const SourceTree& tree);

/// A C++ file that does not open with a comment of 2 to 10 lines.
Complaints check_opening_comments(const SourceTree& tree);

/// A to-do without a topic, and words that put off rather than say what is to be done.
Complaints check_todos(const SourceTree& tree);

/// A path of somebody's own machine, in whatever file.
Complaints check_machine_paths(const SourceTree& tree);

}  // namespace tidy
