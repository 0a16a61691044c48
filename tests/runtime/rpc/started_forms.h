// Every form in which the result of a started call is had, for the tests of what holds in all of
// them.
#pragma once

#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include <idl/run_task.h>

#include "fixture.h"

namespace probe {

using Pending = idl::Pending<EchoResult>;

inline EchoResult by_wait(Pending pending) { return pending.wait(); }

inline EchoResult by_polling(Pending pending) {
  while (!pending.ready()) std::this_thread::yield();
  return pending.wait();
}

inline EchoResult by_coroutine(Pending pending) {
  const auto awaits = [](Pending call) -> idl::Task<EchoResult> {
    auto result = co_await call;
    co_return result;
  };
  return idl::sync_wait(awaits(std::move(pending)));
}

inline EchoResult by_callback(Pending pending) {
  Gate called;
  called.open();
  std::optional<EchoResult> result;
  std::move(pending).then([&](EchoResult given) {
    CHECK(!result);
    result = std::move(given);
    called.pass();
  });
  called.await_arrivals(1);
  return *result;
}

/// Runs `test` with each way to get the result of a started call.
inline void over_each_form(const std::function<void(EchoResult (*)(Pending))>& test) {
  int form = 0;
  for (const auto get : {&by_wait, &by_polling, &by_coroutine, &by_callback}) {
    CAPTURE(form++);
    test(get);
  }
}

}  // namespace probe
