// The search for the cheapest breaks: Dijkstra over states of (token, column, open brackets), after
// the algorithm of clang-format's ContinuationIndenter, reduced to what generated lines need.
//
// A line has hundreds of states, so they own no memory: the levels of all of them stand in one
// array, and everything else refers to nodes by their indexes.
#include "idlc/cpp/line_breaker.h"

#include <algorithm>
#include <cstdint>
#include <queue>
#include <tuple>

#include "idlc/cpp/tokens.h"

namespace idlc::cpp {

namespace {

using Index = std::uint32_t;

constexpr std::uint32_t kContinuation = 4;
constexpr std::uint32_t kReturnIndentation = 7;  // behind `return `
constexpr long kExcessColumn = 1'000'000;
constexpr long kFirstBreakOfLevel = 15;
constexpr Index kNone = static_cast<Index>(-1);

// What most searches need.
constexpr std::size_t kUsualLevels = 256;
constexpr std::size_t kUsualNodes = 64;

// What is known inside one pair of brackets, or outside of all.
struct Level {
  std::uint32_t indentation = 0;  ///< of the lines that a break begins here
  std::uint32_t line_start = 0;   ///< where the line began on which this level was opened
  std::uint32_t argument = 0;     ///< where the argument at hand begins, if not the first
  bool broken_after_open = false;
  bool broken_between = false;
  bool must_break = false;  ///< something inside was broken: the next argument gets a new line
  bool begins_inside_line = false;  ///< the argument at hand does not begin its line
  bool designated = false;  ///< `.name = value`: all in one line, or each in a line of its own
  bool packed = false;      ///< of these: a second one was placed in the line of the first
  bool may_break = true;
  bool may_break_after_open = true;
  bool may_break_after_inner_open = true;
  friend bool operator==(const Level&, const Level&) = default;
};

// A break before a token, behind the breaks before it. Ways share their beginnings.
struct Break {
  std::size_t token = 0;
  std::size_t column = 0;  ///< where the token comes to stand
  Index previous = kNone;
};

// A state with the way that led to it. Earlier ones come first among those of one price.
struct Node {
  long price = 0;
  Index serial = 0;
  Index next = 0;  ///< the token to be placed
  std::uint32_t column = 0;
  Index first_level = 0;  ///< of its levels, the outermost first
  Index depth = 0;        ///< how many there are
  Index last_break = kNone;

  friend bool operator>(const Node& a, const Node& b) {
    return std::tie(a.price, a.serial) > std::tie(b.price, b.serial);
  }
};

// The states that have been left already: a hash table with open addressing.
class Visited {
 public:
  explicit Visited(const std::vector<Level>& levels) : levels_(levels), table_(kSmallest, kNone) {
    nodes_.reserve(kUsualNodes);
  }

  /// Whether no node before had the state of this one.
  bool insert(const Node& node) {
    if (2 * nodes_.size() >= table_.size()) grow();
    Index& place = find(node);
    if (place != kNone) return false;
    place = static_cast<Index>(nodes_.size());
    nodes_.push_back(node);
    return true;
  }

 private:
  static constexpr std::size_t kSmallest = 256;

  // The place of the node's state, or the empty one where it belongs.
  Index& find(const Node& node) {
    const std::size_t mask = table_.size() - 1;
    std::size_t at = hash(node) & mask;
    while (table_[at] != kNone && !same_state(nodes_[table_[at]], node)) at = (at + 1) & mask;
    return table_[at];
  }

  void grow() {
    table_.assign(2 * table_.size(), kNone);
    for (Index i = 0; i < nodes_.size(); ++i) find(nodes_[i]) = i;
  }

  // Levels of one token and column rarely differ but in the innermost, so that alone is looked at.
  std::size_t hash(const Node& node) const {
    constexpr std::size_t kOdd = 0x9E3779B97F4A7C15;
    const Level& level = levels_[node.first_level + node.depth - 1];
    std::size_t mixed = node.next;
    for (const std::size_t part : {std::size_t{node.column}, std::size_t{level.indentation},
                                   std::size_t{level.line_start}, std::size_t{node.depth}}) {
      mixed = (mixed ^ part) * kOdd;
    }
    return mixed ^ mixed >> 32U;
  }

  bool same_state(const Node& a, const Node& b) const {
    return a.next == b.next && a.column == b.column && a.depth == b.depth &&
           std::equal(&levels_[a.first_level], &levels_[a.first_level] + a.depth,
                      &levels_[b.first_level]);
  }

  const std::vector<Level>& levels_;
  std::vector<Node> nodes_;
  std::vector<Index> table_;
};

class Search {
 public:
  explicit Search(std::string_view line)
      : indentation_(
            static_cast<std::uint32_t>(std::min(line.find_first_not_of(' '), line.size()))),
        tokens_(tokenize_line(line)),
        visited_(levels_) {
    widths_.reserve(tokens_.size());
    levels_.reserve(kUsualLevels);
    breaks_.reserve(kUsualNodes);
    for (const Token& token : tokens_) {
      widths_.push_back(static_cast<std::uint32_t>(columns_of(token.text)));
    }
  }

  std::vector<std::string> run() {
    push(start());
    while (true) {
      const Node node = queue_.top();
      queue_.pop();
      if (node.next == tokens_.size()) return render(node.last_break);
      if (visited_.insert(node)) expand(node);
    }
  }

 private:
  // What is returned is an expression of its own, whose lines begin where it begins.
  Node start() {
    const bool is_return = tokens_.front().text == "return";
    const auto continuation = is_return ? kReturnIndentation : kContinuation;
    levels_.push_back({.indentation = indentation_ + continuation, .line_start = indentation_});
    Node node;
    node.column = indentation_;
    node.depth = 1;
    return node;
  }

  void expand(const Node& node) {
    const Token& token = tokens_[node.next];
    const Level level = innermost(node);
    const bool at_designator = level.designated && follows_comma(node.next);
    const bool can_break = node.next > 0 && token.break_penalty != kNoBreak && level.may_break &&
                           (level.may_break_after_open || !follows_open(node.next)) &&
                           !(level.designated && (level.packed || !at_designator));
    const bool must_break =
        can_break &&
        ((level.must_break && (follows_comma(node.next) || names_template(node.next))) ||
         (at_designator && level.broken_between));
    if (!must_break) push(place_on_line(node));
    if (can_break) push(place_on_new_line(node));
  }

  Level& innermost(const Node& node) { return levels_[node.first_level + node.depth - 1]; }

  // The same node with levels of its own.
  Node fork(Node node) {
    const Index first = static_cast<Index>(levels_.size());
    for (Index i = 0; i < node.depth; ++i) levels_.push_back(Level(levels_[node.first_level + i]));
    node.first_level = first;
    return node;
  }

  Node place_on_line(const Node& parent) {
    Node node = fork(parent);
    if (tokens_[node.next].space_before) ++node.column;
    Level& level = innermost(node);
    if (follows_open(node.next)) {
      level.indentation = node.column;
      level.may_break_after_inner_open = false;
    }
    if (follows_comma(node.next)) {
      level.begins_inside_line = true;
      level.argument = node.column;
      level.packed = level.designated;
    }
    place(node);
    return node;
  }

  Node place_on_new_line(const Node& parent) {
    Node node = fork(parent);
    Level& level = innermost(node);
    bool& broken = follows_open(node.next) ? level.broken_after_open : level.broken_between;
    node.price += tokens_[node.next].break_penalty + (broken ? 0 : kFirstBreakOfLevel);
    broken = true;
    level.must_break = names_argument(node);
    level.begins_inside_line = false;
    level.may_break_after_inner_open = true;
    for (Index i = 0; i + 1 < node.depth; ++i) levels_[node.first_level + i].must_break = true;
    node.column = break_column(node);
    level.line_start = node.column;
    level.argument = node.column;
    breaks_.push_back({node.next, node.column, node.last_break});
    node.last_break = static_cast<Index>(breaks_.size() - 1);
    place(node);
    return node;
  }

  // Whether the next token is a parameter's name, or its default.
  bool names_argument(const Node& node) const {
    return node.depth > 1 && !follows_open(node.next) && !follows_comma(node.next);
  }

  // Whether the token is what a template type that ends before it is the type of.
  bool names_template(Index index) const {
    const Token& token = tokens_[index];
    return token.kind == TokenKind::Word && token.space_before && index > 0 &&
           tokens_[index - 1].text == ">";
  }

  std::uint32_t break_column(const Node& node) {
    if (tokens_[node.next].name_of_function) return indentation_;
    const Level& level = innermost(node);
    if (!names_argument(node)) return level.indentation;
    return std::max(level.indentation, level.argument) + kContinuation;
  }

  // The node's levels are the last ones of the array.
  void place(Node& node) {
    const Token& token = tokens_[node.next];
    const auto before = std::max<std::uint32_t>(node.column, kColumns);
    node.column += widths_[node.next];
    if (node.column > before) {
      node.price += static_cast<long>(node.column - before) * kExcessColumn;
    }
    if (token.kind == TokenKind::Open) {
      const Level& outer = innermost(node);
      Level inner{.indentation = outer.line_start + kContinuation, .line_start = outer.line_start};
      inner.may_break = outer.may_break && !(token.text == "<" && outer.begins_inside_line);
      inner.may_break_after_open = token.text != "<" || outer.may_break_after_inner_open;
      inner.designated = token.text == "{" && node.next + 1 < tokens_.size() &&
                         tokens_[node.next + 1].text.starts_with('.');
      levels_.push_back(inner);
      ++node.depth;
    }
    if (token.kind == TokenKind::Close && node.depth > 1) {
      levels_.pop_back();
      --node.depth;
    }
    ++node.next;
  }

  bool follows_open(Index index) const {
    return index > 0 && tokens_[index - 1].kind == TokenKind::Open;
  }

  bool follows_comma(Index index) const {
    return index > 0 && tokens_[index - 1].kind == TokenKind::Comma;
  }

  void push(Node node) {
    node.serial = serial_++;
    queue_.push(node);
  }

  std::vector<std::string> render(Index last_break) const {
    std::vector<Break> breaks;
    for (auto at = last_break; at != kNone; at = breaks_[at].previous) {
      breaks.push_back(breaks_[at]);
    }
    std::vector<std::string> lines{std::string(indentation_, ' ')};
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!breaks.empty() && breaks.back().token == i) {
        lines.emplace_back(breaks.back().column, ' ');
        breaks.pop_back();
      } else if (tokens_[i].space_before) {
        lines.back() += ' ';
      }
      lines.back() += tokens_[i].text;
    }
    return lines;
  }

  std::uint32_t indentation_;
  std::vector<Token> tokens_;
  std::vector<std::uint32_t> widths_;  // of the tokens, in columns
  std::vector<Level> levels_;
  Visited visited_;
  std::priority_queue<Node, std::vector<Node>, std::greater<>> queue_;
  Index serial_ = 0;
  std::vector<Break> breaks_;
};

}  // namespace

std::vector<std::string> break_line(std::string_view line) { return Search(line).run(); }

}  // namespace idlc::cpp
