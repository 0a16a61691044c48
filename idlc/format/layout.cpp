// A body stays in one line if its author wrote it so and it fits. A statement that is too long is
// broken first before what follows its first part (`->`, `throws`, annotations), and within a part
// at its outermost brackets.
#include "idlc/format/layout.h"

#include <algorithm>
#include <optional>

#include "idlc/format/columns.h"
#include "idlc/format/nodes.h"

namespace idlc::format {
namespace {

using syntax::TokenKind;

constexpr std::size_t kIndent = 2;
constexpr std::size_t kContinuation = 4;

// Some nodes of one row: [begin, end).
struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class StatementPrinter {
 public:
  StatementPrinter(const Pieces& pieces, Lines& lines, std::size_t indent)
      : pieces_(pieces), lines_(lines), indent_(indent) {}

  void print(const Nodes& nodes) {
    const auto first = nodes.front().piece;
    const auto last = nodes.back().last();
    if (fits(first, last)) return add_flat(first, last);
    for (const Part part : parts_of(nodes)) print_part(nodes, part);
  }

 private:
  [[nodiscard]] const Piece& piece(std::size_t i) const { return pieces_[i]; }

  [[nodiscard]] bool fits(std::size_t first, std::size_t last) const {
    const auto width = flat_width(pieces_, first, last);
    const bool has_blank = !lines_.at_begin() && piece(first).space_before;
    return width &&
           lines_.column() + (has_blank ? 1 : 0) + piece(first).padding + *width <= kMaxColumns;
  }

  // In a line that continues the statement. What does not even fit there gains nothing from it, if
  // it has brackets to be broken at.
  [[nodiscard]] bool fits_alone(std::size_t first, std::size_t last) const {
    const auto width = flat_width(pieces_, first, last);
    const bool has_group =
        std::any_of(pieces_.begin() + static_cast<std::ptrdiff_t>(first),
                    pieces_.begin() + static_cast<std::ptrdiff_t>(last),
                    [](const Piece& piece) { return syntax::is_opening(piece.kind); });
    return !has_group || (width && indent_ + kContinuation + *width <= kMaxColumns);
  }

  void add_flat(std::size_t first, std::size_t last) {
    if (!lines_.at_begin() && piece(first).space_before) lines_.add(" ");
    lines_.add(std::string(lines_.at_begin() ? 0 : piece(first).padding, ' ') +
               flat_text(pieces_, first, last));
    end_line(last);
  }

  // A comment behind a piece ends its line; whatever follows begins another.
  void end_line(std::size_t last) {
    if (!piece(last).behind.empty()) {
      lines_.end_with(piece(last).behind);
      must_break_ = true;
    }
  }

  [[nodiscard]] bool begins_part(const Nodes& nodes, std::size_t i) const {
    const auto& before = piece(nodes[i - 1].last());
    const auto& here = piece(nodes[i].piece);
    const bool is_word = here.kind == TokenKind::Identifier &&
                         (here.text == "throws" || here.text == "extends") &&
                         !nodes[std::min(i + 1, nodes.size() - 1)].is_group();
    return here.kind == TokenKind::Arrow || here.kind == TokenKind::At || is_word ||
           before.kind == TokenKind::Comma ||
           (before.kind == TokenKind::Equals && !nodes[i].is_group());
  }

  [[nodiscard]] std::vector<Part> parts_of(const Nodes& nodes) const {
    std::vector<Part> parts;
    std::size_t begin = 0;
    std::size_t angles = 0;
    for (std::size_t i = 1; i < nodes.size(); ++i) {
      const auto before = piece(nodes[i - 1].piece).kind;
      if (before == TokenKind::Less) ++angles;
      if (before == TokenKind::Greater && angles > 0) --angles;
      if (angles != 0 || !begins_part(nodes, i)) continue;
      parts.push_back({begin, i});
      begin = i;
    }
    parts.push_back({begin, nodes.size()});
    return parts;
  }

  void print_part(const Nodes& nodes, Part part) {
    const auto first = nodes[part.begin].piece;
    const auto last = nodes[part.end - 1].last();
    const bool wants_line = !fits(first, last) && fits_alone(first, last);
    if (part.begin != 0 && (must_break_ || !piece(first).above.empty() || wants_line)) {
      next_line(first, indent_ + kContinuation);
    }
    print_nodes(nodes, part, indent_);
  }

  // Begins a line for a piece, with the comments above it.
  void next_line(std::size_t i, std::size_t indent) {
    must_break_ = false;
    for (const OwnLine& comment : piece(i).above) {
      lines_.begin(indent);
      lines_.add(comment.text);
    }
    lines_.begin(indent);
  }

  void print_nodes(const Nodes& nodes, Part part, std::size_t indent) {
    for (auto i = part.begin; i < part.end; ++i) {
      const Node& node = nodes[i];
      const bool is_at_begin = lines_.at_begin() && !must_break_;
      const bool has_comment = i > part.begin && !piece(node.piece).above.empty();
      if (must_break_ || (has_comment && !is_at_begin))
        next_line(node.piece, indent + kContinuation);
      if (!node.is_group() || fits(node.piece, nodes[part.end - 1].last())) {
        add_flat(node.piece, node.last());
      } else {
        print_group(node, indent);
      }
    }
  }

  void print_group(const Node& group, std::size_t indent) {
    add_flat(group.piece, group.piece);
    const bool is_filled = is_plain_list(group);
    if (is_filled) lines_.begin(indent + kIndent);
    for (const Nodes& element : group.elements) {
      const auto first = element.front().piece;
      if (!is_filled || !fits(first, element.back().last())) next_line(first, indent + kIndent);
      print_nodes(element, {0, element.size()}, indent + kIndent);
    }
    for (const OwnLine& comment : piece(group.close).above) {
      lines_.begin(indent + kIndent);
      lines_.add(comment.text);
    }
    must_break_ = false;
    lines_.begin(indent);
    add_flat(group.close, group.close);
  }

  // A list of single values without comments: as many in a line as fit.
  [[nodiscard]] bool is_plain_list(const Node& group) const {
    if (piece(group.piece).kind != TokenKind::LeftBracket) return false;
    const auto is_single = [](const Nodes& element) {
      return std::none_of(element.begin(), element.end(),
                          [](const Node& node) { return node.is_group(); });
    };
    return std::all_of(group.elements.begin(), group.elements.end(), is_single) &&
           flat_width(pieces_, group.piece, group.close).has_value();
  }

  const Pieces& pieces_;
  Lines& lines_;
  std::size_t indent_;
  bool must_break_ = false;
};

class FilePrinter {
 public:
  explicit FilePrinter(Pieces& pieces) : pieces_(pieces) {}

  Lines run(const std::vector<Statement>& statements) && {
    set_columns_of_file(pieces_, statements);
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (i > 0 && ends_head(statements[i - 1], statements[i])) lines_.blank();
      print_statement(statements[i], 0, i == 0);
    }
    print_comments(pieces_.back(), 0, statements.empty());
    return std::move(lines_);
  }

 private:
  [[nodiscard]] std::string_view word(const Statement& statement) const {
    return pieces_[statement.first].text;
  }

  // Package, imports and declarations stand apart.
  [[nodiscard]] bool ends_head(const Statement& before, const Statement& next) const {
    return word(before) == "package" || (word(before) == "import" && word(next) != "import");
  }

  // The comments above a piece; an empty line before the first one is kept unless a body begins.
  void print_comments(const Piece& piece, std::size_t indent, bool is_first) {
    for (const OwnLine& comment : piece.above) {
      if (comment.blank_before && !is_first) lines_.blank();
      is_first = false;
      lines_.begin(indent);
      lines_.add(comment.text);
    }
  }

  void print_statement(const Statement& statement, std::size_t indent, bool is_first) {
    const Piece& first = pieces_[statement.first];
    print_comments(first, indent, is_first);
    if (first.blank_before && !(is_first && first.above.empty())) lines_.blank();
    lines_.begin(indent);
    if (statement.has_body() && fits_one_line(statement, indent)) {
      lines_.add(flat_text(pieces_, statement.first, statement.close));
      end_line(statement.close);
      return;
    }
    StatementPrinter(pieces_, lines_, indent).print(make_nodes(pieces_, statement));
    if (statement.has_body()) print_body(statement, indent);
  }

  void print_body(const Statement& statement, std::size_t indent) {
    set_columns(pieces_, statement);
    bool is_first = true;
    for (const Statement& member : statement.members) {
      print_statement(member, indent + kIndent, is_first);
      is_first = false;
    }
    print_comments(pieces_[statement.close], indent + kIndent, is_first);
    lines_.begin(indent);
    lines_.add(pieces_[statement.close].text);
    end_line(statement.close);
  }

  void end_line(std::size_t last) {
    if (!pieces_[last].behind.empty()) lines_.end_with(pieces_[last].behind);
  }

  // Whether the author began the body in the line of its head, and all of it fits there.
  [[nodiscard]] bool fits_one_line(const Statement& statement, std::size_t indent) const {
    if (pieces_[statement.last + 1].starts_line && statement.last + 1 != statement.close) {
      return false;
    }
    const auto width = flat_width(pieces_, statement.first, statement.close);
    return width && indent + *width <= kMaxColumns;
  }

  Pieces& pieces_;
  Lines lines_;
};

}  // namespace

Lines lay_out(Pieces& pieces, const std::vector<Statement>& statements) {
  return FilePrinter(pieces).run(statements);
}

}  // namespace idlc::format
