// Started calls that are made again after a failure, in every form in which they are awaited: the
// rules of retry_test.cpp, and what ends such a call in the pause that no thread sleeps through.
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>

#include <idl/metrics.h>
#include <idl/run_task.h>

#include "awaiters.h"
#include "cut_server.h"
#include "fd_probe.h"
#include "servers.h"
#include "started_forms.h"
#include "turn.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using probe::CutServer;
using probe::EchoResult;
using probe::kAlways;
using probe::kAtOnce;
using probe::kMuchLater;
using probe::over_each_form;
using probe::Pending;

namespace {

/// A call that pauses for a repetition which is far away, from when somebody waits for it.
struct Paused {
  Paused() {
    while (server.runs == 0) std::this_thread::yield();
  }

  CutServer server{kAlways};
  std::optional<idl::Channel> channel = server.connect(kMuchLater);
  std::optional<Pending> call = probe::Client(*channel)
                                    .with({.timeout = idl::no_deadline, .idempotent = true})
                                    .start_echo("x");
};

/// What ends a call while it pauses: somewhere in the middle of it, sooner or later.
void over_each_moment(const std::function<void(Paused&)>& end) {
  for (int i = 0; i < 10; ++i) {
    CAPTURE(i);
    Paused paused;
    end(paused);
    CHECK(paused.server.runs == 1);
  }
}

/// Ends a call that has been waited for for a while.
void after_a_while(const std::function<void()>& end) {
  static int i = 0;
  std::this_thread::sleep_for(++i % 8 * 1ms);
  end();
}

void expect_given_up(const EchoResult& result, Code code) {
  REQUIRE(!result);
  CHECK(result.error().code == code);
  CHECK(result.error().executed == Executed::Maybe);
}

}  // namespace

TEST_CASE("P6 a started call is made again until it is answered, however it is awaited") {
  over_each_form([](auto get) {
    CutServer server(2);
    const auto metrics = std::make_shared<idl::Metrics>();
    const probe::Client client(server.connect({.retry = kAtOnce, .metrics = metrics}));
    CHECK(get(client.with({.idempotent = true}).start_echo("x")).value() == "x");
    CHECK(server.runs == 3);
    CHECK(metrics->snapshot().client.connections.retries == 2);
  });
}

TEST_CASE("P1 P6 all calls of a connection that breaks are made again, and have one result each") {
  constexpr int kCalls = 50;
  probe::Gate called;
  CutServer server(1);
  idl::RetryOptions options = kAtOnce;
  options.budget = 1000;
  const probe::Client client = probe::Client(server.connect(options)).with({.idempotent = true});
  called.open();
  std::atomic<int> results = 0;
  for (int i = 0; i < kCalls; ++i) {
    const std::string text = std::to_string(i);
    client.start_echo(text).then([&, text](const EchoResult& result) {
      CHECK(result.value() == text);
      ++results;
      called.pass();
    });
  }
  called.await_arrivals(kCalls);
  CHECK(results == kCalls);
}

TEST_CASE("P5 P6 a started call that may have run is not repeated unless it is idempotent") {
  over_each_form([](auto get) {
    CutServer server(kAlways);
    const probe::Client client(server.connect(kAtOnce));
    expect_given_up(get(client.start_echo("x")), Code::Unavailable);
    CHECK(server.runs == 1);
  });
}

TEST_CASE("P6 a started call is made again as often as the channel or its caller says") {
  over_each_form([](auto get) {
    for (const std::uint32_t most : {0U, 2U, 4U}) {
      CAPTURE(most);
      CutServer server(kAlways);
      idl::RetryOptions options = kAtOnce;
      options.max_retries = 2;
      const probe::Client client(server.connect(options));
      idl::CallOptions call{.idempotent = true};
      if (most != 2) call.max_retries = most;
      const auto failed = get(client.with(call).start_echo("x"));
      expect_given_up(failed, Code::Unavailable);
      const bool told = failed.error().message.find("the call was made") != std::string::npos;
      CHECK(told == (most > 0));
      CHECK(server.runs == 1 + static_cast<int>(most));
    }
  });
}

TEST_CASE("P6 started calls share the budget of their channel, and earn for it") {
  CutServer server(3);
  idl::RetryOptions options = kAtOnce;
  options.budget = 2;
  const probe::Client client = probe::Client(server.connect(options)).with({.idempotent = true});
  CHECK(!client.start_echo("two repetitions").wait());
  CHECK(server.runs == 3);
  for (int i = 0; i < 10; ++i) CHECK(probe::by_callback(client.start_echo("x")));
  server.cut_next(2);
  CHECK(!client.start_echo("one repetition").wait());
  CHECK(server.runs == 15);
}

TEST_CASE("P6 a started call is not repeated after a pause that its deadline cuts off") {
  over_each_form([](auto get) {
    CutServer server(kAlways);
    const probe::Client client(server.connect(kMuchLater));
    expect_given_up(get(client.with({.idempotent = true}).start_echo("x")), Code::Unavailable);
    CHECK(server.runs == 1);
  });
}

TEST_CASE("P9 one deadline covers all attempts of a started call, also inside a handler") {
  over_each_form([](auto get) {
    CutServer server(2);
    const probe::Client inner = probe::Client(server.connect(kAtOnce))
                                    .with({.timeout = idl::no_deadline, .idempotent = true});
    probe::Served outer;
    std::optional<Pending> begun;
    outer.service.on_echo = [&](idl::Context&, const std::string& text) {
      begun = inner.start_echo(text);
      return EchoResult("");
    };
    CHECK(outer.client().with({.timeout = 15s}).echo("x"));
    CHECK(get(*std::move(begun)).value() == "x");
    const auto remaining = server.remaining();
    REQUIRE(remaining.size() == 3);
    CHECK(remaining.front() <= 15s);
    for (std::size_t i = 1; i < 3; ++i) CHECK(remaining[i] < remaining[i - 1]);
  });
}

TEST_CASE("each attempt of a started call brings the same request") {
  const std::string large(200'000, 'x');  // several frames
  probe::Served served;
  probe::Relay relay(served.address);
  std::vector<std::optional<idl::TraceContext>> traces;
  std::string metadata;
  served.service.on_echo = [&](idl::Context& context, std::string text) {
    metadata += context.metadata().text("who").value_or("-");
    traces.push_back(context.trace());
    if (traces.size() < 3) relay.cut();
    return EchoResult(std::move(text));
  };
  const auto channel =
      idl::Channel::connect(relay.address(), {.backoff = probe::kNoPauses, .retry = kAtOnce});
  idl::CallOptions options{.idempotent = true, .metadata = {{"who", "me"}}};
  options.trace = idl::parse_traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  REQUIRE(options.trace);
  const probe::Client client = probe::Client(channel.value()).with(options);
  CHECK(probe::by_callback(client.start_echo(large)).value() == large);
  CHECK(metadata == "mememe");
  CHECK(traces.size() == 3);
  for (const auto& trace : traces) CHECK(trace == options.trace);
  (void)served.server.shutdown(probe::kPatience);
}

TEST_CASE("P6 a started call that nobody has taken moves to another server") {
  over_each_form([](auto get) {
    probe::Gate gate;
    probe::SeveralServers servers(2);
    const probe::Client client(servers.connect({.retry = kMuchLater}));
    servers[0].service.on_echo = [&gate](idl::Context&, const std::string&) {
      gate.pass();
      return EchoResult("a");
    };
    servers[0].server.reset();
    CHECK(get(client.start_echo("x")).value() == "b");
  });
}

TEST_CASE("a repeated call that waits for a server holds up none that does not") {
  probe::Gate gate;
  probe::Gate called;
  probe::SeveralServers servers(1);
  servers[0].service.on_echo = [&gate](idl::Context&, std::string text) {
    gate.pass();
    return EchoResult(std::move(text));
  };
  const probe::Client client(servers.connect({.backoff = probe::kNoPauses, .retry = kAtOnce}));
  auto patient =
      client.with({.timeout = idl::no_deadline, .idempotent = true, .wait_for_ready = true})
          .start_echo("patient");
  auto other = client.with({.timeout = idl::no_deadline, .idempotent = true}).start_echo("x");
  gate.await_arrivals(2);
  (void)servers[0].server->shutdown(0s);
  gate.open();
  servers[0].stop();
  called.open();
  std::move(patient).then([&called](const EchoResult& result) {
    CHECK(result.value() == "patient");
    called.pass();
  });
  expect_given_up(other.wait(), Code::Unavailable);
  servers[0].start();
  called.await_arrivals(1);
}

TEST_CASE("P6 a started call that brings a descriptor is sent once") {
  probe::TempFolder folder;
  probe::FdServer files;
  probe::Gate gate;
  files.on_size = [&](const idl::Fd&, const std::optional<idl::Fd>&) -> probe::SizeResult {
    gate.pass();
    return std::uint64_t{0};
  };
  idl::Server server({.max_descriptors = 4});
  REQUIRE(server.add(files));
  const auto bound = server.listen("unix:" + folder.path() + "/socket");
  const auto channel =
      idl::Channel::connect(bound.value(), {.retry = kAtOnce, .max_descriptors = 4});
  const probe::FdClient client = probe::FdClient(channel.value()).with({.idempotent = true});
  const idl::Fd file(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  auto call = client.start_size(file, std::nullopt);
  gate.await_arrivals(1);
  (void)server.shutdown(0s);
  const auto failed = call.wait();
  gate.open();
  REQUIRE(!failed);
  CHECK(failed.error().code == Code::GoingAway);  // no other attempt has found nobody there
  CHECK(failed.error().executed == Executed::Maybe);
}

TEST_CASE("P1 P11 a call that is cancelled while it pauses ends at once, once") {
  over_each_moment([](Paused& paused) {
    probe::Gate called;
    called.open();
    const auto handle = std::move(*paused.call).then([&](const EchoResult& result) {
      expect_given_up(result, Code::Cancelled);
      called.pass();
    });
    after_a_while([&] { handle.cancel(); });
    called.await_arrivals(1);
  });
}

TEST_CASE("P11 another thread cancels a call while its caller waits through the pause") {
  over_each_moment([](Paused& paused) {
    std::thread canceller([&paused] { after_a_while([&paused] { paused.call->cancel(); }); });
    expect_given_up(paused.call->wait(), Code::Cancelled);
    canceller.join();
  });
}

TEST_CASE("P17 a call that pauses may be destroyed, and so may a coroutine that awaits it") {
  over_each_moment([](Paused& paused) {
    CHECK(!paused.call->ready());
    after_a_while([&] { paused.call.reset(); });
  });
  over_each_moment([](Paused& paused) {
    const auto awaits = [](Pending call) -> probe::Own {
      (void)co_await call;
      CHECK(false);
    };
    std::optional<probe::Own> own(awaits(std::move(*paused.call)));
    after_a_while([&] { own.reset(); });
  });
}

TEST_CASE("P17 a call ends with its last failure when its channel is closed or goes meanwhile") {
  for (const bool is_closed : {true, false}) {
    CAPTURE(is_closed);
    over_each_moment([is_closed](Paused& paused) {
      probe::Gate called;
      called.open();
      std::move(*paused.call).then([&](const EchoResult& result) {
        REQUIRE(!result);
        // Closing ends a call whose failure has not been seen yet, too.
        const bool is_unseen = is_closed && result.error().code == Code::Cancelled;
        expect_given_up(result, is_unseen ? Code::Cancelled : Code::Unavailable);
        called.pass();
      });
      after_a_while([&] { is_closed ? paused.channel->close() : paused.channel.reset(); });
      called.await_arrivals(1);
    });
  }
}

TEST_CASE("P15 what follows a repeated call runs on the executor that was named") {
  probe::Gate called;
  CutServer server(2);
  const auto loop = std::make_shared<probe::Loop>();
  const probe::Client client = probe::Client(server.connect({.retry = kAtOnce, .executor = loop}))
                                   .with({.idempotent = true});
  called.open();
  client.start_echo("x").then([&](const EchoResult& result) {
    CHECK(result.value() == "x");
    CHECK(std::this_thread::get_id() == loop->thread());
    called.pass();
  });
  called.await_arrivals(1);
  loop->post([&called] { called.pass(); });
  called.await_arrivals(2);  // the loop has let go of the call, which holds the loop
}

TEST_CASE("P15 the result of a repeated call comes inside the own loop of its channel") {
  CutServer server(2);
  auto channel = server.connect({.retry = kAtOnce, .own_loop = true});
  const probe::Client client = probe::Client(channel).with({.idempotent = true});
  const auto own = std::this_thread::get_id();
  bool called = false;  // no lock: TSan would tell
  client.start_echo("x").then([&](const EchoResult& result) {
    CHECK(result.value() == "x");
    CHECK(std::this_thread::get_id() == own);
    called = true;
  });
  while (!called) probe::turn(channel);
  CHECK(server.runs == 3);
}

TEST_CASE("who blocks for a call of an own loop has it repeated without a turn of the loop") {
  CutServer server(2);
  auto channel = server.connect({.retry = kAtOnce, .own_loop = true});
  auto pending = probe::Client(channel).with({.idempotent = true}).start_echo("x");
  SUBCASE("from the beginning") {}
  SUBCASE("after it has failed") {
    while (server.runs == 0) std::this_thread::yield();
    for (int i = 0; i < 20; ++i) {
      (void)pending.ready();
      std::this_thread::sleep_for(1ms);
    }
  }
  CHECK(pending.wait().value() == "x");
  CHECK(server.runs == 3);
}

TEST_CASE("P17 an own loop that goes while its call pauses: the callback runs elsewhere, once") {
  probe::Gate called;
  CutServer server(kAlways);
  std::optional<idl::Channel> channel = server.connect({.retry = kMuchLater, .own_loop = true});
  called.open();
  probe::Client(*channel)
      .with({.timeout = idl::no_deadline, .idempotent = true})
      .start_echo("x")
      .then([&](const EchoResult& result) {
        expect_given_up(result, Code::Unavailable);
        called.pass();
      });
  while (server.runs == 0) probe::turn(*channel);
  for (int i = 0; i < 20; ++i) {
    channel->run_once();
    std::this_thread::sleep_for(1ms);
  }
  channel.reset();
  called.await_arrivals(1);
}
