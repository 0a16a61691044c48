// Lines that are too long, by what they are: comments, strings, conditions, functions, the rest. It
// moves blanks and line ends, and never changes a token.
#include "idlc/cpp/layout.h"

#include <algorithm>
#include <vector>

#include "idlc/cpp/braced_list.h"
#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {

namespace {

// The text that has been laid out, line by line.
class Lines {
 public:
  void push(std::string_view line) {
    std::string& out = text_.next_line();
    last_ = out.size();
    out.append(line) += '\n';
  }

  [[nodiscard]] bool empty() const { return text_.empty(); }

  [[nodiscard]] std::string_view last() const {
    const std::string_view piece = text_.pieces().back();
    return piece.substr(last_, piece.size() - last_ - 1);
  }

  [[nodiscard]] Text take() { return std::move(text_); }

 private:
  Text text_;
  std::size_t last_ = 0;  // where the last line begins in the last piece
};

constexpr std::size_t kIndentation = 2;
constexpr std::size_t kContinuation = 4;

std::size_t indentation_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

std::string indented(std::size_t columns, std::string_view text) {
  return std::string(columns, ' ').append(text);
}

// No character takes more columns than bytes, so short lines need no closer look.
bool fits(std::string_view text) { return text.size() <= kColumns || columns_of(text) <= kColumns; }

void add_code(Lines& lines, std::string_view line);
void add_element(Lines& lines, std::string_view line);

// How far the lines of a comment that goes on are indented: below the text of the first, which may
// be an item of a list.
std::size_t indentation_in_comment(std::string_view line, std::size_t margin, std::size_t start) {
  constexpr std::size_t kSlashes = 4;
  constexpr std::size_t kMost = 16;  // a hostile text does not fill each line with blanks
  const std::size_t item = line.substr(start).starts_with("- ") ? 2 : 0;
  return std::min(start - std::min(start, margin + kSlashes) + item, kMost);
}

// Words that are too long stay whole; so does a word behind which a line must not end. What goes on
// in the next line stands below the text of the first.
void add_comment(Lines& lines, std::string_view line) {
  const std::size_t margin = indentation_of(line);
  const std::size_t start = std::min(line.find_first_not_of("/ ", margin), line.size());
  const std::size_t indentation = indentation_in_comment(line, margin, start);
  std::string rest(line);
  while (!fits(rest)) {
    std::size_t at = rest.rfind(' ', kColumns);
    while (at != std::string::npos &&
           (!fits(rest.substr(0, at)) || rest[at - 1] == '\\' || rest[at - 1] == ' ')) {
      at = at == 0 ? std::string::npos : rest.rfind(' ', at - 1);
    }
    if (at == std::string::npos || at < start) at = rest.find(' ', std::max(start, kColumns));
    if (at == std::string::npos) break;
    lines.push(rest.substr(0, at));
    const std::size_t next = rest.find_first_not_of(' ', at);
    if (next == std::string::npos) return;
    rest.replace(0, next, indented(margin, "/// ").append(indentation, ' '));
  }
  lines.push(rest);
}

// The place behind the bracket that closes the first one of the line, or npos.
std::size_t behind_brackets(std::string_view line) {
  std::size_t depth = 0;
  for (std::size_t at = line.find('('); at < line.size(); ++at) {
    if (line[at] == '(') ++depth;
    if (line[at] == ')' && --depth == 0) return at + 1;
  }
  return std::string_view::npos;
}

// `if (…) statement;`: the statement gets a line of its own. Conditions hold no texts.
bool add_condition(Lines& lines, std::string_view line) {
  const std::size_t margin = indentation_of(line);
  if (!line.ends_with(';') || !line.substr(margin).starts_with("if (")) return false;
  const std::size_t end = behind_brackets(line);
  if (end == std::string_view::npos) return false;
  add_code(lines, line.substr(0, end));
  add_code(lines, indented(margin + kIndentation, line.substr(end + 1)));
  return true;
}

constexpr std::string_view kReturn = "return ";
constexpr std::string_view kAnd = "&& ";

// The text up to the next `&& `, with that, taken off.
std::string_view take_operand(std::string_view& text) {
  const auto end = text.find(kAnd);
  const auto operand = text.substr(0, end == text.npos ? end : end + kAnd.size());
  text.remove_prefix(operand.size());
  return operand;
}

// `return a.x == b.x && a.y == b.y;`: as much in each line as fits, which without brackets is what
// the search for the best breaks would find.
bool add_conjunction(Lines& lines, std::string_view line) {
  const std::size_t margin = indentation_of(line);
  if (!line.substr(margin).starts_with(kReturn)) return false;
  const bool is_plain = line.find_first_of("(<{\"") == line.npos;
  if (!is_plain || line.find(kAnd) == line.npos) return false;
  const std::size_t inner = margin + kReturn.size();
  std::string_view rest = line.substr(inner);
  std::string filled(line.substr(0, inner));
  filled += take_operand(rest);
  while (!rest.empty()) {
    const auto operand = take_operand(rest);
    const std::size_t blank = operand.ends_with(' ') ? 1 : 0;
    if (columns_of(filled) + columns_of(operand) - blank > kColumns) {
      filled.pop_back();
      lines.push(filled);
      filled.assign(inner, ' ');
    }
    filled += operand;
  }
  lines.push(filled);
  return true;
}

// Where the body begins behind a function's parameters, or npos.
std::size_t begin_of_body(std::string_view line) {
  for (auto brace = line.find('{'); brace != line.npos; brace = line.find('{', brace + 1)) {
    const auto head = line.substr(0, brace);
    const bool opens =
        head.ends_with(") ") || head.ends_with(") const ") || head.ends_with(") override ");
    if (opens && line.substr(brace).starts_with("{ ")) return brace;
  }
  return line.npos;
}

// `f(…) { statement }`: three lines.
bool add_function(Lines& lines, std::string_view line) {
  if (!line.ends_with(" }")) return false;
  const auto brace = begin_of_body(line);
  if (brace == line.npos) return false;
  const std::size_t margin = indentation_of(line);
  add_code(lines, line.substr(0, brace + 1));
  add_code(lines,
           indented(margin + kIndentation, line.substr(brace + 2, line.size() - brace - 2 - 2)));
  lines.push(indented(margin, "}"));
  return true;
}

// Where a colon stands between blanks, or npos.
std::size_t find_lone_colon(std::string_view line) {
  for (auto colon = line.find(':', 1); colon != line.npos; colon = line.find(':', colon + 1)) {
    if (line.substr(colon - 1, 3) == " : ") return colon;
  }
  return line.npos;
}

// `struct A : B {` and `A::A(…) : b(…) {}`: a line for what follows the colon.
bool add_after_colon(Lines& lines, std::string_view line) {
  const auto colon = find_lone_colon(line);
  if (colon == line.npos || line.find('"') < colon) return false;
  if (colon <= indentation_of(line)) return false;  // it is what follows already
  add_code(lines, line.substr(0, colon - 1));
  add_code(lines, indented(indentation_of(line) + kContinuation, line.substr(colon)));
  return true;
}

// The longest beginning of a string's inside that fits, ending behind a blank if there is one, and
// never inside of an escape or a character.
std::size_t piece_length(std::string_view inside, std::size_t room) {
  std::size_t length = 0;
  std::size_t blank = 0;
  for (std::size_t i = 0; i < inside.size();) {
    std::size_t next = i + 1;
    if (inside[i] == '\\') next += inside[i + 1] >= '0' && inside[i + 1] <= '7' ? 3U : 1U;
    while (next < inside.size() && (static_cast<unsigned char>(inside[next]) & 0xC0U) == 0x80) {
      ++next;
    }
    if (columns_of(inside.substr(0, next)) > room) break;
    length = next;
    if (inside[i] == ' ') blank = next;
    i = next;
  }
  if (length == inside.size()) return length;
  return blank > 0 ? blank : std::max<std::size_t>(length, 1);
}

// A string with what stands behind it, in as many pieces as it takes.
void add_pieces(Lines& lines, std::size_t margin, std::string_view text) {
  const std::size_t room = kColumns - margin - 3;  // two quotes and what stands behind
  std::string_view inside = text.substr(1, text.size() - 3);
  while (!inside.empty()) {
    const auto length = piece_length(inside, room);
    const bool is_last = length == inside.size();
    lines.push(indented(margin, "\"").append(inside.substr(0, length)) + "\"" +
               (is_last ? std::string(1, text.back()) : ""));
    inside.remove_prefix(length);
  }
}

// `name = "long text";`: the text in pieces below the name.
bool add_text(Lines& lines, std::string_view line) {
  constexpr std::string_view kBegin = " = \"";
  const auto begin = line.find(kBegin);
  if (begin == std::string::npos || !(line.ends_with("\";") || line.ends_with("\","))) return false;
  const std::size_t margin = indentation_of(line) + kContinuation;
  const std::string_view text = line.substr(begin + 3);
  if (margin + columns_of(text) <= kColumns) return false;
  lines.push(line.substr(0, begin + 2));
  add_pieces(lines, margin, text);
  return true;
}

// `"long text",`
bool add_string_element(Lines& lines, std::string_view line) {
  const std::size_t margin = indentation_of(line);
  const auto text = line.substr(margin);
  const bool is_string = text.starts_with('"') && text.find('"', 1) >= text.size() - 2;
  if (is_string) add_pieces(lines, margin, text);
  return is_string;
}

// `create(u32 n, const std::vector<std::string>& tags = {"a", "b"});`: one parameter a line. What
// clang-format does with braces there is beyond us.
bool add_braced_arguments(Lines& lines, std::string_view line) {
  const auto open = line.find('(');
  const auto close = line.rfind(')');
  if (open == std::string::npos || line.find(" = {", open) > close) return false;
  const std::size_t margin = indentation_of(line);
  lines.push(indented(margin, "// clang-format off"));
  lines.push(line.substr(0, open + 1));
  const auto parameters = split_at_commas(line.substr(open + 1, close - open - 1));
  for (const std::string_view& parameter : parameters) {
    const bool is_last = &parameter == &parameters.back();
    lines.push(
        indented(margin + kContinuation, parameter).append(is_last ? line.substr(close) : ","));
  }
  lines.push(indented(margin, "// clang-format on"));
  return true;
}

// Each element on a line of its own, with a comma behind the last, which makes clang-format do the
// same. An element that is too long is laid out in the same way.
void add_list(Lines& lines, std::size_t margin, const BracedList& list) {
  lines.push(list.head);
  const std::size_t inner = margin + kContinuation;
  for (const std::string& row : in_rows(list.elements, kColumns - inner)) {
    add_element(lines, indented(inner, row));
  }
  lines.push(indented(margin, list.tail));
}

// `name{"a", "b"};` or `name = f({"a", "b"});`, but neither a row of a table nor a call.
bool add_braced(Lines& lines, std::string_view line) {
  const std::size_t margin = indentation_of(line);
  const auto list = split_braced(line);
  if (!list || list->head.substr(margin) == "{") return false;
  const bool is_call = list->tail.ends_with(");");
  if (is_call && list->head.find(" = ") == std::string_view::npos) return false;
  add_list(lines, margin, *list);
  return true;
}

// `.tags = {"a", "b"},`: what is behind the `=` begins on the next line, but for a call.
void add_element(Lines& lines, std::string_view line) {
  const auto list = fits(line) ? std::nullopt : split_braced(line);
  if (!list) return add_code(lines, line);
  const std::size_t margin = indentation_of(line);
  const auto equals = line.find(" = ");
  const bool is_member = line.substr(margin).starts_with('.') && equals != std::string_view::npos;
  if (!is_member || list->head.ends_with("({")) return add_list(lines, margin, *list);
  lines.push(line.substr(0, equals + 2));
  add_element(lines, indented(margin + kContinuation, line.substr(equals + 3)));
}

void add_code(Lines& lines, std::string_view line) {
  if (fits(line)) {
    lines.push(line);
    return;
  }
  if (add_condition(lines, line) || add_conjunction(lines, line) || add_function(lines, line) ||
      add_after_colon(lines, line) || add_text(lines, line) || add_string_element(lines, line) ||
      add_braced(lines, line) || add_braced_arguments(lines, line)) {
    return;
  }
  for (const std::string& part : break_line(line)) lines.push(part);
}

void add(Lines& lines, std::string_view line) {
  const std::string_view text = line.substr(indentation_of(line));
  if (text.starts_with("//")) return add_comment(lines, line);
  if (text.starts_with('#')) return lines.push(line);
  add_code(lines, line);
}

bool opens_block(std::string_view line) {
  return (line.ends_with('{') && !line.starts_with("namespace")) || line.ends_with(" public:") ||
         line.ends_with(" private:");
}

bool closes_block(std::string_view line) {
  const auto text = line.substr(indentation_of(line));
  return text.starts_with('}') && !text.starts_with("}  // namespace");
}

// Lays out lines, with the blank ones between them that are worth it.
class LayOut {
 public:
  void add_lines(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      add_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  Text take() { return lines_.take(); }

 private:
  void add_line(std::string_view line) {
    if (!line.empty()) {
      if (blank_ && !is_at_edge(line)) lines_.push({});
      add(lines_, line);
    }
    blank_ = line.empty();
  }

  bool is_at_edge(std::string_view line) const {
    return lines_.empty() || opens_block(lines_.last()) || closes_block(line);
  }

  Lines lines_;
  bool blank_ = false;  // the line before was
};

}  // namespace

Text lay_out(Text text) {
  LayOut layout;
  std::move(text).drain([&](std::string_view piece) { layout.add_lines(piece); });
  return layout.take();
}

}  // namespace idlc::cpp
