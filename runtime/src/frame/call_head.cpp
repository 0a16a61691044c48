// Packs a call's depth and remaining time into four bytes and reads them back. Both directions
// stand side by side, so that they cannot drift apart.
#include "frame/call_head.h"

#include <algorithm>
#include <bit>

#include "idl/wire/little_endian.h"

namespace idl::detail {
namespace {

constexpr int kMantissaBits = 22;
constexpr int kTimeBits = 27;
constexpr std::uint32_t kMantissaMask = (1U << kMantissaBits) - 1;
constexpr std::uint32_t kNoDeadline = (1U << kTimeBits) - 1;
constexpr std::uint32_t kLongestTime = kNoDeadline - 1;
constexpr int kMaxExponent = 31;

std::uint32_t pack_time(const std::optional<Duration>& remaining) {
  if (!remaining) return kNoDeadline;
  const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(0, remaining->count()));
  const int exponent = std::max(0, static_cast<int>(std::bit_width(count)) - kMantissaBits);
  if (exponent > kMaxExponent) return kLongestTime;
  const auto mantissa = static_cast<std::uint32_t>(count >> exponent);
  const std::uint32_t packed = static_cast<std::uint32_t>(exponent) << kMantissaBits | mantissa;
  return std::min(packed, kLongestTime);
}

bool is_canonical(std::uint32_t time) {
  const bool normalised = (time & (1U << (kMantissaBits - 1))) != 0;
  return (time >> kMantissaBits) == 0 || normalised;
}

std::optional<Duration> unpack_time(std::uint32_t time) {
  if (time == kNoDeadline) return std::nullopt;
  const std::uint64_t mantissa = time & kMantissaMask;
  return Duration(static_cast<std::int64_t>(mantissa << (time >> kMantissaBits)));
}

}  // namespace

void encode_call_head(const CallHead& head, std::byte* out) {
  const std::uint32_t depth = head.depth;
  store_number(out, head.method);
  store_number(out + 8, head.target);
  store_number(out + 12, depth << kTimeBits | pack_time(head.remaining));
}

std::optional<CallHead> decode_call_head(BytesView payload) {
  const auto timing = load_number<std::uint32_t>(&payload[12]);
  const std::uint32_t time = timing & kNoDeadline;
  if (!is_canonical(time)) return std::nullopt;
  return CallHead{.method = load_number<std::uint64_t>(&payload[0]),
                  .target = load_number<std::uint32_t>(&payload[8]),
                  .depth = static_cast<std::uint8_t>(timing >> kTimeBits),
                  .remaining = unpack_time(time)};
}

void shorten_call_head(std::span<std::byte> payload, Duration elapsed) {
  auto head = decode_call_head(payload);
  if (!head || !head->remaining) return;
  head->remaining = std::max(*head->remaining - elapsed, Duration::zero());
  encode_call_head(*head, payload.data());
}

}  // namespace idl::detail
