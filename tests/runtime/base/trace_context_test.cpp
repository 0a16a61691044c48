// Trace contexts: the text form of W3C Trace Context, read strictly, and new spans. How calls carry
// them is tested in tests/runtime/rpc.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include <idl/trace_context.h>

using idl::parse_traceparent;
using idl::to_traceparent;
using idl::TraceContext;

namespace {

// The example of the recommendation.
const std::string kExample = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

std::string changed(std::size_t place, char character) {
  std::string text = kExample;
  text[place] = character;
  return text;
}

}  // namespace

TEST_CASE("a traceparent is read and written as the recommendation says") {
  const auto context = parse_traceparent(kExample);
  REQUIRE(context);
  CHECK(context->trace.front() == std::byte{0x4b});
  CHECK(context->trace.back() == std::byte{0x36});
  CHECK(context->span.front() == std::byte{0x00});
  CHECK(context->span.back() == std::byte{0xb7});
  CHECK(context->flags == TraceContext::kSampled);
  CHECK(to_traceparent(*context) == kExample);
}

TEST_CASE("what is no traceparent is nothing") {
  for (const std::string& text : std::vector<std::string>{
           "", "00", kExample.substr(0, 54), kExample + "-", kExample + "-00", kExample + "0",
           " " + kExample, changed(0, 'f').replace(1, 1, "f"), changed(0, 'x'), changed(3, 'B'),
           changed(10, 'g'), changed(10, '-'), changed(2, '0'), changed(35, '0'), changed(52, '0'),
           changed(54, '\0'), "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"}) {
    CAPTURE(text);
    CHECK(!parse_traceparent(text));
  }
}

TEST_CASE("of a later version what version 00 has is read") {
  std::string later = kExample;
  later.replace(0, 2, "cc");
  CHECK(parse_traceparent(later) == parse_traceparent(kExample));
  CHECK(parse_traceparent(later + "-what-the-future-brings"));
  CHECK(!parse_traceparent(later + "."));
}

TEST_CASE("a child has no flags that this version does not know") {
  CHECK(TraceContext::start(0xFF).child().flags == TraceContext::kSampled);
  CHECK(TraceContext::start(0xFE).child().flags == 0);
}

TEST_CASE("new spans have ids of their own, children the trace and flags of their parent") {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const TraceContext parent = TraceContext::start(i % 2 == 0 ? TraceContext::kSampled : 0);
    const TraceContext child = parent.child();
    CHECK(parent.valid());
    CHECK(child.valid());
    CHECK(child.trace == parent.trace);
    CHECK(child.flags == parent.flags);
    CHECK(child.span != parent.span);
    seen.insert(to_traceparent(parent));
    seen.insert(to_traceparent(child));
  }
  CHECK(seen.size() == 2000);
  CHECK(!TraceContext{}.valid());
}
