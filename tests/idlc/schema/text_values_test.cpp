// Timestamps and uuids as texts, at the ends of their ranges and just beyond. Texts that are no
// such values are refused whole.
#include "idlc/schema/text_values.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

namespace idlc::schema {

namespace {

std::int64_t nanos(std::string_view text) {
  const auto parsed = parse_timestamp(text);
  REQUIRE(std::holds_alternative<Nanoseconds>(parsed));
  return std::get<Nanoseconds>(parsed).count;
}

bool fails_with(std::string_view text, TimestampProblem problem) {
  const auto parsed = parse_timestamp(text);
  const auto* found = std::get_if<TimestampProblem>(&parsed);
  return found != nullptr && *found == problem;
}

}  // namespace

TEST_CASE("a timestamp counts nanoseconds since 1970") {
  CHECK(nanos("1970-01-01T00:00:00Z") == 0);
  CHECK(nanos("1970-01-01T00:00:00.000000001Z") == 1);
  CHECK(nanos("1969-12-31T23:59:59.999999999Z") == -1);
  CHECK(nanos("2026-01-01T00:00:00Z") == 1'767'225'600'000'000'000);
  CHECK(nanos("2000-02-29T12:00:00.25z") == 951'825'600'250'000'000);
}

TEST_CASE("an offset is taken away") {
  CHECK(nanos("1970-01-01t01:00:00+01:00") == 0);
  CHECK(nanos("1969-12-31T19:30:00-04:30") == 0);
}

TEST_CASE("64 bits of nanoseconds are used to their ends") {
  CHECK(nanos("2262-04-11T23:47:16.854775807Z") == std::numeric_limits<std::int64_t>::max());
  CHECK(nanos("1677-09-21T00:12:43.145224192Z") == std::numeric_limits<std::int64_t>::min());
  CHECK(fails_with("2262-04-11T23:47:16.854775808Z", TimestampProblem::OutOfRange));
  CHECK(fails_with("1677-09-21T00:12:43.145224191Z", TimestampProblem::OutOfRange));
  CHECK(fails_with("9999-12-31T23:59:59Z", TimestampProblem::OutOfRange));
  CHECK(fails_with("0000-01-01T00:00:00Z", TimestampProblem::OutOfRange));
}

TEST_CASE("what is not quite a timestamp is none") {
  for (const char* text :
       {"", "2026-01-01", "2026-01-01T00:00:00", "2026-1-01T00:00:00Z", "2026-01-01 00:00:00Z",
        "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+0100", "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00Zx", "-026-01-01T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(fails_with(text, TimestampProblem::Malformed));
  }
}

TEST_CASE("a timestamp is written with as many digits as it needs") {
  for (const char* text : {"1970-01-01T00:00:00Z", "2026-01-31T12:30:00.5Z",
                           "1677-09-21T00:12:43.145224192Z", "2262-04-11T23:47:16.854775807Z"}) {
    CHECK(timestamp_text(Nanoseconds{nanos(text)}) == text);
  }
}

TEST_CASE("a duration is written in the largest unit that counts it") {
  CHECK(duration_text({0}) == "0s");
  CHECK(duration_text({-1}) == "-1ns");
  CHECK(duration_text({1'000}) == "1us");
  CHECK(duration_text({-1'500'000'000}) == "-1500ms");
  CHECK(duration_text({90'000'000'000}) == "90s");
  CHECK(duration_text({172'800'000'000'000}) == "48h");
  CHECK(duration_text({std::numeric_limits<std::int64_t>::min()}) == "-9223372036854775808ns");
}

TEST_CASE("a uuid is read in either case and written in lower case") {
  const auto uuid = parse_uuid("00112233-4455-6677-8899-AaBbCcDdEeFf");
  REQUIRE(uuid.has_value());
  CHECK(uuid->bytes[1] == 0x11);
  CHECK(uuid->bytes[15] == 0xFF);
  CHECK(uuid_text(*uuid) == "00112233-4455-6677-8899-aabbccddeeff");
}

TEST_CASE("what is not quite a uuid is none") {
  CHECK_FALSE(parse_uuid(""));
  CHECK_FALSE(parse_uuid("00112233445566778899aabbccddeeff0000"));
  CHECK_FALSE(parse_uuid("00112233-4455-6677-8899-aabbccddeefg"));
  CHECK_FALSE(parse_uuid("00112233-4455-6677-8899_aabbccddeeff"));
  CHECK_FALSE(parse_uuid("00112233-4455-6677-8899-aabbccddeeff0"));
}

}  // namespace idlc::schema
