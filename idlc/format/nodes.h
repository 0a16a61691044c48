// A statement as a tree of brackets: what can be broken over several lines, and how wide it is if
// it is not.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "idlc/format/statements.h"

namespace idlc::format {

struct Node;
using Nodes = std::vector<Node>;

// A piece, or a pair of brackets with the elements between them, each with its comma.
struct Node {
  std::size_t piece = 0;  // the opening bracket of a group
  std::vector<Nodes> elements{};
  std::size_t close = 0;  // 0: a single piece

  [[nodiscard]] bool is_group() const { return close != 0; }
  [[nodiscard]] std::size_t last() const { return is_group() ? close : piece; }
};

// The pieces of a statement up to `last`, its semicolon or opening brace, which stays single.
[[nodiscard]] Nodes make_nodes(const Pieces& pieces, const Statement& statement);

// The columns that the pieces [first, last] take in one line, the blanks before the first left out;
// nothing if a comment breaks the line before the end. A comma behind the last element of brackets
// asks for a line for each.
[[nodiscard]] std::optional<std::size_t> flat_width(const Pieces& pieces, std::size_t first,
                                                    std::size_t last);

// The same pieces as they stand in one line, which they must be able to.
[[nodiscard]] std::string flat_text(const Pieces& pieces, std::size_t first, std::size_t last);

}  // namespace idlc::format
