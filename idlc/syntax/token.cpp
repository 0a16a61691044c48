// The words for tokens in messages.
// Diagnostics and dumps use the same ones.
#include "idlc/syntax/token.h"

namespace idlc::syntax {

std::string_view describe(TokenKind kind) {
  switch (kind) {
    case TokenKind::EndOfFile:
      return "the end of the file";
    case TokenKind::Identifier:
      return "an identifier";
    case TokenKind::Integer:
      return "an integer";
    case TokenKind::Float:
      return "a float";
    case TokenKind::Duration:
      return "a duration";
    case TokenKind::String:
      return "a string";
    case TokenKind::Bytes:
      return "a byte string";
    case TokenKind::LeftBrace:
      return "`{`";
    case TokenKind::RightBrace:
      return "`}`";
    case TokenKind::LeftParen:
      return "`(`";
    case TokenKind::RightParen:
      return "`)`";
    case TokenKind::LeftBracket:
      return "`[`";
    case TokenKind::RightBracket:
      return "`]`";
    case TokenKind::Less:
      return "`<`";
    case TokenKind::Greater:
      return "`>`";
    case TokenKind::Comma:
      return "`,`";
    case TokenKind::Semicolon:
      return "`;`";
    case TokenKind::Colon:
      return "`:`";
    case TokenKind::Equals:
      return "`=`";
    case TokenKind::Question:
      return "`?`";
    case TokenKind::Minus:
      return "`-`";
    case TokenKind::Dot:
      return "`.`";
    case TokenKind::DotDot:
      return "`..`";
    case TokenKind::Arrow:
      return "`->`";
    case TokenKind::At:
      return "`@`";
  }
  return "a token";
}

}  // namespace idlc::syntax
