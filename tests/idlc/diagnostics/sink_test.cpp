// What the sink promises: order, no duplicates, limits, and builders that add to the right
// diagnostic.
#include <doctest/doctest.h>

#include <string>

#include "idlc/diagnostics/sink.h"

namespace {

using idlc::Diag;
using idlc::DiagnosticSink;
using idlc::Severity;
using idlc::SourceId;
using idlc::Span;

constexpr Diag<std::string_view> kWrong{
    "wrong", Severity::Error, "`{}` is wrong", "It is.", {idlc::Wrong{"-"}, idlc::Right{"-"}}};
constexpr Diag<> kOdd{
    "odd", Severity::Warning, "odd", "It is.", {idlc::Wrong{"-"}, idlc::Right{"-"}}};

Span at(std::uint32_t begin, std::uint32_t source = 0) {
  return {SourceId{source}, begin, begin + 1};
}

std::string messages(const idlc::CollectedDiagnostics& collected) {
  std::string text;
  for (const auto& diagnostic : collected.shown) text += diagnostic.message + ";";
  return text;
}

}  // namespace

TEST_CASE("diagnostics are sorted by file and place, whatever the order of reporting") {
  DiagnosticSink sink;
  sink.report(kWrong, at(1, 1), "d");
  sink.report(kWrong, at(9), "c");
  sink.report(kWrong, at(2), "a");
  sink.report(kWrong, at(2), "b");
  CHECK(messages(sink.collected()) == "`a` is wrong;`b` is wrong;`c` is wrong;`d` is wrong;");
}

TEST_CASE("the same at the same place is shown once") {
  DiagnosticSink sink;
  sink.report(kWrong, at(1), "a");
  sink.report(kWrong, at(1), "b");
  sink.report(kWrong, at(1), "a");
  sink.report(kWrong, at(2), "a");
  CHECK(sink.collected().shown.size() == 3);
}

TEST_CASE("the limit counts errors, not warnings") {
  DiagnosticSink sink;
  for (std::uint32_t i = 0; i < 30; ++i) {
    sink.report(kWrong, at(i), "a");
    sink.report(kOdd, at(i));
  }
  CHECK(sink.error_count() == 30);
  CHECK(sink.collected().hidden_errors == 10);
  CHECK(sink.collected().shown.size() == 50);
  CHECK(sink.collected(0).hidden_errors == 0);
  CHECK(sink.collected(1).hidden_errors == 29);
}

TEST_CASE("warnings are no errors") {
  DiagnosticSink sink;
  sink.report(kOdd, at(1));
  CHECK_FALSE(sink.has_errors());
  CHECK(sink.collected().shown.size() == 1);
}

TEST_CASE("the builder adds to the diagnostic that was reported") {
  DiagnosticSink sink;
  sink.report(kWrong, at(1), "a");
  sink.report(kWrong, at(2), "b")
      .label("label")
      .note(at(3), "note")
      .help("first")
      .help("second")
      .fix(at(2), "c");
  const auto shown = sink.collected().shown;
  CHECK(shown[0].label.empty());
  CHECK(shown[1].label == "label");
  CHECK(shown[1].notes.at(0).message == "note");
  CHECK(shown[1].notes.at(0).span == at(3));
  CHECK(shown[1].help == std::vector<std::string>{"first", "second"});
  CHECK(shown[1].fixes.at(0).replacement == "c");
}

TEST_CASE("memory stays bounded, and the count stays right") {
  DiagnosticSink sink;
  for (std::uint32_t i = 0; i < idlc::kMaxStoredDiagnostics + 500; ++i) {
    sink.report(kWrong, at(i), "a").label("label");
  }
  CHECK(sink.error_count() == idlc::kMaxStoredDiagnostics + 500);
  CHECK(sink.collected(0).shown.size() == idlc::kMaxStoredDiagnostics);
  CHECK(sink.collected(0).hidden_errors == 500);
}

TEST_CASE("a message of any length is cut between two characters") {
  DiagnosticSink sink;
  std::string name;
  while (name.size() < 10'000) name += "\xC3\xA4";
  sink.report(kWrong, at(1), name);
  sink.report(kWrong, at(2), "x" + name);
  for (const auto& diagnostic : sink.collected().shown) {
    CHECK(diagnostic.message.size() <= idlc::kMaxMessageBytes);
    CHECK(diagnostic.message.ends_with("\xC3\xA4…"));
  }
}
