// Tokens: the words of the language, as the lexer finds them and the parser reads them. A token
// knows only its kind and place; its text is in the SourceMap. Keywords are contextual, so to the
// lexer they are identifiers.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "idlc/source/span.h"

namespace idlc::syntax {

enum class TokenKind : std::uint8_t {
  EndOfFile,
  Identifier,
  Integer,   // 7, 0x3E8, 0b101, 1_000
  Float,     // 0.5, 1e9
  Duration,  // 500ms
  String,    // "…"
  Bytes,     // b"…"
  LeftBrace,
  RightBrace,
  LeftParen,
  RightParen,
  LeftBracket,
  RightBracket,
  Less,
  Greater,  // never joined: `>>` is two
  Comma,
  Semicolon,
  Colon,
  Equals,
  Question,
  Minus,
  Dot,
  DotDot,
  Arrow,  // ->
  At,
};

struct Token {
  TokenKind kind = TokenKind::EndOfFile;
  // The lexer reported an error in this token; the parser does not complain of what follows from
  // it. An EndOfFile is malformed after a comment that is never closed.
  bool malformed = false;
  bool starts_line = false;
  // How many of TokenList::comments stand before this token.
  std::uint32_t comments_before = 0;
  Span span;
};

enum class CommentKind : std::uint8_t { Line, Block, Doc };

struct Comment {
  CommentKind kind = CommentKind::Line;
  Span span;  // without the line end
};

// A file's tokens; the last is always EndOfFile. Comments stand aside, in the order of the text.
struct TokenList {
  std::vector<Token> tokens;
  std::vector<Comment> comments;
};

// What users call it: "`{`", "an identifier", "the end of the file".
[[nodiscard]] std::string_view describe(TokenKind kind);

// Whether anything nests inside a pair that begins or ends with this token.
[[nodiscard]] constexpr bool is_opening(TokenKind kind) {
  return kind == TokenKind::LeftBrace || kind == TokenKind::LeftParen ||
         kind == TokenKind::LeftBracket;
}
[[nodiscard]] constexpr bool is_closing(TokenKind kind) {
  return kind == TokenKind::RightBrace || kind == TokenKind::RightParen ||
         kind == TokenKind::RightBracket;
}

}  // namespace idlc::syntax
