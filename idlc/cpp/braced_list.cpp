// Two walks over the brackets of a line, which look past strings. Angle brackets do not matter:
// commas between them stand in front of the list.
#include "idlc/cpp/braced_list.h"

#include <algorithm>

#include "idlc/cpp/line_breaker.h"

namespace idlc::cpp {

namespace {

// Behind the string that begins here. (There are no character literals: an apostrophe groups
// digits.)
std::size_t end_of_quoted(std::string_view line, std::size_t at) {
  ++at;
  while (at < line.size() && line[at] != '"') at += line[at] == '\\' ? 2U : 1U;
  return at + 1;
}

bool is_opening(char c) { return c == '{' || c == '(' || c == '['; }
bool is_closing(char c) { return c == '}' || c == ')' || c == ']'; }

// The bracket that closes the one that begins here, or npos.
std::size_t closing_of(std::string_view line, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < line.size();) {
    if (line[at] == '"') {
      at = end_of_quoted(line, at);
      continue;
    }
    if (is_opening(line[at])) ++depth;
    if (is_closing(line[at]) && --depth == 0) return at;
    ++at;
  }
  return std::string_view::npos;
}

// The first brace outside of quotes that begins a list at the end of the line.
std::size_t list_begin(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (line[at] == '"') {
      at = end_of_quoted(line, at);
      continue;
    }
    if (line[at] == '{') return at;
    ++at;
  }
  return std::string_view::npos;
}

// With the comma.
std::size_t width_of(std::string_view element) { return columns_of(element) + 1; }

using Widths = std::vector<std::size_t>;

std::size_t total_of(const Widths& widths) {
  std::size_t total = widths.size() - 1;
  for (const std::size_t width : widths) total += width;
  return total;
}

// The widths of so many columns, or none if the elements are too different for them.
Widths widths_of(const std::vector<std::string_view>& elements, std::size_t columns) {
  constexpr std::size_t kMostDifference = 10;
  Widths widest(columns, 0);
  Widths narrowest(columns, std::string_view::npos);
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto width = width_of(elements[i]);
    widest[i % columns] = std::max(widest[i % columns], width);
    narrowest[i % columns] = std::min(narrowest[i % columns], width);
  }
  for (std::size_t i = 0; i + 1 < columns; ++i) {
    if (widest[i] - narrowest[i] > kMostDifference) return {};
  }
  return widest;
}

Widths columns_for(const std::vector<std::string_view>& elements, std::size_t room) {
  constexpr std::size_t kFewestElements = 5;
  Widths best = widths_of(elements, 1);
  const bool is_struct = elements.front().starts_with('.');
  if (elements.size() < kFewestElements || is_struct) return best;
  std::size_t lines = 0;
  for (std::size_t columns = std::min(elements.size(), room / 3); columns > 1; --columns) {
    const Widths widths = widths_of(elements, columns);
    if (widths.empty() || total_of(widths) > room) continue;
    const std::size_t needed = (elements.size() + columns - 1) / columns;
    if (lines != 0 && needed > lines) break;
    lines = needed;
    best = widths;
  }
  return best;
}

bool is_bytes(std::string_view inside) {
  return inside.starts_with("0x") || inside.starts_with("std::byte");
}

}  // namespace

std::vector<std::string_view> split_at_commas(std::string_view inside) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < inside.size();) {
    if (inside[at] == '"') {
      at = end_of_quoted(inside, at);
      continue;
    }
    if (is_opening(inside[at]) || inside[at] == '<') ++depth;
    if (is_closing(inside[at]) || inside[at] == '>') --depth;
    if (inside[at] == ',' && depth == 0) {
      parts.push_back(inside.substr(begin, at - begin));
      begin = at + 2;
    }
    ++at;
  }
  parts.push_back(inside.substr(begin));
  return parts;
}

std::optional<BracedList> split_braced(std::string_view line) {
  auto open = list_begin(line);
  if (open == std::string_view::npos || line.ends_with(" }")) return std::nullopt;
  auto close = closing_of(line, open);
  if (close == std::string_view::npos) return std::nullopt;
  const auto behind = line.substr(close + 1);
  if (behind != ";" && behind != "," && behind != ");" && behind != "),") return std::nullopt;
  // `x{{…}}`: the outer braces hold nothing but the inner ones.
  while (line[open + 1] == '{' && closing_of(line, open + 1) == close - 1) {
    ++open;
    --close;
  }
  const auto inside = line.substr(open + 1, close - open - 1);
  if (inside.empty() || is_bytes(inside)) return std::nullopt;
  return BracedList{line.substr(0, open + 1), split_at_commas(inside), line.substr(close)};
}

// The rules are those of clang-format's CommaSeparatedList: the fewest lines, and for as many lines
// the fewest columns, where no column but the last holds widths that differ by more than ten.
std::vector<std::string> in_rows(const std::vector<std::string_view>& elements, std::size_t room) {
  const Widths widths = columns_for(elements, room);
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto column = i % widths.size();
    if (column == 0) rows.emplace_back();
    std::string& row = rows.back();
    row += std::string(elements[i]) + ",";
    const bool is_last = column + 1 == widths.size() || i + 1 == elements.size();
    if (!is_last) row += std::string(widths[column] + 1 - width_of(elements[i]), ' ');
  }
  return rows;
}

}  // namespace idlc::cpp
