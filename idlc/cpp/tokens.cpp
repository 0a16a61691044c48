// Lexing a generated line, and clang-format's table of penalties for the tokens that occur there.
// The line breaker asks it where a line may break and what that costs.
#include "idlc/cpp/tokens.h"

#include <algorithm>
#include <cstddef>

namespace idlc::cpp {

namespace {

constexpr int kAfterComma = 1;
constexpr int kAfterAnd = 5;
constexpr int kAfterAssignment = 2;
constexpr int kAfterOpenOfSeveral = 1;
constexpr int kAfterOpenOfOne = 19;
constexpr int kAfterOpenOfDeclaration = 100;
constexpr int kAfterTemplateOpen = 100;
constexpr int kDefaultArgument = 130;
constexpr int kBeforeName = 200;
constexpr int kBeforeTrailingWord = 150;
constexpr int kTemplateBinding = 10;
constexpr int kPerBinding = 20;

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '\'' || c == ':';
}

std::size_t string_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && text[length] != '"') length += text[length] == '\\' ? 2U : 1U;
  return std::min(length + 1, text.size());
}

// Qualified names are one token, and so are strings; any other character stands alone.
std::size_t token_length(std::string_view text) {
  if (text.front() == '"') return string_length(text);
  if (text.starts_with("==") || text.starts_with("&&")) return 2;
  if (!is_word_char(text.front())) return 1;
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_char);
  return static_cast<std::size_t>(end - text.begin());
}

TokenKind kind_of(std::string_view text) {
  switch (text.front()) {
    case '(':
    case '<':
    case '{':
      return TokenKind::Open;
    case ')':
    case '>':
    case '}':
      return TokenKind::Close;
    case ',':
      return TokenKind::Comma;
    default:
      return is_word_char(text.front()) && text != ":" ? TokenKind::Word : TokenKind::Other;
  }
}

std::vector<Token> split(std::string_view line) {
  std::vector<Token> tokens;
  tokens.reserve(line.size() / 3);
  bool space = false;
  while (!line.empty()) {
    if (line.front() == ' ') {
      space = true;
      line.remove_prefix(1);
      continue;
    }
    const auto text = line.substr(0, token_length(line));
    tokens.push_back({.text = text, .kind = kind_of(text), .space_before = space});
    line.remove_prefix(text.size());
    space = false;
  }
  return tokens;
}

int binding_of(const Token& open) { return open.text == "<" ? kTemplateBinding : 1; }

// Marks the brackets that hold several arguments, and how strongly each token is bound.
void mark_brackets(std::vector<Token>& tokens) {
  std::vector<Token*> open;
  int binding = 1;
  for (Token& token : tokens) {
    token.binding = binding;
    if (token.kind == TokenKind::Open) {
      open.push_back(&token);
      binding += binding_of(token);
    }
    if (open.empty()) continue;
    if (token.kind == TokenKind::Comma) open.back()->several_arguments = true;
    if (token.kind == TokenKind::Close) {
      binding -= binding_of(*open.back());
      open.pop_back();
    }
  }
}

// Where a name begins whose last part is this token: `View<Order>::id` has the end `::id`.
std::size_t begin_of_name(const std::vector<Token>& tokens, std::size_t at) {
  if (at < 2 || !tokens[at].text.starts_with("::") || tokens[at - 1].text != ">") return at;
  std::size_t depth = 0;
  while (--at > 0) {
    if (tokens[at].text == ">") ++depth;
    if (tokens[at].text == "<" && --depth == 0) break;
  }
  return at > 0 ? at - 1 : at;
}

// The index of the name that the line declares as a function, or the number of tokens. Before the
// name of a function stands its return type; before that of a called one nothing does.
std::size_t declared_function(const std::vector<Token>& tokens) {
  const auto none = tokens.size();
  std::size_t depth = 0;
  for (std::size_t i = 0; i + 1 < none; ++i) {
    if (tokens[i].text == "=" || tokens[i].text == "return") return none;
    if (tokens[i].kind == TokenKind::Close && depth > 0) --depth;
    if (tokens[i].kind == TokenKind::Open) ++depth;
    const bool named = tokens[i].kind == TokenKind::Word || tokens[i].text == "==";
    if (depth == 0 && named && tokens[i + 1].text == "(") {
      const auto begin = begin_of_name(tokens, i);
      return tokens[begin].space_before ? begin : none;
    }
    if (depth == 0 && tokens[i].text == "{") return none;
  }
  return none;
}

int price_after_open(const Token& open, bool in_declaration) {
  if (open.text == "<") return kAfterTemplateOpen;
  if (open.text == "(" && in_declaration) return kAfterOpenOfDeclaration;
  return open.several_arguments ? kAfterOpenOfSeveral : kAfterOpenOfOne;
}

// Between a type and the name that it is the type of.
bool separates_name(const Token& left, const Token& right) {
  if (right.kind != TokenKind::Word || !right.space_before) return false;
  if (left.text == ">" || left.text == "&") return right.text != "const" && right.text != "final";
  static constexpr std::string_view kGlued[] = {"const",  "static",    "virtual", "friend",
                                                "inline", "constexpr", "return",  "using"};
  return left.kind == TokenKind::Word &&
         std::find(std::begin(kGlued), std::end(kGlued), left.text) == std::end(kGlued);
}

int price(const Token& left, const Token& right, bool in_declaration) {
  if (left.kind == TokenKind::Comma) return kAfterComma;
  if (left.text == "&&") return kAfterAnd;
  if (right.kind == TokenKind::Close) return kNoBreak;
  if (left.kind == TokenKind::Open) return price_after_open(left, in_declaration);
  if (left.text == "=") return in_declaration ? kDefaultArgument : kAfterAssignment;
  if (left.text == ")" && right.space_before && right.kind == TokenKind::Word) {
    return kBeforeTrailingWord;
  }
  return separates_name(left, right) ? kBeforeName : kNoBreak;
}

}  // namespace

std::vector<Token> tokenize_line(std::string_view line) {
  auto tokens = split(line.substr(std::min(line.find_first_not_of(' '), line.size())));
  mark_brackets(tokens);
  const auto function = declared_function(tokens);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const auto own = price(tokens[i - 1], tokens[i], function < tokens.size());
    if (own != kNoBreak) tokens[i].break_penalty = own + kPerBinding * tokens[i].binding;
  }
  if (function < tokens.size()) {
    tokens[function].name_of_function = true;
  }
  return tokens;
}

}  // namespace idlc::cpp
