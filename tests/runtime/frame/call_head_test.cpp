// The sixteen bytes at the front of a call, and the packing of
// its remaining time.
#include "frame/call_head.h"

#include <doctest/doctest.h>

#include <array>
#include <chrono>

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

std::array<std::byte, kCallHeadBytes> encode(const CallHead& head) {
  std::array<std::byte, kCallHeadBytes> bytes{};
  encode_call_head(head, bytes.data());
  return bytes;
}

std::optional<Duration> carried(std::optional<Duration> remaining) {
  return decode_call_head(encode({.remaining = remaining}))->remaining;
}

std::optional<CallHead> decode_timing(std::uint32_t timing) {
  std::array<std::byte, kCallHeadBytes> bytes{};
  for (std::size_t i = 0; i < 4; ++i) bytes[12 + i] = static_cast<std::byte>(timing >> (8 * i));
  return decode_call_head(bytes);
}

}  // namespace

TEST_CASE("a call head has the bytes that the protocol draws") {
  const auto bytes =
      encode({.method = 0x0807060504030201, .target = 0x0C0B0A09, .depth = 2, .remaining = 5ns});
  for (std::size_t i = 0; i < 12; ++i) CHECK(std::to_integer<std::size_t>(bytes[i]) == i + 1);
  CHECK(bytes[12] == std::byte{5});
  CHECK(bytes[13] == std::byte{0});
  CHECK(bytes[14] == std::byte{0});
  CHECK(bytes[15] == std::byte{2 << 3});
}

TEST_CASE("a call head survives the way there and back") {
  const CallHead head{.method = 77, .target = 3, .depth = 16, .remaining = 30s};
  const auto decoded = decode_call_head(encode(head));
  REQUIRE(decoded);
  CHECK(decoded->method == 77);
  CHECK(decoded->target == 3);
  CHECK(decoded->depth == 16);
  CHECK(decode_call_head(encode({.method = 1}))->remaining == std::nullopt);
}

TEST_CASE("remaining time only shrinks, by less than a millionth") {
  for (std::int64_t ns = 1; ns > 0 && ns < (std::int64_t{1} << 53); ns = ns * 3 + 1) {
    const auto arrived = carried(Duration(ns));
    REQUIRE(arrived);
    CHECK(arrived->count() <= ns);
    CHECK(arrived->count() >= ns - ns / 1'000'000);
  }
  CHECK(carried(0ns) == 0ns);
  CHECK(carried(1ns) == 1ns);
  CHECK(carried(4194303ns) == 4194303ns);
  CHECK(carried(4194304ns) == 4194304ns);
  CHECK(carried(4194305ns) == 4194304ns);
}

TEST_CASE("more than 104 days are sent as 104 days, never as no deadline") {
  const auto longest = carried(Duration::max());
  REQUIRE(longest);
  CHECK(*longest > 24h * 104);
  CHECK(carried(Duration((std::int64_t{1} << 53) - 1)) == longest);
  CHECK(carried(Duration(std::int64_t{1} << 53)) == longest);
}

TEST_CASE("a time that could be written shorter is refused") {
  CHECK_FALSE(decode_timing(1U << 22 | 1));
  CHECK_FALSE(decode_timing(31U << 22));
  CHECK_FALSE(decode_timing(1U << 22 | 0x1FFFFF));
  CHECK(decode_timing(1U << 22 | 0x200000));
  CHECK(decode_timing(0x3FFFFF));
}
