// "Did you mean": near names are found, far ones are not, and the
// order of candidates decides ties.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "idlc/diagnostics/suggest.h"
#include "tests/support/allocations.h"

namespace {

std::string suggested(std::string_view wrong, std::vector<std::string_view> candidates) {
  return std::string(idlc::suggest(wrong, candidates).value_or("-"));
}

// The definition, without any cleverness.
std::size_t distance_by_matrix(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> at(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      at[i][j] = i == 0 ? j : at[i - 1][j] + 1;
      if (j > 0) at[i][j] = std::min(at[i][j], at[i][j - 1] + 1);
      if (i == 0 || j == 0) continue;
      at[i][j] = std::min(at[i][j], at[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) at[i][j] = std::min(at[i][j], at[i - 2][j - 2] + 1);
    }
  }
  return at[a.size()][b.size()];
}

}  // namespace

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
  CHECK(idlc::edit_distance("order", "order", 5) == 0);
  CHECK(idlc::edit_distance("order", "oder", 5) == 1);
  CHECK(idlc::edit_distance("order", "orders", 5) == 1);
  CHECK(idlc::edit_distance("order", "arder", 5) == 1);
  CHECK(idlc::edit_distance("order", "roder", 5) == 1);
  CHECK(idlc::edit_distance("", "abc", 5) == 3);
  CHECK(idlc::edit_distance("kitten", "sitting", 5) == 3);
}

TEST_CASE("the edit distance of any two words is the one that the matrix of all entries gives") {
  std::uint32_t state = 1;
  const auto word = [&state](std::size_t size) {
    std::string text;
    while (text.size() < size) {
      state = state * 1'664'525 + 1'013'904'223;
      text += static_cast<char>('a' + (state >> 16) % 3);
    }
    return text;
  };
  for (std::size_t size = 0; size <= idlc::kMaxSuggestBytes; ++size) {
    for (std::size_t other = 0; other < 80; other += 3) {
      const std::string a = word(size);
      const std::string b = word(other);
      CAPTURE(a);
      CAPTURE(b);
      CHECK(idlc::edit_distance(a, b, 100) == distance_by_matrix(a, b));
    }
  }
}

TEST_CASE("comparing names takes no memory") {
  const std::vector<std::string_view> candidates{"Invoice", "Address", "LineItem"};
  const idl::test::AllocationMeter meter;
  CHECK(idlc::suggest("LineItme", candidates) == "LineItem");
  CHECK(meter.bytes() == 0);
}

TEST_CASE("above the limit the distance is limit + 1") {
  CHECK(idlc::edit_distance("abcdef", "uvwxyz", 2) == 3);
  CHECK(idlc::edit_distance("a", "abcdefgh", 2) == 3);
}

TEST_CASE("a near name is suggested, a far one is not") {
  CHECK(suggested("LineItme", {"Order", "LineItem"}) == "LineItem");
  CHECK(suggested("lst", {"list", "set", "map"}) == "list");
  CHECK(suggested("Foo", {"Bar", "Quux"}) == "-");
  CHECK(suggested("x", {"y"}) == "-");
  CHECK(suggested("", {"a"}) == "-");
}

TEST_CASE("a difference in case alone wins over everything") {
  CHECK(suggested("money", {"monex", "Money"}) == "Money");
  CHECK(suggested("A", {"a"}) == "a");
}

TEST_CASE("of equals the first wins, and a name is never suggested for itself") {
  CHECK(suggested("abcd", {"abcx", "abcy"}) == "abcx");
  CHECK(suggested("abcd", {"abcd", "abcy"}) == "abcy");
}

TEST_CASE("names of absurd length are not compared") {
  const std::string longest(idlc::kMaxSuggestBytes, 'a');
  const std::string huge(1'000'000, 'a');
  CHECK(suggested(longest, {longest + 'a', huge}) == longest + 'a');
  CHECK(suggested(longest + 'a', {longest}) == "-");
  CHECK(suggested(huge, {huge + 'a'}) == "-");
}

TEST_CASE("only letters differ in case") {
  CHECK(idlc::differs_only_in_case("Order", "order"));
  CHECK_FALSE(idlc::differs_only_in_case("order", "order"));
  CHECK_FALSE(idlc::differs_only_in_case("a[", "a{"));
}
