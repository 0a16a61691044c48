// Times as text and back, at the ends of their range too. Both directions are tested against
// literal text, since a mistake that both made would go unnoticed.
#include "base/time_text.h"

#include <doctest/doctest.h>

namespace {

using namespace std::chrono_literals;
using idl::Duration;
using idl::Timestamp;
using idl::detail::duration_text;
using idl::detail::parse_duration;
using idl::detail::parse_timestamp;
using idl::detail::seconds_text;
using idl::detail::timestamp_text;

Timestamp at(std::int64_t nanoseconds) { return Timestamp(Duration(nanoseconds)); }

TEST_CASE("points in time read as RFC 3339") {
  CHECK(timestamp_text(at(0)) == "1970-01-01T00:00:00Z");
  CHECK(timestamp_text(at(1)) == "1970-01-01T00:00:00.000000001Z");
  CHECK(timestamp_text(at(-1)) == "1969-12-31T23:59:59.999999999Z");
  CHECK(timestamp_text(at(1'769'862'600'500'000'000)) == "2026-01-31T12:30:00.5Z");
  CHECK(timestamp_text(at(INT64_MIN)) == "1677-09-21T00:12:43.145224192Z");
  CHECK(timestamp_text(at(INT64_MAX)) == "2262-04-11T23:47:16.854775807Z");
}

TEST_CASE("points in time survive their text") {
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN, INT64_MAX,
                                   std::int64_t{951'782'400} * 1'000'000'000}) {
    CAPTURE(count);
    CHECK(parse_timestamp(timestamp_text(at(count))) == at(count));
  }
}

TEST_CASE("other forms of RFC 3339 are read") {
  CHECK(parse_timestamp("2026-01-31t13:30:00.50+01:00z") == std::nullopt);
  CHECK(parse_timestamp("2026-01-31t13:30:00.50+01:00") == at(1'769'862'600'500'000'000));
  CHECK(parse_timestamp("2026-01-31T12:00:00.5-00:30") == at(1'769'862'600'500'000'000));
  CHECK(parse_timestamp("1970-01-01T00:00:00z") == at(0));
}

TEST_CASE("what is no point in time is not read as one") {
  for (const char* text :
       {"", "2026", "2026-01-31", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
        "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31 12:00:00Z", "2026-1-31T12:00:00Z", "+026-01-31T12:00:00Z",
        "1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "9999-12-31T23:59:59Z",
        "2026-01-31T12:00:00+24:00", "2026-01-31T12:00:00Zx"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_timestamp(text).has_value());
  }
}

TEST_CASE("spans read in the unit that suits them") {
  CHECK(duration_text(0ns) == "0s");
  CHECK(duration_text(48h) == "48h");
  CHECK(duration_text(90min) == "90m");
  CHECK(duration_text(61s) == "61s");
  CHECK(duration_text(1500ms) == "1.5s");
  CHECK(duration_text(-250ms) == "-250ms");
  CHECK(duration_text(12'500ns) == "12.5us");
  CHECK(duration_text(7ns) == "7ns");
  CHECK(duration_text(Duration(INT64_MIN)) == "-9223372036.854775808s");
  CHECK(seconds_text(48h) == "172800s");
  CHECK(seconds_text(-1ns) == "-0.000000001s");
}

TEST_CASE("spans survive their text") {
  for (const Duration span : {Duration(0), Duration(1), Duration(-1), Duration(48h),
                              Duration(INT64_MIN), Duration(INT64_MAX), Duration(1'234'567)}) {
    CAPTURE(span.count());
    CHECK(parse_duration(duration_text(span)) == span);
    CHECK(parse_duration(seconds_text(span)) == span);
  }
}

TEST_CASE("what is no span is not read as one") {
  for (const char* text :
       {"", "s", "1", "1.s", ".5s", "1 s", "+1s", "--1s", "1d", "1.5ns", "1.0000000001s",
        "9223372037s", "18446744073709551616ns", "1ss", "99999999999999999999h"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text).has_value());
  }
}

}  // namespace
