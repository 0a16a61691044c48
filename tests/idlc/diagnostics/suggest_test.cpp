// "Did you mean": near names are found, far ones are not, and the
// order of candidates decides ties.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "idlc/diagnostics/suggest.h"

namespace {

std::string suggested(std::string_view wrong, std::vector<std::string_view> candidates) {
  return std::string(idlc::suggest(wrong, candidates).value_or("-"));
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
  const std::string huge(1'000'000, 'a');
  const std::string other(999'999, 'a');
  CHECK(suggested(huge, {other}) == "-");
}

TEST_CASE("only letters differ in case") {
  CHECK(idlc::differs_only_in_case("Order", "order"));
  CHECK_FALSE(idlc::differs_only_in_case("order", "order"));
  CHECK_FALSE(idlc::differs_only_in_case("a[", "a{"));
}
