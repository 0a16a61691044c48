// The values of number literals, up to the last that fits. What is wrong with a number, and how
// that is said, is in the fixtures.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "idlc/syntax/number.h"

using idlc::syntax::classify_number;
using idlc::syntax::duration_value;
using idlc::syntax::float_value;
using idlc::syntax::integer_value;
using idlc::syntax::number_length;
using idlc::syntax::TokenKind;

TEST_CASE("integers in every base, with underscores") {
  CHECK(integer_value("0") == 0u);
  CHECK(integer_value("1_000") == 1000u);
  CHECK(integer_value("0x3E8") == 1000u);
  CHECK(integer_value("0xdead_BEEF") == 0xDEADBEEFu);
  CHECK(integer_value("0b1010_0101") == 165u);
}

TEST_CASE("integers end at 2^64 - 1") {
  CHECK(integer_value("18446744073709551615") == std::numeric_limits<std::uint64_t>::max());
  CHECK(integer_value("0xFFFF_FFFF_FFFF_FFFF") == std::numeric_limits<std::uint64_t>::max());
  CHECK_FALSE(integer_value("18446744073709551616").has_value());
  CHECK_FALSE(integer_value("0x1_0000_0000_0000_0000").has_value());
}

TEST_CASE("floats are exact, tiny ones become zero or denormal, huge ones do not fit") {
  CHECK(float_value("0.1") == 0.1);
  CHECK(float_value("1_0.5e-3") == 0.0105);
  CHECK(float_value("1e-400") == 0.0);
  CHECK(float_value("4.9e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(float_value("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK_FALSE(float_value("1e309").has_value());
}

TEST_CASE("durations are nanoseconds") {
  CHECK(duration_value("5ns") == 5u);
  CHECK(duration_value("10us") == 10'000u);
  CHECK(duration_value("500ms") == 500'000'000u);
  CHECK(duration_value("2s") == 2'000'000'000u);
  CHECK(duration_value("3m") == 180'000'000'000u);
  CHECK(duration_value("1h") == 3'600'000'000'000u);
  CHECK_FALSE(duration_value("99999999999999999h").has_value());
  CHECK_FALSE(duration_value("99999999999999999999ns").has_value());
}

TEST_CASE("a number ends where nothing can belong to it any more") {
  CHECK(number_length("1..64") == 1);
  CHECK(number_length("1.5..2") == 3);
  CHECK(number_length("1e-5-3") == 4);
  CHECK(number_length("0x1e-5") == 4);
  CHECK(number_length("12abc;") == 5);
  CHECK(number_length("1.name") == 1);
  CHECK(number_length("5.;") == 2);
}

TEST_CASE("the kind is told even of what is malformed") {
  CHECK(classify_number("1__0ms").kind == TokenKind::Duration);
  CHECK(classify_number("1.5_").kind == TokenKind::Float);
  CHECK(classify_number("00").kind == TokenKind::Integer);
  CHECK(classify_number("500ms").problem.empty());
}
