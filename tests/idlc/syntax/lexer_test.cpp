// Tokens, where they are, and which comments stand before them. Mistakes have fixtures in
// tests/diagnostics.
#include <doctest/doctest.h>

#include <string>

#include "idlc/syntax/dump.h"
#include "idlc/syntax/lexer.h"

namespace {

using idlc::syntax::CommentKind;
using idlc::syntax::TokenKind;

struct Lexed {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  idlc::syntax::TokenList list;

  explicit Lexed(std::string text)
      : list(idlc::syntax::lex(sources, sources.add("a.idl", std::move(text)), sink)) {}

  [[nodiscard]] std::string text(std::size_t token) const {
    return std::string(sources.text(list.tokens.at(token).span));
  }
};

// The texts of all tokens, separated by blanks.
std::string words(const std::string& text) {
  const Lexed lexed(text);
  std::string all;
  for (std::size_t i = 0; i + 1 < lexed.list.tokens.size(); ++i) all += lexed.text(i) + ' ';
  return all;
}

TokenKind kind_of(const std::string& text) {
  const Lexed lexed(text);
  REQUIRE(lexed.list.tokens.size() == 2);
  CHECK_FALSE(lexed.sink.has_errors());
  return lexed.list.tokens[0].kind;
}

}  // namespace

TEST_CASE("each kind of literal") {
  CHECK(kind_of("7") == TokenKind::Integer);
  CHECK(kind_of("0x3E8") == TokenKind::Integer);
  CHECK(kind_of("0b1_0") == TokenKind::Integer);
  CHECK(kind_of("0") == TokenKind::Integer);
  CHECK(kind_of("0.5") == TokenKind::Float);
  CHECK(kind_of("1e9") == TokenKind::Float);
  CHECK(kind_of("1.5E-3") == TokenKind::Float);
  CHECK(kind_of("1e+3") == TokenKind::Float);
  for (const auto* text : {"5ns", "10us", "500ms", "2s", "3m", "1h"}) {
    CHECK(kind_of(text) == TokenKind::Duration);
  }
  CHECK(kind_of("\"a\\\"b\"") == TokenKind::String);
  CHECK(kind_of("b\"\\xff\"") == TokenKind::Bytes);
  CHECK(kind_of("inf") == TokenKind::Identifier);
  CHECK(kind_of("struct") == TokenKind::Identifier);
}

TEST_CASE("a range is three tokens, not two floats") {
  CHECK(words("1..64") == "1 .. 64 ");
  CHECK(words("..64") == ".. 64 ");
  CHECK(words("1..") == "1 .. ");
  CHECK(words("a.b") == "a . b ");
}

TEST_CASE("closing angle brackets are never joined, arrows are") {
  CHECK(words("map<a,list<b>>=") == "map < a , list < b > > = ");
  CHECK(words("->-5") == "-> - 5 ");
  CHECK(words("x>=y") == "x > = y ");
}

TEST_CASE("the letter b alone is a name") {
  CHECK(words("b \"x\"") == "b \"x\" ");
  CHECK(words("b\"x\"") == "b\"x\" ");
  CHECK(words("ab\"x\"") == "ab \"x\" ");
}

TEST_CASE("the last token is the end of the file, also in an empty one") {
  const Lexed lexed("");
  REQUIRE(lexed.list.tokens.size() == 1);
  CHECK(lexed.list.tokens[0].kind == TokenKind::EndOfFile);
  CHECK(lexed.list.tokens[0].span == idlc::Span{idlc::SourceId{0}, 0, 0});
}

TEST_CASE("comments stand aside and know which token they precede") {
  const Lexed lexed("// line\r\na /* block */ /// doc\n//// drawing\nb");
  REQUIRE(lexed.list.comments.size() == 4);
  CHECK(lexed.list.comments[0].kind == CommentKind::Line);
  CHECK(lexed.sources.text(lexed.list.comments[0].span) == "// line");
  CHECK(lexed.list.comments[1].kind == CommentKind::Block);
  CHECK(lexed.list.comments[2].kind == CommentKind::Doc);
  CHECK(lexed.list.comments[3].kind == CommentKind::Line);
  CHECK(lexed.list.tokens[0].comments_before == 1);
  CHECK(lexed.list.tokens[1].comments_before == 4);
}

TEST_CASE("block comments do not nest, and may be as short as possible") {
  CHECK(words("/* a /* b */ c") == "c ");
  CHECK(words("/**/x/***/y") == "x y ");
  CHECK(words("/*/ x */ y") == "y ");
}

TEST_CASE("tokens know whether they begin a line") {
  const Lexed lexed("a b\nc /*\n*/ d");
  CHECK(lexed.list.tokens[0].starts_line);
  CHECK_FALSE(lexed.list.tokens[1].starts_line);
  CHECK(lexed.list.tokens[2].starts_line);
  CHECK(lexed.list.tokens[3].starts_line);
}

TEST_CASE("line ends of every kind separate tokens") {
  CHECK(words("a\r\nb\nc\rd\te") == "a b c d e ");
}

TEST_CASE("what follows an unexpected character is marked, so that the parser stays silent") {
  const Lexed lexed("a # b c");
  CHECK_FALSE(lexed.list.tokens[0].malformed);
  CHECK(lexed.list.tokens[1].malformed);
  CHECK_FALSE(lexed.list.tokens[2].malformed);
}

TEST_CASE("tokens as text") {
  const Lexed lexed("/// Doc.\npackage a; // end\n\"x\ty\" 1__0");
  CHECK(idlc::syntax::dump_tokens(lexed.sources, lexed.list) ==
        "1:1 doc comment /// Doc.\n"
        "2:1 identifier package\n"
        "2:9 identifier a\n"
        "2:10 `;`\n"
        "2:12 comment // end\n"
        "3:1 string \"x\\x09y\"\n"
        "3:7 integer (malformed) 1__0\n"
        "3:11 end of the file\n");
}
