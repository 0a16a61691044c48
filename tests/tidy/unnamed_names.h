// The names that a file of the runtime keeps to itself, in its unnamed namespaces: no other file of
// its folder may have the same. Who vendors the runtime compiles a folder as one file, which is
// several times quicker than one by one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace tidy {

struct UnnamedName {
  std::string name;
  std::size_t line;  // counted from 1

  friend bool operator==(const UnnamedName&, const UnnamedName&) = default;
};

/// What is declared directly in the unnamed namespaces of a text, in its order: functions, types
/// and variables. It reads what people write under our clang-format, as find_functions does.
std::vector<UnnamedName> find_unnamed_names(std::string_view text);

/// A complaint for each such name that two files of one folder of the runtime have.
Complaints check_unnamed_names(const SourceTree& tree);

}  // namespace tidy
