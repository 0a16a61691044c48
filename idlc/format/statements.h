// The shape of a file, as far as the layout needs it: statements that end with a semicolon or a
// body of further statements. Read from the tokens of a file that is known to be well formed.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "idlc/format/pieces.h"

namespace idlc::format {

// What a body holds, which decides about its columns.
enum class BodyKind { None, Numbered, Unnumbered, Values, Methods };

// The pieces [first, last]; last is the semicolon, or the brace that opens the body.
struct Statement {
  std::size_t first = 0;
  std::size_t last = 0;
  BodyKind body = BodyKind::None;
  std::vector<Statement> members{};
  std::size_t close = 0;  // the brace that closes the body

  [[nodiscard]] bool has_body() const { return body != BodyKind::None; }
  [[nodiscard]] std::size_t end() const { return (has_body() ? close : last) + 1; }
};

// The statements of a file.
[[nodiscard]] std::vector<Statement> find_statements(const Pieces& pieces);

// Sets `space_before` of every piece: whether it keeps a distance from the one before in a line.
void space_out(Pieces& pieces, const std::vector<Statement>& statements);

}  // namespace idlc::format
