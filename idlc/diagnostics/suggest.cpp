// The edit distance is the "optimal string alignment" one: a swap of two neighbours is one edit.
// The limit keeps it cheap: a row whose smallest entry exceeds the limit ends the search.
#include "idlc/diagnostics/suggest.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace idlc {
namespace {

// Names longer than this are never suggested; bounds the time a hostile file can take.
constexpr std::size_t kMaxSuggestBytes = 128;

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

// One third of the letters may be wrong, but never all of a short name.
std::size_t tolerance(std::size_t length) { return length < 3 ? length / 2 : length / 3; }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const auto longer = std::max(a.size(), b.size());
  if (longer - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
  }
  return std::min(row.back(), limit + 1);
}

bool differs_only_in_case(std::string_view a, std::string_view b) {
  return a != b && equal_ignoring_case(a, b);
}

std::optional<std::string_view> suggest(std::string_view wrong,
                                        std::span<const std::string_view> candidates) {
  if (wrong.size() > kMaxSuggestBytes) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = tolerance(wrong.size()) + 1;
  for (const auto candidate : candidates) {
    if (candidate == wrong) continue;
    if (equal_ignoring_case(wrong, candidate)) return candidate;
    if (best_distance == 0) continue;
    const auto distance = edit_distance(wrong, candidate, best_distance - 1);
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
