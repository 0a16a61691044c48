// The token that says who leads.
// What the leader does is tested with the server.
#include "rpc/lead_token.h"

#include <doctest/doctest.h>

using idl::detail::LeadToken;

TEST_CASE("one thread at a time holds the lead") {
  LeadToken token;
  CHECK(token.is_free());
  CHECK(token.take());
  CHECK(!token.is_free());
  CHECK(!token.take());
  token.release();
  CHECK(token.take());
}

TEST_CASE("a run that nobody interrupts keeps the lead") {
  LeadToken token;
  REQUIRE(token.take());
  const auto run = token.begin_run();
  LeadToken::Run seen{};
  CHECK(token.in_run(seen));
  CHECK(seen == run);
  CHECK(token.is_in(run));
  CHECK(!token.take());
  CHECK(token.end_run(run));
  CHECK(!token.in_run(seen));
  CHECK(!token.is_free());
}

TEST_CASE("a revoked run has lost the lead, and the next holder is not confused with it") {
  LeadToken token;
  REQUIRE(token.take());
  const auto first = token.begin_run();
  CHECK(token.revoke(first));
  CHECK(!token.revoke(first));
  CHECK(token.is_free());
  REQUIRE(token.take());
  const auto second = token.begin_run();
  CHECK(second != first);
  CHECK(!token.end_run(first));
  CHECK(!token.revoke(first));
  CHECK(token.end_run(second));
}

TEST_CASE("a run that has ended cannot be revoked") {
  LeadToken token;
  REQUIRE(token.take());
  const auto run = token.begin_run();
  REQUIRE(token.end_run(run));
  CHECK(!token.revoke(run));
  CHECK(!token.take());
}
