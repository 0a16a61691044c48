// The search for the cheapest breaks: Dijkstra over states of (token, column, open brackets), after
// the algorithm of clang-format's ContinuationIndenter, reduced to what generated lines need.
#include "idlc/cpp/line_breaker.h"

#include <algorithm>
#include <compare>
#include <queue>
#include <set>
#include <tuple>

#include "idlc/cpp/tokens.h"

namespace idlc::cpp {

namespace {

constexpr std::size_t kContinuation = 4;
constexpr long kExcessColumn = 1'000'000;
constexpr long kFirstBreakOfLevel = 15;

// What is known inside one pair of brackets, or outside of all.
struct Level {
  std::size_t indentation = 0;  ///< of the lines that a break begins here
  std::size_t line_start = 0;   ///< where the line began on which this level was opened
  bool broken_after_open = false;
  bool broken_between = false;
  bool must_break = false;  ///< something inside was broken: the next argument gets a new line
  bool begins_inside_line = false;  ///< the argument at hand does not begin its line
  bool may_break = true;
  bool may_break_after_open = true;
  bool may_break_after_inner_open = true;
  friend auto operator<=>(const Level&, const Level&) = default;
};

struct State {
  std::size_t next = 0;  ///< the token to be placed
  std::size_t column = 0;
  std::vector<Level> levels;
  friend auto operator<=>(const State&, const State&) = default;
};

// A break before a token, behind the breaks before it. Ways share their beginnings.
struct Break {
  std::size_t token = 0;
  std::size_t column = 0;    ///< where the token comes to stand
  std::size_t previous = 0;  ///< an index, or kNoneBefore
};
constexpr std::size_t kNoneBefore = static_cast<std::size_t>(-1);

// A state with the way that led to it. Earlier ones come first among those of one price.
struct Node {
  long price = 0;
  std::size_t serial = 0;
  State state;
  std::size_t last_break = kNoneBefore;

  friend bool operator>(const Node& a, const Node& b) {
    return std::tie(a.price, a.serial) > std::tie(b.price, b.serial);
  }
};

class Search {
 public:
  explicit Search(std::string_view line)
      : indentation_(std::min(line.find_first_not_of(' '), line.size())),
        tokens_(tokenize_line(line)) {}

  std::vector<std::string> run() {
    push(start());
    std::set<State> seen;
    while (true) {
      Node node = queue_.top();
      queue_.pop();
      if (node.state.next == tokens_.size()) return render(node.last_break);
      if (!seen.insert(node.state).second) continue;
      expand(node);
    }
  }

 private:
  // What is returned is an expression of its own, whose lines begin where it begins.
  Node start() const {
    const bool is_return = tokens_.front().text == "return";
    const std::size_t continuation = is_return ? std::string_view("return ").size() : kContinuation;
    return {0, 0, {0, indentation_, {{indentation_ + continuation, indentation_}}}, kNoneBefore};
  }

  void expand(const Node& node) {
    const Token& token = tokens_[node.state.next];
    const Level& level = node.state.levels.back();
    const bool can_break = node.state.next > 0 && token.break_penalty != kNoBreak &&
                           level.may_break &&
                           (level.may_break_after_open || !follows_open(node.state.next));
    const bool must_break = can_break && node.state.levels.back().must_break &&
                            (follows_comma(node.state.next) || names_template(node.state));
    if (!must_break) push(place_on_line(node));
    if (can_break) push(place_on_new_line(node));
  }

  Node place_on_line(Node node) const {
    const Token& token = tokens_[node.state.next];
    if (token.space_before) ++node.state.column;
    Level& level = node.state.levels.back();
    if (follows_open(node.state.next)) {
      level.indentation = node.state.column;
      level.may_break_after_inner_open = false;
    }
    if (follows_comma(node.state.next)) level.begins_inside_line = true;
    place(node);
    return node;
  }

  Node place_on_new_line(Node node) {
    State& state = node.state;
    const Token& token = tokens_[state.next];
    Level& level = state.levels.back();
    bool& broken = follows_open(state.next) ? level.broken_after_open : level.broken_between;
    node.price += token.break_penalty + (broken ? 0 : kFirstBreakOfLevel);
    broken = true;
    level.must_break = names_argument(state);
    level.begins_inside_line = false;
    level.may_break_after_inner_open = true;
    for (std::size_t i = 0; i + 1 < state.levels.size(); ++i) state.levels[i].must_break = true;
    state.column = break_column(state);
    level.line_start = state.column;
    breaks_.push_back({state.next, state.column, node.last_break});
    node.last_break = breaks_.size() - 1;
    place(node);
    return node;
  }

  // Whether the next token is a parameter's name, or its default.
  bool names_argument(const State& state) const {
    return state.levels.size() > 1 && !follows_open(state.next) && !follows_comma(state.next);
  }

  // Whether the next token is what a template type that ends here is the type of.
  bool names_template(const State& state) const {
    const Token& token = tokens_[state.next];
    return token.kind == TokenKind::Word && token.space_before && state.next > 0 &&
           tokens_[state.next - 1].text == ">";
  }

  std::size_t break_column(const State& state) const {
    if (tokens_[state.next].name_of_function) return indentation_;
    return state.levels.back().indentation + (names_argument(state) ? kContinuation : 0);
  }

  void place(Node& node) const {
    State& state = node.state;
    const Token& token = tokens_[state.next];
    const auto before = std::max(state.column, kColumns);
    state.column += columns_of(token.text);
    if (state.column > before) {
      node.price += static_cast<long>(state.column - before) * kExcessColumn;
    }
    if (token.kind == TokenKind::Open) {
      const Level& outer = state.levels.back();
      Level inner{.indentation = outer.line_start + kContinuation, .line_start = outer.line_start};
      inner.may_break = outer.may_break && !(token.text == "<" && outer.begins_inside_line);
      inner.may_break_after_open = token.text != "<" || outer.may_break_after_inner_open;
      state.levels.push_back(inner);
    }
    if (token.kind == TokenKind::Close && state.levels.size() > 1) state.levels.pop_back();
    ++state.next;
  }

  bool follows_open(std::size_t index) const {
    return index > 0 && tokens_[index - 1].kind == TokenKind::Open;
  }

  bool follows_comma(std::size_t index) const {
    return index > 0 && tokens_[index - 1].kind == TokenKind::Comma;
  }

  void push(Node node) {
    node.serial = serial_++;
    queue_.push(std::move(node));
  }

  std::vector<std::string> render(std::size_t last_break) const {
    std::vector<Break> breaks;
    for (auto at = last_break; at != kNoneBefore; at = breaks_[at].previous) {
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

  std::size_t indentation_;
  std::vector<Token> tokens_;
  std::priority_queue<Node, std::vector<Node>, std::greater<>> queue_;
  std::size_t serial_ = 0;
  std::vector<Break> breaks_;
};

}  // namespace

std::vector<std::string> break_line(std::string_view line) { return Search(line).run(); }

}  // namespace idlc::cpp
