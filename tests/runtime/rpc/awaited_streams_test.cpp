// Calls with streams that are awaited without a thread: each shape, writes that wait, and what
// becomes of a stream whose call has ended.
#include <atomic>
#include <string>
#include <thread>

#include <idl/run_task.h>

#include "async_probe.h"

namespace {

using namespace std::chrono_literals;
using probe::Gate;
using probe::Served;

TEST_CASE("a coroutine makes calls with streams of each shape") {
  probe::over_each([](probe::Over over) {
    const Served served(over);
    const auto client = served.stream_client();
    const auto makes = [](probe::StreamClient of) -> idl::Task<int> {
      int count = 0;
      auto watch = of.watch(1'000).async();
      for (bool more = true; more;) {
        const auto text = co_await watch.next();
        more = text.has_value();
        if (more) count += *text == std::to_string(count);
      }
      const auto watched = co_await watch.finish();
      CHECK(watched);

      auto upload = of.upload().async();
      const std::string element(1'000, 'x');
      for (int i = 0; i < 500; ++i) {
        const bool accepted = co_await upload.write(element);
        CHECK(accepted);
      }
      const auto uploaded = co_await upload.finish();
      CHECK(uploaded.value().bytes == 500'000);

      auto chat = of.chat().async();
      for (int i = 0; i < 100; ++i) {
        const bool accepted = co_await chat.write("hello");
        CHECK(accepted);
        const auto answer = co_await chat.next();
        CHECK(answer.value() == "hello");
      }
      chat.done_writing();
      const auto rest = co_await chat.next();
      CHECK_FALSE(rest);
      const auto chatted = co_await chat.finish();
      CHECK(chatted.value() == "bye");
      co_return count;
    };
    CHECK(idl::sync_wait(makes(client)) == 1'000);
  });
}

TEST_CASE("P12 a coroutine's writes wait for a handler that is slow, and a finish drops the rest") {
  Gate gate;
  Served served;
  served.streams.on_upload = [&](idl::Context&, idl::Reader<std::string> in) -> probe::CountResult {
    gate.pass();
    probe::Counts counts;
    while (in.next()) ++counts.calls;
    return counts;
  };
  std::atomic<int> written{0};
  const auto writes = [&](probe::StreamClient of) -> idl::Task<std::uint64_t> {
    auto upload = of.upload().async();
    const std::string element(10'000, 'x');
    for (int i = 0; i < 1'000; ++i) {
      const bool accepted = co_await upload.write(element);
      if (!accepted) break;
      ++written;
    }
    const auto counts = co_await upload.finish();
    co_return counts.value().calls;
  };
  std::thread opener([&] {
    gate.await_arrivals(1);
    int before = -1;
    while (before != written.load()) {
      before = written.load();
      std::this_thread::sleep_for(20ms);
    }
    CHECK(before < 500);
    gate.open();
  });
  CHECK(idl::sync_wait(writes(served.stream_client())) == 1'000);
  opener.join();

  const auto drops = [](probe::StreamClient of) -> idl::Task<probe::CheckResult> {
    auto watch = of.watch(5'000).async();
    const auto first = co_await watch.next();
    CHECK(first);
    co_return co_await watch.finish();
  };
  CHECK(idl::sync_wait(drops(served.stream_client())));
}

TEST_CASE("a coroutine's stream ends with its call: cancelled, lost, or never begun") {
  Gate gate;
  Served served;
  served.streams.on_watch = [&](idl::Context&, std::uint32_t,
                                idl::Writer<std::string> out) -> probe::CheckResult {
    (void)out.write("one");
    gate.pass();
    return {};
  };
  auto channel = served.connect();
  const auto reads = [](probe::WatchCall::Async& call) -> idl::Task<idl::Code> {
    for (bool more = true; more;) {
      const auto text = co_await call.next();
      more = text.has_value();
    }
    const auto end = co_await call.finish();
    co_return end.error().code;
  };
  auto watch = probe::StreamClient(channel).watch(1).async();
  SUBCASE("cancelled") {
    std::thread canceller([&] {
      gate.await_arrivals(1);
      watch.cancel();
    });
    CHECK(idl::sync_wait(reads(watch)) == idl::Code::Cancelled);
    canceller.join();
  }
  SUBCASE("lost") {
    std::thread closer([&] {
      gate.await_arrivals(1);
      channel.close();
    });
    CHECK(idl::sync_wait(reads(watch)) == idl::Code::Cancelled);
    closer.join();
  }
  SUBCASE("never begun") {
    auto late = probe::StreamClient(channel).with({.timeout = 0ms}).watch(1).async();
    CHECK(idl::sync_wait(reads(late)) == idl::Code::DeadlineExceeded);
  }
  gate.open();
}

}  // namespace
