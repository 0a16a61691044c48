// Numbers, lengths and texts out of bits, without the distributions of the standard library, which
// differ from one to the next.
#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "idl/test/random_source.h"

namespace idl::test {

namespace {

constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

// Two's complement in the order of the numbers.
std::uint64_t in_order(std::int64_t number) { return static_cast<std::uint64_t>(number) ^ kSign; }

// Between both ends, of which `zero` need not lie in between.
std::uint64_t number_between(Random& random, std::uint64_t min, std::uint64_t max,
                             std::uint64_t zero) {
  constexpr std::uint64_t kNear = 20;
  const auto within = [&](std::uint64_t number) { return std::clamp(number, min, max); };
  switch (random.below(8)) {
    case 0:
      return min;
    case 1:
      return max;
    case 2:
      return within(zero);
    case 3:
    case 4: {
      const std::uint64_t low = within(zero < kNear ? 0 : zero - kNear);
      const std::uint64_t high = within(zero > UINT64_MAX - kNear ? UINT64_MAX : zero + kNear);
      return low + random.below(high - low + 1);
    }
    default: {
      const std::uint64_t span = max - min;
      return min + (span == UINT64_MAX ? random.below(UINT64_MAX) : random.below(span + 1));
    }
  }
}

}  // namespace

std::uint64_t Random::unsigned_between(std::uint64_t min, std::uint64_t max) {
  return number_between(*this, min, std::max(min, max), 0);
}

std::int64_t Random::signed_between(std::int64_t min, std::int64_t max) {
  const std::uint64_t number =
      number_between(*this, in_order(min), in_order(std::max(min, max)), in_order(0));
  return static_cast<std::int64_t>(number ^ kSign);
}

double Random::floating_between(double min, double max, double most) {
  const auto within = [&](double number) { return std::clamp(number, min, max); };
  // All fractions of 53 bits from 0 to below 1.
  const double part = static_cast<double>(engine_() >> 11) * 0x1p-53;
  switch (below(8)) {
    case 0:
      return min;
    case 1:
      return max;
    case 2:
      return within(0.0);
    case 3:
      return within(-0.0);
    case 4:
      return within(std::numeric_limits<float>::denorm_min());
    case 5:
      return within(static_cast<double>(signed_between(-1'000'000, 1'000'000)) / 1'024);
    default:
      return within(std::max(min, -most) * (1 - part) + std::min(max, most) * part);
  }
}

std::size_t Random::length(const Bounds<std::size_t>& bounds, std::size_t usual,
                           std::size_t longest) {
  const std::size_t min = bounds.min.value_or(0);
  const std::size_t max = std::max(min, bounds.max.value_or(SIZE_MAX));
  const std::uint64_t choice = below(8);
  if (choice == 0) return min;
  if (choice == 1 && max <= longest) return max;
  const std::size_t room = max - min;
  return min + below((room <= 4 * usual ? room : usual) + 1);
}

std::string Random::text(std::size_t bytes) {
  static constexpr std::array<std::string_view, 16> kCharacters{
      "a", "z", "A", "0", " ", "\"", "\\", "\n", "é", "ß", "д", "€", "ぷ", "語", "😀", "𝄞"};
  std::string text;
  text.reserve(bytes);
  while (text.size() < bytes) {
    const std::string_view character = kCharacters[below(kCharacters.size())];
    if (text.size() + character.size() <= bytes) text += character;
  }
  return text;
}

std::uint32_t Random::pick(const Cases& cases) {
  if (cases.count == 0) return 0;
  if (must_end()) return cases.required ? cases.simplest : 0;
  if (cases.required) return 1 + static_cast<std::uint32_t>(below(cases.count));
  return static_cast<std::uint32_t>(below(cases.count + 1));
}

}  // namespace idl::test
