// Texts in pieces: that nothing is lost or torn between two of them, and that they are handed on
// and freed rather than copied.
#include "idlc/cpp/text.h"

#include <doctest/doctest.h>

#include "tests/support/allocations.h"

namespace idlc::cpp {
namespace {

const std::string kLine = std::string(99, 'x') + '\n';

Text of_lines(int count) {
  Text text;
  for (int i = 0; i < count; ++i) text.next_line() += kLine;
  return text;
}

TEST_CASE("a text that was never written is empty, and so is one of nothing") {
  CHECK(Text().empty());
  CHECK(Text("").empty());
  CHECK(Text().joined().empty());
  CHECK_FALSE(of_lines(1).empty());
}

TEST_CASE("pieces hold whole lines, in their order") {
  const Text text = of_lines(5'000);
  CHECK(text.pieces().size() > 1);
  for (const std::string& piece : text.pieces()) CHECK(piece.ends_with(kLine));
  CHECK(text.size() == 500'000);
  CHECK(text.joined().size() == 500'000);
}

TEST_CASE("texts of any size are appended") {
  Text text = of_lines(1);
  text.append(of_lines(3'000));
  text.append(Text());
  text.append(Text("end\n"));
  text.next_line() += "behind\n";
  CHECK(text.size() == 300'111);
  CHECK(text.joined().ends_with("x\nend\nbehind\n"));
}

TEST_CASE("many small texts make few pieces") {
  Text text;
  for (int i = 0; i < 5'000; ++i) text.append(of_lines(1));
  CHECK(text.size() == 500'000);
  CHECK(text.pieces().size() < 10);
}

TEST_CASE("a large text is appended without a copy") {
  Text first = of_lines(10'000);
  Text text = of_lines(10'000);
  const idl::test::AllocationMeter meter;
  first.append(std::move(text));
  CHECK(meter.bytes() < 10'000);
}

TEST_CASE("a part of a line is found in any piece") {
  Text text = of_lines(2'000);
  text.next_line() += "here\n";
  text.append(of_lines(2'000));
  CHECK(text.contains("here"));
  CHECK_FALSE(text.contains("there"));
}

TEST_CASE("a text is consumed piece by piece") {
  const std::string expected = of_lines(2'000).joined();
  std::string seen;
  of_lines(2'000).drain([&](std::string_view piece) { seen += piece; });
  CHECK(seen == expected);
}

}  // namespace
}  // namespace idlc::cpp
