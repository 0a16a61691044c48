// Reading heads: a walk over their top level, that is, past everything in brackets. Whether a `<`
// is one is guessed from what stands before it, which clang-format's spacing makes reliable.
#include "tests/tidy/signature.h"

#include <algorithm>
#include <array>

#include "tests/tidy/masking.h"

namespace tidy {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

std::string_view last_word(std::string_view text) {
  text = trim(text);
  auto begin = text.size();
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  return text.substr(begin);
}

std::string_view first_word(std::string_view text) {
  text = trim(text);
  return text.substr(
      0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_word) - text.begin()));
}

// A `<` opens template arguments where a name or `template` stands before it.
bool opens_angle(std::string_view text, std::size_t at) {
  return text[at] == '<' && at > 0 && (is_word(text[at - 1]) || text[at - 1] == ' ') &&
         last_word(text.substr(0, at)) != "operator" && !last_word(text.substr(0, at)).empty() &&
         !text.substr(at).starts_with("<=") && !text.substr(at).starts_with("<<");
}

bool opens_bracket(std::string_view text, std::size_t at) {
  return text[at] == '(' || text[at] == '[' || text[at] == '{' || opens_angle(text, at);
}

// Whether the `=` at `at` gives a value, rather than being a part of an operator or its name.
bool assigns(std::string_view text, std::size_t at) {
  const auto before = text.substr(0, at);
  const bool part_of_operator =
      before.find_last_of("=!<>+-*/%&|^") + 1 == at && !before.ends_with('>');
  return text[at] == '=' && !part_of_operator && !text.substr(at + 1).starts_with('=') &&
         last_word(before) != "operator";
}

// The first place at the top level of `text` that `wanted(text, place)` accepts, or npos.
template <class Wanted>
std::size_t find_at_top(std::string_view text, std::size_t from, Wanted wanted) {
  while (from < text.size()) {
    if (wanted(text, from)) return from;
    from = opens_bracket(text, from) ? past_bracket(text, from) : from + 1;
  }
  return std::string_view::npos;
}

// Without `template <…>`, attributes and `extern "C"` before a declaration.
std::string_view without_prefix(std::string_view head) {
  head = trim(head);
  for (;;) {
    if (head.starts_with("[[")) {
      head = trim(head.substr(past_bracket(head, 0)));
    } else if (first_word(head) == "template" && head.find('<') != std::string_view::npos) {
      head = trim(head.substr(past_bracket(head, head.find('<'))));
    } else {
      return head;
    }
  }
}

// Words that take parentheses, and yet are not the name of what is declared.
bool is_specifier(std::string_view word) {
  constexpr std::array<std::string_view, 9> kWords = {"alignas",       "decltype",      "noexcept",
                                                      "requires",      "explicit",      "throw",
                                                      "__attribute__", "static_assert", "return"};
  return is_one_of(word, kWords);
}

bool is_parameter_list(std::string_view text, std::size_t at) {
  if (text[at] != '(') return false;
  const auto before = trim(text.substr(0, at));
  if (before.empty() || is_specifier(last_word(before))) return false;
  if (last_word(before) == "operator") return false;  // operator(): its list comes next
  const bool after_operator_name = before.find("operator") != std::string_view::npos;
  return is_word(before.back()) || after_operator_name;
}

std::size_t count_parameters(std::string_view list) {
  const auto inside = trim(list);
  if (inside.empty() || inside == "void") return 0;
  std::size_t count = 1;
  const auto comma = [](std::string_view text, std::size_t at) { return text[at] == ','; };
  for (auto at = find_at_top(inside, 0, comma); at != std::string_view::npos;
       at = find_at_top(inside, at + 1, comma)) {
    ++count;
  }
  return count;
}

std::string name_before(std::string_view head, std::size_t list) {
  const auto before = trim(head.substr(0, list));
  const auto op = before.rfind("operator");
  return std::string(op == std::string_view::npos ? last_word(before) : before.substr(op));
}

// The colon of a constructor's member initialisers: not a part of `::`.
bool is_lone_colon(std::string_view text, std::size_t at) {
  return text[at] == ':' && !text.substr(at + 1).starts_with(':') &&
         !text.substr(0, at).ends_with(':');
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::size_t past_bracket(std::string_view text, std::size_t open) {
  const bool angle = text[open] == '<';
  std::size_t depth = 0;
  for (auto at = open; at < text.size(); ++at) {
    const char c = text[at];
    if (angle && (c == '(' || c == '{' || c == '[')) at = past_bracket(text, at) - 1;
    const bool opens = angle ? c == '<' : c == '(' || c == '[' || c == '{';
    const bool closes = angle ? c == '>' && text[at - 1] != '-' : c == ')' || c == ']' || c == '}';
    if (opens) ++depth;
    if (closes && --depth == 0) return at + 1;
  }
  return text.size();
}

std::optional<Signature> find_signature(std::string_view head) {
  head = without_prefix(head);
  const auto first = first_word(head);
  if (first == "using" || first == "typedef" || first == "namespace") return std::nullopt;
  const auto list = find_at_top(head, 0, is_parameter_list);
  const auto value = find_at_top(head, 0, assigns);
  if (list == std::string_view::npos || value < list) return std::nullopt;
  const auto end = past_bracket(head, list);
  return Signature{name_before(head, list), count_parameters(head.substr(list + 1, end - list - 2)),
                   head.substr(end)};
}

bool opens_scope(std::string_view head) {
  head = without_prefix(head);
  constexpr std::array<std::string_view, 4> kTypes = {"class", "struct", "union", "enum"};
  constexpr std::array<std::string_view, 6> kBefore = {"typedef", "static", "constexpr",
                                                       "inline",  "const",  "friend"};
  while (is_one_of(first_word(head), kBefore)) head = trim(head.substr(first_word(head).size()));
  if (first_word(head) == "namespace" || first_word(head) == "extern") {
    return !find_signature(head);
  }
  return is_one_of(first_word(head), kTypes) && !find_signature(head) &&
         find_at_top(head, 0, assigns) == std::string_view::npos;
}

bool opens_body(std::string_view head) {
  const auto signature = find_signature(head);
  if (!signature || last_word(head) == "requires") return false;
  const auto rest = trim(signature->rest);
  if (find_at_top(rest, 0, is_lone_colon) == std::string_view::npos) return true;
  return rest.back() == ')' || rest.back() == '}';
}

}  // namespace tidy
