// Which methods earn the right to run where they are read.
// The times are made up: no clock runs.
#include "rpc/inline_policy.h"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using idl::detail::InlinePolicy;

TEST_CASE("a method that nobody has seen, and one of short runs, may run inline") {
  InlinePolicy policy;
  CHECK(policy.may_run_inline());
  for (int i = 0; i < 1000; ++i) policy.note_run(20us);
  CHECK(policy.may_run_inline());
}

TEST_CASE("one long run takes the right away, and short ones earn it back") {
  InlinePolicy policy;
  policy.note_run(10s);
  CHECK(!policy.may_run_inline());
  int needed = 0;
  while (!policy.may_run_inline()) {
    policy.note_run(1us);
    ++needed;
  }
  CHECK(needed < 10);
}

TEST_CASE("a run that blocks takes the right away before it has ended") {
  InlinePolicy policy;
  policy.note_blocked();
  CHECK(!policy.may_run_inline());
  int needed = 0;
  while (!policy.may_run_inline()) {
    policy.note_run(1us);
    ++needed;
  }
  CHECK(needed > 5);
  CHECK(needed < 50);
}

TEST_CASE("a method that is always a little too long never runs inline") {
  InlinePolicy policy;
  for (int i = 0; i < 1000; ++i) policy.note_run(150us);
  CHECK(!policy.may_run_inline());
}
