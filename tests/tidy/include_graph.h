// Which file of the tree includes which, and what can be reached from one that way.
// It resolves names as the compiler's include paths do, and leaves what is outside the tree alone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/source_tree.h"

namespace tidy {

struct Include {
  std::string name;  // as written between the quotes or angle brackets
  std::size_t line;
};

/// The include directives of a text, those within comments left out.
std::vector<Include> includes_of(std::string_view text);

class IncludeGraph {
 public:
  /// Keeps nothing of `tree`.
  explicit IncludeGraph(const SourceTree& tree);

  /// Every file that `path` reaches, with the chain of files that leads there, itself left out.
  std::map<std::string, std::vector<std::string>> reached_from(const std::string& path) const;

 private:
  std::map<std::string, std::vector<std::string>> includes_;
};

}  // namespace tidy
