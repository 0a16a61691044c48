// The edit distance is the "optimal string alignment" one: a swap of two neighbours is one edit. It
// is computed for all letters of one name at once, in the bits of a word (Hyyrö, "A bit-vector
// algorithm for computing Levenshtein and Damerau edit distances", 2003).
#include "idlc/diagnostics/suggest.h"

#include <algorithm>
#include <array>
#include <climits>
#include <cstdint>

namespace idlc {
namespace {

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

// One third of the letters may be wrong, but never all of a short name.
std::size_t tolerance(std::size_t length) { return length < 3 ? length / 2 : length / 3; }

// One name that many are compared with.
class Pattern {
 public:
  // At most kMaxSuggestBytes, and at least one.
  explicit Pattern(std::string_view text) : size_(text.size()) {
    for (std::size_t i = 0; i < size_; ++i) places_[byte(text[i])] |= Bits{1} << i;
  }

  // A bit a letter of the pattern, in the row of the matrix of distances that belongs to one letter
  // of `other`: whether the entry is one more or one less than its neighbour, and whether it equals
  // the one diagonally before it.
  [[nodiscard]] std::size_t distance_to(std::string_view other) const {
    const Bits last = Bits{1} << (size_ - 1);
    std::size_t distance = size_;
    Bits more = ~Bits{0};
    Bits less = 0;
    Bits same = 0;
    Bits places_before = 0;
    for (const char c : other) {
      const Bits places = places_[byte(c)];
      const Bits swapped = ((~same & places) << 1) & places_before;
      same = (((places & more) + more) ^ more) | places | less | swapped;
      const Bits more_across = less | ~(same | more);
      const Bits less_across = same & more;
      if ((more_across & last) != 0) ++distance;
      if ((less_across & last) != 0) --distance;
      const Bits shifted = (more_across << 1) | 1;
      more = (less_across << 1) | ~(same | shifted);
      less = shifted & same;
      places_before = places;
    }
    return distance;
  }

 private:
  using Bits = std::uint64_t;
  static_assert(sizeof(Bits) * CHAR_BIT >= kMaxSuggestBytes);

  static std::size_t byte(char c) { return static_cast<unsigned char>(c); }

  std::size_t size_;
  std::array<Bits, UCHAR_MAX + 1> places_{};  // of each byte in the pattern
};

// Whether so different lengths alone make more edits than the limit.
bool is_far(std::string_view a, std::string_view b, std::size_t limit) {
  return std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (is_far(a, b, limit)) return limit + 1;
  return std::min(a.empty() ? b.size() : Pattern(a).distance_to(b), limit + 1);
}

bool differs_only_in_case(std::string_view a, std::string_view b) {
  return a != b && equal_ignoring_case(a, b);
}

std::optional<std::string_view> suggest(std::string_view wrong,
                                        std::span<const std::string_view> candidates) {
  if (wrong.empty() || wrong.size() > kMaxSuggestBytes) return std::nullopt;
  const Pattern pattern(wrong);
  std::optional<std::string_view> best;
  std::size_t best_distance = tolerance(wrong.size()) + 1;
  for (const auto candidate : candidates) {
    if (candidate == wrong) continue;
    if (equal_ignoring_case(wrong, candidate)) return candidate;
    if (best_distance == 0 || is_far(wrong, candidate, best_distance - 1)) continue;
    const auto distance = pattern.distance_to(candidate);
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = candidate;
  }
  return best;
}

std::string did_you_mean(std::string_view candidate) {
  return "did you mean `" + std::string(candidate) + "`?";
}

}  // namespace idlc
