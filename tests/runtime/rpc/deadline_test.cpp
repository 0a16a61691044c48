// Deadlines and cancellation, from both sides.
// Gates, not pauses, decide what happens first.
#include <atomic>
#include <thread>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Origin;

TEST_CASE("P4 a call ends at its deadline while its handler goes on, and may have run") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    served.service.on_echo = [&gate](idl::Context&, std::string text) {
      if (text == "block") gate.pass();
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client = served.client();
    probe::with_time_enough([&](idl::Duration timeout) {
      const auto result = client.with({.timeout = timeout}).echo("block");
      REQUIRE(!result);
      CHECK(result.error().code == Code::DeadlineExceeded);
      return result.error().executed == Executed::Maybe;
    });
    CHECK(client.echo("next").value() == "next");
    gate.open();
    CHECK(client.echo("last").value() == "last");
  });
}

TEST_CASE("a call without time left is not sent") {
  probe::Served served;
  std::atomic<int> runs = 0;
  served.service.on_echo = [&runs](idl::Context&, std::string text) {
    ++runs;
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  for (const auto timeout : {0ms, -5ms}) {
    const auto result = client.with({.timeout = timeout}).echo("x");
    REQUIRE(!result);
    CHECK(result.error().code == Code::DeadlineExceeded);
    CHECK(result.error().executed == Executed::No);
  }
  CHECK(client.echo("x"));
  CHECK(runs == 1);
}

TEST_CASE("the handler knows how much time is left") {
  probe::Served served;
  idl::Duration remaining{};
  bool cancelled = true;
  served.service.on_echo = [&](idl::Context& context, std::string text) {
    remaining = context.remaining();
    cancelled = context.cancelled();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  CHECK(client.echo("x"));
  CHECK(remaining > 1s);
  CHECK(remaining <= 30s);
  CHECK(!cancelled);
  CHECK(client.with({.timeout = 100s}).echo("x"));
  CHECK(remaining > 30s);
  CHECK(client.with({.timeout = idl::no_deadline}).echo("x"));
  CHECK(remaining == idl::no_deadline);
}

TEST_CASE("a method's own timeout holds unless the caller says otherwise") {
  probe::Served served;
  idl::Duration remaining{};
  served.service.on_echo = [&](idl::Context& context, std::string text) {
    remaining = context.remaining();
    return probe::EchoResult(std::move(text));
  };
  const probe::Client client = served.client();
  CHECK(client.hasty("x"));
  CHECK(remaining > 0s);
  CHECK(remaining <= 2s);
  CHECK(client.with({.timeout = 100s}).hasty("x"));
  CHECK(remaining > 30s);
}

TEST_CASE("P9 a call made inside a handler never has more time than its own") {
  probe::Served inner;
  idl::Duration remaining{};
  inner.service.on_echo = [&](idl::Context& context, std::string text) {
    remaining = context.remaining();
    return probe::EchoResult(std::move(text));
  };
  probe::Served outer;
  const probe::Client next = inner.client();
  outer.service.on_echo = [&next](idl::Context&, const std::string& text) {
    return next.with({.timeout = idl::no_deadline}).echo(text);
  };
  CHECK(outer.client().with({.timeout = 15s}).echo("x"));
  CHECK(remaining > 0s);
  CHECK(remaining <= 15s);
}

TEST_CASE("P11 the handler learns that the caller has given up") {
  probe::Gate entered;
  probe::Served served;
  std::atomic<bool> noticed = false;
  served.service.on_echo = [&](idl::Context& context, std::string text) {
    if (text != "block") return probe::EchoResult(std::move(text));
    entered.open();
    const auto end = std::chrono::steady_clock::now() + probe::kPatience;
    while (!context.cancelled() && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(1ms);
    }
    noticed = context.cancelled() && context.remaining() == 0s;
    return probe::EchoResult(idl::fail("given up"));
  };
  const probe::Client client = served.client();

  SUBCASE("by cancelling") {
    auto pending = client.start_echo("block");
    entered.pass();
    pending.cancel();
    CHECK(pending.ready());
    const auto result = pending.wait();
    REQUIRE(!result);
    CHECK(result.error().code == Code::Cancelled);
    CHECK(result.error().executed == Executed::Maybe);
  }
  SUBCASE("by destroying what it waited with") {
    auto pending = std::make_unique<idl::Pending<probe::EchoResult>>(client.start_echo("block"));
    entered.pass();
    pending.reset();
  }
  SUBCASE("by its deadline") {
    probe::with_time_enough([&](idl::Duration timeout) {
      CHECK(!client.with({.timeout = timeout}).echo("block"));
      return entered.is_open();
    });
  }
  SUBCASE("by closing its channel") {
    idl::Channel channel = served.connect();
    auto pending = probe::Client(channel).start_echo("block");
    entered.pass();
    channel.close();
    const auto result = pending.wait();
    REQUIRE(!result);
    CHECK(result.error().code == Code::Cancelled);
    CHECK(!probe::Client(channel).echo("x"));
  }
  CHECK(client.echo("next").value() == "next");
  CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
  CHECK(noticed);
}

TEST_CASE("P4 another thread may cancel a call that is waited for, and it may have run") {
  probe::Gate gate;
  probe::Gate entered;
  probe::Served served;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    entered.open();
    gate.pass();
    return probe::EchoResult(std::move(text));
  };
  auto pending = served.client().start_slow("x");
  std::thread canceller([&] {
    entered.pass();
    pending.cancel();
  });
  const auto result = pending.wait();
  canceller.join();
  REQUIRE(!result);
  CHECK(result.error().code == Code::Cancelled);
  CHECK(result.error().executed == Executed::Maybe);
  gate.open();
}

TEST_CASE("a call may be cancelled at the moment when its result is taken") {
  const probe::Served served;
  const probe::Client client = served.client();
  for (int i = 0; i < 300; ++i) {
    auto pending = client.start_echo("x");
    std::thread canceller([&pending] { pending.cancel(); });
    const auto result = pending.wait();
    canceller.join();
    CHECK((result || result.error().code == Code::Cancelled));
  }
}

TEST_CASE("a result is taken once") {
  const probe::Served served;
  auto pending = served.client().start_echo("x");
  CHECK(pending.wait().value() == "x");
  const auto again = pending.wait();
  REQUIRE(!again);
  CHECK(again.error().code == Code::InvalidArgument);
}

TEST_CASE("results may be awaited in any order") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    const probe::Client client = served.client();
    std::vector<idl::Pending<probe::EchoResult>> calls;
    for (int i = 0; i < 90; ++i) calls.push_back(client.start_echo(std::to_string(i)));
    for (std::size_t i = calls.size(); i-- > 0;) {
      CHECK(calls[i].wait().value() == std::to_string(i));
    }
  });
}
