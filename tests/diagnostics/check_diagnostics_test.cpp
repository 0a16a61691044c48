// The fixtures' helper must notice what it is there for: too
// much, too little, the wrong place.
#include <doctest/doctest.h>

#include "idlc/diagnostics/catalogue.h"
#include "tests/support/check_diagnostics.h"

namespace {

using idlc::DiagnosticSink;
using idlc::SourceMap;
using idlc::Span;

// Reports one diagnostic for the bytes [4, 7) of a text and compares it with the text's
// expectations.
std::size_t problems_of(const char* text) {
  SourceMap sources;
  DiagnosticSink sink;
  const auto source = sources.add("a.idl", text);
  sink.report(idlc::kUnknownType, Span{source, 4, 7}, "lst")
      .label("did you mean `list`?")
      .note(Span{source, 0, 1}, "an earlier place")
      .help("some advice");
  return idlc::test::compare_diagnostics(sources, sink.collected().shown).problems.size();
}

}  // namespace

TEST_CASE("a diagnostic that is expected is no problem") {
  CHECK(problems_of("x = lst; //! unknown-type") == 0);
  CHECK(problems_of("x = lst; //! unknown-type: unknown type `lst`") == 0);
  CHECK(problems_of("x = lst; //! unknown-type@5-7: did you mean | a.idl:1:1: note: an earlier") ==
        0);
  CHECK(problems_of("x = lst; //! unknown-type: help: some advice") == 0);
}

TEST_CASE("a diagnostic that is not expected is a problem") {
  CHECK(problems_of("x = lst;") == 1);
  CHECK(problems_of("x = lst;\n//! unknown-type") == 2);
}

TEST_CASE("an expectation with the wrong id, columns or text is not met") {
  CHECK(problems_of("x = lst; //! unknown-error") == 2);
  CHECK(problems_of("x = lst; //! unknown-type@5") == 2);
  CHECK(problems_of("x = lst; //! unknown-type: unknown type | something else") == 2);
}

TEST_CASE("each expectation is met by one diagnostic only") {
  CHECK(problems_of("x = lst; //! unknown-type //! unknown-type") == 1);
}

TEST_CASE("a diagnostic without a place belongs to the first line") {
  SourceMap sources;
  DiagnosticSink sink;
  sources.add("a.idl", "package a; //! unknown-type");
  sink.report(idlc::kUnknownType, Span{}, "lst");
  CHECK(idlc::test::compare_diagnostics(sources, sink.collected().shown).problems.empty());
}

TEST_CASE("a diagnostic that the catalogue does not list is a problem") {
  static constexpr idlc::Diag<> kStray{
      "stray", idlc::Severity::Error, "stray", "", {idlc::Wrong{"-"}, idlc::Right{"-"}}};
  SourceMap sources;
  DiagnosticSink sink;
  const auto source = sources.add("a.idl", "x //! stray");
  sink.report(kStray, Span{source, 0, 1});
  CHECK(idlc::test::compare_diagnostics(sources, sink.collected().shown).problems.size() == 1);
}
