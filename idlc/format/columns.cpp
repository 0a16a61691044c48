// A member is cut into cells: `1:` and `list<string>` before a field's name, the name before `=` of
// an enum's value. The widest cell of a table decides, but one that is very wide stands out alone
// instead of pushing all the others away.
#include "idlc/format/columns.h"

#include <algorithm>
#include <optional>

#include "idlc/format/nodes.h"

namespace idlc::format {
namespace {

using syntax::TokenKind;

constexpr std::size_t kWidestCell = 32;

// The pieces that begin the cells behind the first one, where they are.
struct Cells {
  std::size_t first = 0;
  std::optional<std::size_t> type{};   // behind a number
  std::optional<std::size_t> name{};   // behind a type
  std::optional<std::size_t> value{};  // the `=` of an enum's value or of an alias
};

// Where the declarator of a member ends: its first `=`, `@` or `;` outside of brackets.
std::size_t end_of_declarator(const Pieces& pieces, const Statement& member) {
  std::size_t depth = 0;
  auto i = member.first;
  for (; i < member.last; ++i) {
    const auto kind = pieces[i].kind;
    if (depth == 0 && (kind == TokenKind::Equals || kind == TokenKind::At)) break;
    if (syntax::is_opening(kind)) ++depth;
    if (syntax::is_closing(kind) && depth > 0) --depth;
  }
  return i;
}

// `type Name = …;`
bool is_alias(const Pieces& pieces, const Statement& statement) {
  return !statement.has_body() && statement.first + 2 < statement.last &&
         pieces[statement.first].text == "type" &&
         pieces[statement.first + 1].kind == TokenKind::Identifier &&
         pieces[statement.first + 2].kind == TokenKind::Equals;
}

std::optional<Cells> cells_of(const Pieces& pieces, const Statement& member, BodyKind kind) {
  Cells cells{.first = member.first};
  const bool has_number = pieces[member.first].kind == TokenKind::Integer;
  const auto end = end_of_declarator(pieces, member);
  if (end < member.first + 2) {
    const bool is_value = kind == BodyKind::Values && pieces[end].kind == TokenKind::Equals;
    if (!is_value) return std::nullopt;
    cells.value = end;
    return cells;
  }
  if (kind == BodyKind::Numbered && !has_number) return std::nullopt;
  if (kind != BodyKind::Numbered && kind != BodyKind::Unnumbered) return std::nullopt;
  if (has_number) cells.type = member.first + 2;
  cells.name = end - 1;
  return cells;
}

// What one cell of each row takes, and its widest.
class Column {
 public:
  void add(std::size_t next_cell, std::optional<std::size_t> width) {
    if (!width) return;
    cells_.push_back({next_cell, *width});
    if (*width <= kWidestCell) widest_ = std::max(widest_, *width);
  }
  void set(Pieces& pieces) const {
    for (const auto& [next_cell, width] : cells_) {
      pieces[next_cell].padding = widest_ - std::min(widest_, width);
    }
  }

 private:
  struct Cell {
    std::size_t next = 0;
    std::size_t width = 0;
  };

  std::vector<Cell> cells_;
  std::size_t widest_ = 0;
};

class Table {
 public:
  void add(const Pieces& pieces, const Cells& cells) {
    const auto type = cells.type.value_or(cells.first);
    if (cells.type) numbers_.add(type, flat_width(pieces, cells.first, type - 1));
    if (cells.name) types_.add(*cells.name, flat_width(pieces, type, *cells.name - 1));
    if (cells.value) names_.add(*cells.value, flat_width(pieces, cells.first, *cells.value - 1));
  }
  void set(Pieces& pieces) const {
    numbers_.set(pieces);
    types_.set(pieces);
    names_.set(pieces);
  }

 private:
  Column numbers_;
  Column types_;
  Column names_;
};

bool is_blank_before(const Piece& piece) {
  return piece.blank_before ||
         std::any_of(piece.above.begin(), piece.above.end(),
                     [](const OwnLine& comment) { return comment.blank_before; });
}

}  // namespace

void set_columns(Pieces& pieces, const Statement& body) {
  Table table;
  for (const Statement& member : body.members) {
    if (member.has_body() || is_blank_before(pieces[member.first])) {
      table.set(pieces);
      table = {};
    }
    if (member.has_body() || is_alias(pieces, member)) continue;
    if (const auto cells = cells_of(pieces, member, body.body)) table.add(pieces, *cells);
  }
  table.set(pieces);
  set_columns_of_file(pieces, body.members);
}

void set_columns_of_file(Pieces& pieces, const std::vector<Statement>& statements) {
  Table table;
  for (const Statement& statement : statements) {
    const bool continues = is_alias(pieces, statement) && !is_blank_before(pieces[statement.first]);
    if (!continues) {
      table.set(pieces);
      table = {};
    }
    if (!is_alias(pieces, statement)) continue;
    table.add(pieces, {.first = statement.first, .value = statement.first + 2});
  }
  table.set(pieces);
}

}  // namespace idlc::format
