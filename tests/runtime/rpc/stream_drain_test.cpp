// Streams of a server that shuts down: they go on for the grace, their handlers are told, and what
// is open at its end is cut off and reported. Events decide, never time.
#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "async_probe.h"
#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

namespace {

/// A shutdown on a thread of its own, which has begun when the constructor returns.
class Shutdown {
 public:
  Shutdown(idl::Server& server, const idl::Address& address, idl::Duration grace = probe::kPatience)
      : thread_([this, &server, grace] { report_ = server.shutdown(grace); }) {
    while (idl::Channel::connect(address)) {
    }
  }
  ~Shutdown() {
    if (thread_.joinable()) thread_.join();
  }
  Shutdown(const Shutdown&) = delete;
  Shutdown& operator=(const Shutdown&) = delete;

  /// Waits for its end; gives how many calls it left open.
  std::size_t await_left_open() {
    thread_.join();
    return report_.open_calls.size();
  }

 private:
  idl::ShutdownReport report_;
  std::thread thread_;
};

void wait_for_drain(const idl::Context& context) {
  while (!context.draining()) std::this_thread::sleep_for(1ms);
}

/// What became of uploads from many connections.
struct Outcomes {
  std::atomic<int> answered = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> in_doubt = 0;
};

/// Uploads again and again, until that fails.
void upload_until_drained(const probe::StreamClient& client, Outcomes& outcomes) {
  constexpr std::uint64_t kElements = 20;
  for (;;) {
    auto call = client.upload();
    for (std::uint64_t i = 0; i < kElements && call.write("x"); ++i) {
    }
    const auto counts = call.finish();
    if (!counts) {
      ++(counts.error().executed == Executed::No ? outcomes.refused : outcomes.in_doubt);
      return;
    }
    CHECK(counts->calls == kElements);
    ++outcomes.answered;
  }
}

}  // namespace

TEST_CASE("P18 S3 a drain under load cuts off no upload, and doubles none") {
  probe::over_each([](probe::Over over) {
    constexpr int kConnections = 4;
    for (int round = 0; round < 5; ++round) {
      probe::Served served(over);
      Outcomes outcomes;
      std::vector<std::thread> callers;
      for (int i = 0; i < kConnections; ++i) {
        callers.emplace_back([&outcomes, client = served.stream_client()] {
          upload_until_drained(client, outcomes);
        });
      }
      while (outcomes.answered < 20) std::this_thread::yield();
      CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
      for (auto& caller : callers) caller.join();
      CHECK(outcomes.in_doubt == 0);
      CHECK(outcomes.refused == kConnections);
    }
  });
}

TEST_CASE("P18 a shutdown lets an upload under way come to its end") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    auto call = served.stream_client().upload();
    REQUIRE(call.write("0"));
    Shutdown shutdown(served.server, served.address);
    for (int i = 1; i < 100; ++i) CHECK(call.write(std::string(1000, 'x')));
    const auto counts = call.finish();
    REQUIRE(counts);
    CHECK(counts->calls == 100);
    CHECK(shutdown.await_left_open() == 0);
  });
}

TEST_CASE("P18 a shutdown lets a server's stream come to its end, and both ways") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    served.streams.on_watch = [](idl::Context& context, std::uint32_t count,
                                 idl::Writer<std::string> out) -> probe::CheckResult {
      CHECK(out.write("first"));
      wait_for_drain(context);
      for (std::uint32_t i = 1; i < count; ++i) CHECK(out.write(std::string(1000, 'x')));
      CHECK(!context.cancelled());
      return {};
    };
    const idl::Channel channel = served.connect();
    auto watch = probe::StreamClient(channel).watch(1000);
    auto chat = probe::StreamClient(channel).chat();
    CHECK(watch.next() == "first");
    REQUIRE(chat.write("a"));
    CHECK(chat.next() == "a");
    Shutdown shutdown(served.server, served.address);
    int count = 1;
    while (watch.next()) ++count;
    CHECK(count == 1000);
    CHECK(watch.finish());
    REQUIRE(chat.write("b"));
    CHECK(chat.next() == "b");
    CHECK(chat.finish().value() == "bye");
    CHECK(shutdown.await_left_open() == 0);
  });
}

TEST_CASE("P18 a handler is told of a shutdown, and ends a stream that would go on for ever") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    probe::Gate entered;
    probe::Gate told;
    served.streams.on_chat = [&](idl::Context& context, idl::Reader<std::string>,
                                 idl::Writer<std::string> out) -> probe::EchoResult {
      const std::stop_callback tells(context.drain_token(), [&told] { told.open(); });
      CHECK(!context.draining());
      CHECK(!context.drain_token().stop_requested());
      entered.open();
      told.pass();
      CHECK(context.draining());
      CHECK(!context.cancelled());
      CHECK(!context.stop_token().stop_requested());
      CHECK(out.write("goodbye"));
      return std::string("ended");
    };
    auto call = served.stream_client().chat();
    entered.pass();
    CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
    CHECK(call.next() == "goodbye");
    CHECK(!call.next());
    CHECK(call.finish().value() == "ended");
  });
}

TEST_CASE("a token that is asked for during a drain has been requested to stop") {
  probe::Served served;
  served.service.on_echo = [](idl::Context& context, std::string text) -> probe::EchoResult {
    wait_for_drain(context);
    CHECK(context.drain_token().stop_requested());
    CHECK(!context.stop_token().stop_requested());
    return text;
  };
  auto pending = served.client().start_echo("x");
  Shutdown shutdown(served.server, served.address);
  CHECK(pending.wait().value() == "x");
  CHECK(shutdown.await_left_open() == 0);
}

TEST_CASE("the token for a drain is requested to stop by a cancel, too") {
  probe::Served served;
  probe::Gate entered;
  probe::Gate told;
  probe::Gate ended;
  served.streams.on_chat = [&](idl::Context& context, idl::Reader<std::string>,
                               idl::Writer<std::string>) -> probe::EchoResult {
    const std::stop_callback tells(context.drain_token(), [&told] { told.open(); });
    entered.open();
    told.pass();
    CHECK(context.cancelled());
    CHECK(!context.draining());
    ended.open();
    return std::string();
  };
  auto call = served.stream_client().chat();
  entered.pass();
  call.cancel();
  ended.pass();
}

TEST_CASE("P18 a handler that waits for its caller's next element is told by a token") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    probe::Gate taken;
    taken.open();
    served.streams.on_upload = [&](idl::Context& context,
                                   idl::Reader<std::string> in) -> probe::CountResult {
      probe::Counts counts;
      while (in.next(context.drain_token())) {
        ++counts.calls;
        taken.pass();
      }
      CHECK(context.draining());
      CHECK(!in.complete());
      return counts;
    };
    auto call = served.stream_client().upload();
    REQUIRE(call.write("a"));
    REQUIRE(call.write("b"));
    taken.await_arrivals(2);
    CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
    CHECK(call.finish().value().calls == 2);
  });
}

TEST_CASE("P18 a coroutine that waits for its caller's next element is told by a token") {
  probe::AsyncServed served;
  probe::Gate taken;
  taken.open();
  served.service.on_upload =
      [&](idl::Context& context,
          idl::AsyncReader<std::string> in) -> idl::Task<probe::CountResult> {
    probe::Counts counts;
    for (;;) {
      auto next = in.next(context.drain_token());
      const auto text = co_await next;
      if (!text) break;
      ++counts.calls;
      taken.pass();
    }
    CHECK(context.draining());
    CHECK(!in.complete());
    co_return counts;
  };
  auto call = served.stream_client().upload();
  REQUIRE(call.write("a"));
  REQUIRE(call.write("b"));
  taken.await_arrivals(2);
  CHECK(served.server->shutdown(probe::kPatience).open_calls.empty());
  CHECK(call.finish().value().calls == 2);
}

TEST_CASE("a reader that was told to wait no longer still gets what arrives, and may wait again") {
  probe::Served served;
  std::stop_source stop;
  probe::Gate stopped;
  served.streams.on_chat = [&](idl::Context&, idl::Reader<std::string> in,
                               idl::Writer<std::string> out) -> probe::EchoResult {
    CHECK(!in.next(stop.get_token()));
    stopped.open();
    CHECK(in.next() == "a");
    CHECK(out.write("got a"));
    std::optional<std::string> next;
    while (!next) next = in.next(stop.get_token());
    CHECK(next == "b");
    CHECK(!in.next());
    return std::string(in.complete() ? "complete" : "?");
  };
  auto call = served.stream_client().chat();
  stop.request_stop();
  stopped.pass();
  REQUIRE(call.write("a"));
  CHECK(call.next() == "got a");
  REQUIRE(call.write("b"));
  CHECK(call.finish().value() == "complete");
}

TEST_CASE("P18 an upload in full flow is cut off at the end of the grace, and told why") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    probe::Gate entered;
    served.streams.on_upload = [&](idl::Context&,
                                   idl::Reader<std::string> in) -> probe::CountResult {
      entered.open();
      while (in.next()) {
      }
      CHECK(!in.complete());
      return probe::Counts{};
    };
    auto call = served.stream_client().upload();
    std::thread stopper([&] {
      entered.pass();
      const auto report = served.server.shutdown(20ms);
      REQUIRE(report.open_calls.size() == 1);
      CHECK(report.open_calls[0].method == "probe.Streams.upload");
      CHECK(report.open_calls[0].age >= 20ms);
    });
    while (call.write(std::string(10'000, 'x'))) {
    }
    const auto end = call.finish();
    REQUIRE(!end);
    CHECK(end.error().code == Code::GoingAway);
    CHECK(end.error().executed == Executed::Maybe);
    stopper.join();
  });
}

TEST_CASE("P18 what a client serves is told of the server's shutdown, which waits for it") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    probe::Gate entered;
    entered.open();
    std::optional<probe::Client> back;
    served.service.on_echo = [&](idl::Context& context, std::string text) -> probe::EchoResult {
      back.emplace(context.peer().client<probe::Probe>());
      return text;
    };
    const auto own = std::make_shared<probe::Server>();
    own->on_echo = [&](idl::Context& context, std::string text) -> probe::EchoResult {
      entered.pass();
      wait_for_drain(context);
      // Longer than a drain waits for peers without calls.
      std::this_thread::sleep_for(300ms);
      return text + "!";
    };
    const idl::Channel channel = served.connect({.backoff = probe::kNoPauses, .serve = {own}});
    CHECK(probe::Client(channel).echo("x"));
    auto called = back->start_echo("y");  // by no handler
    entered.await_arrivals(1);
    CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
    CHECK(called.wait().value() == "y!");
  });
}
