// Angle brackets make no group: a type is never broken. Groups nest no deeper than values do, which
// the parser limits.
#include "idlc/format/nodes.h"

#include <string>
#include <utility>

namespace idlc::format {
namespace {

using syntax::TokenKind;

class NodeMaker {
 public:
  NodeMaker(const Pieces& pieces, std::size_t first, std::size_t last)
      : pieces_(pieces), at_(first), last_(last) {}

  Nodes nodes() {
    Nodes made;
    while (at_ <= last_) made.push_back(node());
    return made;
  }

 private:
  [[nodiscard]] TokenKind kind() const { return pieces_[at_].kind; }

  Node node() {
    Node made{.piece = at_};
    const bool is_group = syntax::is_opening(kind()) && at_ != last_;
    ++at_;
    if (!is_group) return made;
    while (at_ < last_ && !syntax::is_closing(kind())) made.elements.push_back(element());
    made.close = at_++;
    return made;
  }

  // Up to its comma or to the bracket that closes the group.
  Nodes element() {
    Nodes made;
    std::size_t angles = 0;  // the commas of `map<K, V>` separate nothing here
    while (at_ < last_ && !syntax::is_closing(kind())) {
      const auto of_piece = kind();
      if (of_piece == TokenKind::Less) ++angles;
      if (of_piece == TokenKind::Greater && angles > 0) --angles;
      made.push_back(node());
      if (of_piece == TokenKind::Comma && angles == 0) break;
    }
    return made;
  }

  const Pieces& pieces_;
  std::size_t at_;
  std::size_t last_;
};

std::size_t blanks_before(const Piece& piece) {
  return (piece.space_before ? 1 : 0) + piece.padding;
}

}  // namespace

Nodes make_nodes(const Pieces& pieces, const Statement& statement) {
  return NodeMaker(pieces, statement.first, statement.last).nodes();
}

std::optional<std::size_t> flat_width(const Pieces& pieces, std::size_t first, std::size_t last) {
  std::size_t width = 0;
  for (auto i = first; i <= last; ++i) {
    const bool is_broken =
        (i > first && !pieces[i].above.empty()) || (i < last && !pieces[i].behind.empty());
    const bool has_last_comma =
        i > first && syntax::is_closing(pieces[i].kind) && pieces[i - 1].kind == TokenKind::Comma;
    if (is_broken || has_last_comma) return std::nullopt;
    width += (i > first ? blanks_before(pieces[i]) : 0) + columns_of(pieces[i].text);
  }
  return width;
}

std::string flat_text(const Pieces& pieces, std::size_t first, std::size_t last) {
  std::string text;
  for (auto i = first; i <= last; ++i) {
    if (i > first) text += std::string(blanks_before(pieces[i]), ' ');
    text += pieces[i].text;
  }
  return text;
}

}  // namespace idlc::format
