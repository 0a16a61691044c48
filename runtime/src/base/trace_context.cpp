// The text of a trace context, read strictly, and random ids for new spans. The ids tell spans
// apart and are no secrets: a mixed counter that starts at random is enough for that.
#include "idl/trace_context.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <random>
#include <span>

#include "idl/time_point.h"

namespace idl {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
// version "-" trace "-" span "-" flags
constexpr std::size_t kTraceAt = 3;
constexpr std::size_t kSpanAt = 36;
constexpr std::size_t kFlagsAt = 53;
constexpr std::size_t kLength = 55;

std::uint64_t random_seed() {
  try {
    std::random_device device;
    return std::uint64_t{device()} << 32 | device();
  } catch (const std::exception&) {  // A system without randomness: two processes hardly collide.
    return static_cast<std::uint64_t>(TimePoint::clock::now().time_since_epoch().count());
  }
}

/// The output function of SplitMix64 over an atomic counter.
std::uint64_t random_number() {
  constexpr std::uint64_t kGoldenRatio = 0x9E3779B97F4A7C15;
  static std::atomic<std::uint64_t> counter{random_seed()};
  std::uint64_t z = counter.fetch_add(kGoldenRatio, std::memory_order_relaxed);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

bool is_zero(std::span<const std::byte> id) {
  return std::all_of(id.begin(), id.end(), [](std::byte byte) { return byte == std::byte{0}; });
}

void fill(std::span<std::byte> id) {
  do {
    for (std::size_t i = 0; i < id.size(); i += sizeof(std::uint64_t)) {
      const std::uint64_t number = random_number();
      for (std::size_t k = 0; k < sizeof number; ++k) {
        id[i + k] = static_cast<std::byte>(number >> (8 * k));
      }
    }
  } while (is_zero(id));
}

/// Two lower-case digits for each byte of `out`; false if others stand there.
bool read_hex(std::string_view digits, std::span<std::byte> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t high = kHexDigits.find(digits[2 * i]);
    const std::size_t low = kHexDigits.find(digits[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return false;
    out[i] = static_cast<std::byte>(high << 4 | low);
  }
  return true;
}

void append_hex(std::string& text, std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes) {
    text += kHexDigits[std::to_integer<std::size_t>(byte >> 4)];
    text += kHexDigits[std::to_integer<std::size_t>(byte & std::byte{0xF})];
  }
}

bool has_form(std::string_view text) {
  if (text.size() < kLength) return false;
  for (const std::size_t place : {kTraceAt, kSpanAt, kFlagsAt}) {
    if (text[place - 1] != '-') return false;
  }
  if (text.starts_with("00")) return text.size() == kLength;
  // What a later version appends begins with another dash; version ff is none.
  return !text.starts_with("ff") && (text.size() == kLength || text[kLength] == '-');
}

}  // namespace

TraceContext TraceContext::start(std::uint8_t flags) {
  TraceContext context{.flags = flags};
  fill(context.trace);
  fill(context.span);
  return context;
}

TraceContext TraceContext::child() const {
  TraceContext context = *this;
  fill(context.span);
  context.flags &= kSampled;
  return context;
}

bool TraceContext::valid() const { return !is_zero(trace) && !is_zero(span); }

std::optional<TraceContext> parse_traceparent(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  TraceContext context;
  std::array<std::byte, 1> version{};
  std::array<std::byte, 1> flags{};
  const bool read = read_hex(text, version) && read_hex(text.substr(kTraceAt), context.trace) &&
                    read_hex(text.substr(kSpanAt), context.span) &&
                    read_hex(text.substr(kFlagsAt), flags);
  if (!read || !context.valid()) return std::nullopt;
  context.flags = std::to_integer<std::uint8_t>(flags[0]);
  return context;
}

std::string to_traceparent(const TraceContext& context) {
  std::string text = "00-";
  append_hex(text, context.trace);
  text += '-';
  append_hex(text, context.span);
  text += '-';
  append_hex(text, std::array{static_cast<std::byte>(context.flags)});
  return text;
}

}  // namespace idl
