// The exact text of diagnostics, as people and editors get it. The diagnostics here are made by
// hand: which ones schemas cause is the fixtures' business.
#include <doctest/doctest.h>

#include <string>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/render.h"

namespace {

using idlc::DiagnosticSink;
using idlc::SourceMap;
using idlc::Span;

constexpr idlc::Diag<std::string_view> kOdd{
    "odd", idlc::Severity::Warning, "odd `{}`", "It is.", {idlc::Wrong{"-"}, idlc::Right{"-"}}};

// One text with one marked range, rendered.
struct Case {
  SourceMap sources;
  DiagnosticSink sink;
  idlc::SourceId source;

  explicit Case(std::string text) : source(sources.add("order.idl", std::move(text))) {}

  // The first occurrence of `marked`.
  [[nodiscard]] Span find(std::string_view marked) const {
    const auto at = static_cast<std::uint32_t>(sources.file(source).text().find(marked));
    return {source, at, at + static_cast<std::uint32_t>(marked.size())};
  }

  [[nodiscard]] std::string human() const { return idlc::render_human(sink.collected(), sources); }
};

}  // namespace

TEST_CASE("the line, the range with its label, the notes, the help") {
  Case c("struct LineItem {}\n  4: list<LineItme> items;\n");
  c.sink.report(idlc::kUnknownType, c.find("LineItme"), "LineItme")
      .label("did you mean `LineItem`?")
      .note(c.find("LineItem"), "`LineItem` is declared here")
      .help("names are case-sensitive");
  CHECK(c.human() ==
        "order.idl:2:11: error: unknown type `LineItme` [unknown-type]\n"
        "    2 |   4: list<LineItme> items;\n"
        "      |           ^~~~~~~~ did you mean `LineItem`?\n"
        "order.idl:1:8: note: `LineItem` is declared here\n"
        "      = help: names are case-sensitive\n");
}

TEST_CASE("a gap is one caret, also behind the line's end") {
  Case c("  1: u64 id\r\n");
  c.sink.report(idlc::kMissingSemicolon, c.find("id").after(), "field").label("add `;`");
  CHECK(c.human() ==
        "order.idl:1:12: error: expected `;` after field [missing-semicolon]\n"
        "    1 |   1: u64 id\n"
        "      |            ^ add `;`\n");
}

TEST_CASE("a byte order mark moves nothing, and lines may end as they do on Windows") {
  Case c("\xEF\xBB\xBFpackage Foo;\r\n\r\n1: Bar x;\r\n");
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  c.sink.report(kOdd, c.find("Bar"), "Bar").label("here");
  CHECK(c.human() ==
        "order.idl:1:9: warning: odd `Foo` [odd]\n"
        "    1 | package Foo;\n"
        "      |         ^~~\n"
        "order.idl:3:4: warning: odd `Bar` [odd]\n"
        "    3 | 1: Bar x;\n"
        "      |    ^~~ here\n");
}

TEST_CASE("a NUL byte is shown, and what is behind it too") {
  Case c(std::string("a\0b Foo", 7));
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  CHECK(c.human() ==
        "order.idl:1:5: warning: odd `Foo` [odd]\n"
        "    1 | a\\x00b Foo\n"
        "      |        ^~~\n");
}

TEST_CASE("tabs are expanded, and the mark stays below its range") {
  Case c("\t1:\tFoo x;");
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  CHECK(c.human() ==
        "order.idl:1:5: warning: odd `Foo` [odd]\n"
        "    1 |     1:  Foo x;\n"
        "      |         ^~~\n");
}

TEST_CASE("control characters cannot reach the terminal") {
  Case c("\x1b[31m \xff \xE2\x80\xAE Foo");
  c.sink.report(kOdd, c.find("Foo"), "a\x1b\nb");
  CHECK(c.human() ==
        "order.idl:1:13: warning: odd `a\\x1B\\x0Ab` [odd]\n"
        "    1 | \\x1B[31m \\xFF \\u{202E} Foo\n"
        "      |                        ^~~\n");
}

TEST_CASE("wide and combining characters keep the mark in its place") {
  Case c("\xE6\x97\xA5\xE6\x9C\xAC e\xCC\x81 Foo");
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  const auto text = c.human();
  CHECK(text.find("      |        ^~~\n") != std::string::npos);
}

TEST_CASE("a long line is shown through a window") {
  Case c(std::string(500, 'a') + " Foo " + std::string(500, 'b'));
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  const auto text = c.human();
  const auto line = text.substr(text.find('\n') + 1);
  CHECK(line.starts_with("    1 | …aaa"));
  CHECK(line.find("bbb…\n") != std::string::npos);
  CHECK(line.find('\n') < 120);
  const auto text_column = line.find("Foo") - std::string_view("…").size() + 1;
  const auto mark_line = line.substr(line.find('\n') + 1);
  CHECK(mark_line.find("^~~\n") == text_column);
}

TEST_CASE("a range that is longer than the window is cut") {
  Case c(std::string(300, 'a'));
  c.sink.report(kOdd, Span{c.source, 0, 300}, "a");
  CHECK(c.human().find("^" + std::string(99, '~') + "\n") != std::string::npos);
}

TEST_CASE("a line of many megabytes costs no more than any other") {
  Case c(std::string(20'000'000, '\t') + "Foo" + std::string(20'000'000, '\t'));
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  CHECK(c.human().size() < 1000);
}

TEST_CASE("a range over several lines is marked on its first") {
  Case c("ab {\n  cd\n}");
  c.sink.report(kOdd, Span{c.source, 3, 11}, "x");
  CHECK(c.human() ==
        "order.idl:1:4: warning: odd `x` [odd]\n"
        "    1 | ab {\n"
        "      |    ^\n");
}

TEST_CASE("line numbers above 99999 widen the gutter") {
  Case c(std::string(123'455, '\n') + "Foo");
  c.sink.report(kOdd, c.find("Foo"), "Foo");
  CHECK(c.human().find("123456 | Foo\n       | ^~~\n") != std::string::npos);
}

TEST_CASE("a diagnostic without a place names the program") {
  Case c("");
  c.sink.report(kOdd, Span{}, "x");
  CHECK(c.human() == "idlc: warning: odd `x` [odd]\n");
}

TEST_CASE("short is the first line alone") {
  Case c("Foo");
  c.sink.report(idlc::kUnknownType, c.find("Foo"), "Foo").label("label").help("help");
  CHECK(idlc::render_short(c.sink.collected(), c.sources) ==
        "order.idl:1:1: error: unknown type `Foo` [unknown-type]\n");
}

TEST_CASE("what the limit hides is counted") {
  Case c("Foo");
  for (const auto* name : {"a", "b", "c"}) c.sink.report(idlc::kUnknownType, c.find("Foo"), name);
  const auto text = idlc::render_short(c.sink.collected(1), c.sources);
  CHECK(text ==
        "order.idl:1:1: error: unknown type `a` [unknown-type]\n"
        "idlc: 2 more errors are not shown\n");
  CHECK(
      idlc::render_human(c.sink.collected(2), c.sources).ends_with("1 more error is not shown\n"));
}

TEST_CASE("colours add to the text and change nothing of it") {
  Case c("Foo");
  c.sink.report(idlc::kUnknownType, c.find("Foo"), "Foo")
      .label("label")
      .note(c.find("Foo"), "note")
      .help("help");
  auto painted = idlc::render_human(c.sink.collected(), c.sources, idlc::Color::On);
  CHECK(painted.find("\x1b[1;31merror:\x1b[0m") != std::string::npos);
  for (auto at = painted.find('\x1b'); at != std::string::npos; at = painted.find('\x1b')) {
    painted.erase(at, painted.find('m', at) - at + 1);
  }
  CHECK(painted == c.human());
}
