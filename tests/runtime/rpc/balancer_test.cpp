// Which address a call goes to, by each policy and in each state of the addresses. Nothing
// connects.
#include "rpc/balancer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace idl::detail;
using idl::Balance;

namespace {

// One character a candidate: a digit is connected with so many calls, `u` is untried, `x` closed.
std::vector<Candidate> candidates(std::string_view text) {
  std::vector<Candidate> all;
  for (const char c : text) {
    if (c == 'x') {
      all.push_back({Standing::Closed, 0});
    } else if (c == 'u') {
      all.push_back({Standing::Untried, 0});
    } else {
      all.push_back({Standing::Connected, static_cast<std::size_t>(c - '0')});
    }
  }
  return all;
}

// The indices that `count` choices among the same candidates give; `-` for nothing.
std::string choices(Balance balance, std::string_view text, int count) {
  Balancer balancer(balance);
  std::string chosen;
  for (int i = 0; i < count; ++i) {
    const auto index = balancer.choose(candidates(text));
    chosen += index ? static_cast<char>('0' + *index) : '-';
  }
  return chosen;
}

}  // namespace

TEST_CASE("nothing is chosen where all are closed, or nobody is") {
  for (const auto balance : {Balance::FirstHealthy, Balance::RoundRobin, Balance::LeastLoaded}) {
    CHECK(choices(balance, "", 2) == "--");
    CHECK(choices(balance, "xxx", 2) == "--");
    CHECK(choices(balance, "xux", 2) == "11");
  }
}

TEST_CASE("first healthy: the first that is not closed, every time") {
  CHECK(choices(Balance::FirstHealthy, "900", 3) == "000");
  CHECK(choices(Balance::FirstHealthy, "xu0", 3) == "111");
}

TEST_CASE("round robin: one after the other, over those that are not closed") {
  CHECK(choices(Balance::RoundRobin, "000", 7) == "0120120");
  CHECK(choices(Balance::RoundRobin, "0x0", 5) == "02020");
  CHECK(choices(Balance::RoundRobin, "0uu", 4) == "0120");
}

TEST_CASE("least loaded: the one with the fewest calls, and in turns among equals") {
  CHECK(choices(Balance::LeastLoaded, "315", 3) == "111");
  CHECK(choices(Balance::LeastLoaded, "111", 4) == "0120");
  CHECK(choices(Balance::LeastLoaded, "2u2", 2) == "11");
  CHECK(choices(Balance::LeastLoaded, "x92", 2) == "22");
}

TEST_CASE("a list that has become shorter is chosen from all the same") {
  Balancer balancer(Balance::RoundRobin);
  for (int i = 0; i < 3; ++i) CHECK(balancer.choose(candidates("000")) == i);
  CHECK(balancer.choose(candidates("0")) == 0);
}
