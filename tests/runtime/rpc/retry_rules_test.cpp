// What may be repeated, and how often: the rule and the budget, without any call. How calls follow
// them is tested in retry_test.cpp.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "rpc/repeatable.h"
#include "rpc/retry_budget.h"

using namespace idl::detail;
using idl::Code;
using idl::Error;
using idl::Executed;
using idl::Origin;

namespace {

Error failure(Code code, Executed executed, Origin origin = Origin::Transport) {
  return Error{code, "it failed", executed, origin};
}

}  // namespace

TEST_CASE("P6 only failures that pass are repeated, and only if nothing can run twice") {
  for (const Code code : {Code::Unavailable, Code::GoingAway}) {
    CHECK(is_repeatable(failure(code, Executed::No), false));
    CHECK(is_repeatable(failure(code, Executed::No), true));
    CHECK(is_repeatable(failure(code, Executed::Maybe), true));
    CHECK(!is_repeatable(failure(code, Executed::Maybe), false));
  }
  for (std::uint32_t number = 1; number <= 16; ++number) {
    const auto code = static_cast<Code>(number);
    if (code == Code::Unavailable || code == Code::GoingAway) continue;
    CAPTURE(to_string(code));
    CHECK(!is_repeatable(failure(code, Executed::No), true));
    CHECK(!is_repeatable(failure(code, Executed::Maybe), true));
  }
}

TEST_CASE("P6 what a handler has answered is never repeated") {
  CHECK(!is_repeatable(failure(Code::Unavailable, Executed::No, Origin::Application), true));
}

TEST_CASE("P6 the budget gives what is in store, and one more for ten calls that succeed") {
  RetryBudget budget(2);
  CHECK(budget.take());
  CHECK(budget.take());
  CHECK(!budget.take());
  for (int i = 0; i < 9; ++i) budget.note_success();
  CHECK(!budget.take());
  budget.note_success();
  CHECK(budget.take());
  CHECK(!budget.take());
}

TEST_CASE("P6 the budget holds no more than at first") {
  RetryBudget budget(1);
  for (int i = 0; i < 100; ++i) budget.note_success();
  CHECK(budget.take());
  CHECK(!budget.take());
  RetryBudget none(0);
  none.note_success();
  CHECK(!none.take());
}

TEST_CASE("P6 threads that share a budget take no more than is in store") {
  RetryBudget budget(1000);
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 400; ++j) taken += budget.take() ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(taken == 1000);
}
