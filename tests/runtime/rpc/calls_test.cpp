// Calls as their users see them: results, errors of every kind, one-way calls. What holds for every
// transport is tried over each of them.
#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include <idl/metrics.h>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Origin;

TEST_CASE("a call brings its result back over every transport") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    const probe::Client client = served.client();
    for (int i = 0; i < 100; ++i) CHECK(client.echo("hello").value() == "hello");
  });
}

TEST_CASE("several results are the members of one struct") {
  const probe::Served served;
  const auto counts = served.client().count("four");
  REQUIRE(counts);
  CHECK(counts->calls == 1);
  CHECK(counts->bytes == 4);
}

TEST_CASE("messages of every size pass, big and small ones mixed") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    const probe::Client client = served.client();
    for (const std::size_t size : {0U, 1U, 1000U, 65000U, 66000U, 1048576U, 3U, 4000000U}) {
      const std::string text(size, 'x');
      auto big = client.start_echo(text);
      CHECK(client.echo("small").value() == "small");
      CHECK(big.wait().value() == text);
    }
  });
}

TEST_CASE("a message above the limit fails before anything is sent") {
  const probe::Served served;
  const auto result = served.client().echo(std::string(5'000'000, 'x'));
  REQUIRE(!result);
  CHECK(result.error().code == Code::MessageTooLarge);
  CHECK(result.error().executed == Executed::No);
}

TEST_CASE("whoever raises the limit on messages can send and read larger ones") {
  constexpr std::size_t kLarge = std::size_t{70} << 20;
  idl::ServerOptions options;
  options.max_message_bytes = kLarge + 100;
  const probe::Served served(probe::Over::Unix, options);
  const probe::Client client(served.connect({.max_message_bytes = kLarge + 100}));
  const auto echoed = client.with({.timeout = idl::no_deadline}).echo(std::string(kLarge, 'x'));
  REQUIRE(echoed);
  CHECK(echoed->size() == kLarge);
}

TEST_CASE("a declared error arrives with its fields") {
  probe::Served served;
  served.service.on_check = [](idl::Context&, std::uint32_t number) {
    return probe::CheckResult(probe::Refused{.reason = "too big", .number = number});
  };
  const auto result = served.client().check(7);
  REQUIRE(!result);
  const auto* refused = result.error_as<probe::Refused>();
  REQUIRE(refused != nullptr);
  CHECK(refused->reason == "too big");
  CHECK(refused->number == 7);
  CHECK(result.error().code == Code::DeclaredError);
}

TEST_CASE(
    "a declared error that the caller does not know becomes an undeclared one, with its name") {
  probe::Served served;
  served.service.on_check = [](idl::Context&, std::uint32_t) {
    return probe::CheckResult(probe::Refused{.reason = "no"});
  };
  const auto result = served.client().check_as_old_client(7);
  REQUIRE(!result);
  CHECK(result.error().code == Code::UndeclaredError);
  CHECK(result.error().executed == Executed::Maybe);
  CHECK(result.error().message.find("probe.Refused") != std::string::npos);
}

TEST_CASE("P2 a handler's own failure arrives as it was told, and says that the handler ran") {
  probe::Served served;
  served.service.on_echo = [](idl::Context&, const std::string&) {
    return probe::EchoResult(idl::fail("out of paper"));
  };
  const auto result = served.client().echo("x");
  REQUIRE(!result);
  CHECK(result.error() ==
        idl::Error{Code::Application, "out of paper", Executed::Maybe, Origin::Application});
}

TEST_CASE("an error that a handler passes on never claims that nothing ran") {
  probe::Served served;
  served.service.on_echo = [](idl::Context&, const std::string&) {
    return probe::EchoResult(
        idl::Error{Code::Unavailable, "the next one is gone", Executed::No, Origin::Transport});
  };
  const auto result = served.client().echo("x");
  REQUIRE(!result);
  CHECK(result.error().code == Code::Unavailable);
  CHECK(result.error().executed == Executed::Maybe);
  CHECK(result.error().origin == Origin::Application);
}

TEST_CASE("P16 a handler that throws fails its own call only, and keeps its words") {
  probe::Served served;
  served.service.on_echo = [](idl::Context&, std::string text) -> probe::EchoResult {
    if (text == "exception") throw std::runtime_error("the password is sesame");
    if (text == "number") throw 7;
    return text;
  };
  const probe::Client client = served.client();
  for (const char* text : {"exception", "number"}) {
    const auto result = client.echo(text);
    REQUIRE(!result);
    CHECK(result.error().code == Code::Internal);
    CHECK(result.error().executed == Executed::Maybe);
    CHECK(result.error().message == "the handler of `probe.Probe.echo` threw");
  }
  CHECK(client.echo("fine").value() == "fine");
}

TEST_CASE("an exception's text is sent if the server opted in") {
  probe::Served served(probe::Over::Memory, {.send_exception_text = true});
  served.service.on_echo = [](idl::Context&, const std::string&) -> probe::EchoResult {
    throw std::runtime_error("the shelf is empty");
  };
  const auto result = served.client().echo("x");
  REQUIRE(!result);
  CHECK(result.error().message == "the handler of `probe.Probe.echo` threw: the shelf is empty");
}

TEST_CASE("methods that nobody wrote and methods that nobody knows are unimplemented") {
  const probe::Served served;
  const probe::Client client = served.client();
  for (const auto& result : {client.unwritten(), client.unknown()}) {
    REQUIRE(!result);
    CHECK(result.error().code == Code::Unimplemented);
    CHECK(result.error().executed == Executed::No);
    CHECK(result.error().origin == Origin::Peer);
  }
}

TEST_CASE("P20 parameters that do not decode fail their call and not the connection") {
  const probe::Served served;
  const probe::Client client = served.client();
  const auto result = client.echo_of_wrong_type(0x7FFFFFFF00000001);
  REQUIRE(!result);
  CHECK(result.error().code == Code::InvalidArgument);
  CHECK(result.error().executed == Executed::No);
  CHECK(client.echo("still here").value() == "still here");
}

TEST_CASE("parameters that do not encode fail before anything is sent") {
  const probe::Served served;
  const auto result = served.client().echo("\xFF");
  REQUIRE(!result);
  CHECK(result.error().code == Code::InvalidArgument);
  CHECK(result.error().executed == Executed::No);
  CHECK(result.error().origin == Origin::Local);
}

TEST_CASE("a result that does not encode is the handler's failure") {
  probe::Served served;
  served.service.on_echo = [](idl::Context&, const std::string&) {
    return probe::EchoResult(std::string("\xFF"));
  };
  const auto result = served.client().echo("x");
  REQUIRE(!result);
  CHECK(result.error().code == Code::InvalidArgument);
  CHECK(result.error().executed == Executed::Maybe);
  CHECK(result.error().origin == Origin::Application);
}

TEST_CASE("P8 one-way calls arrive, and the calls behind them too") {
  probe::over_each([](probe::Over over) {
    probe::Gate noted;
    noted.open();
    std::mutex mutex;
    std::set<std::string> notes;  // on a busy machine, several threads may have a part in them
    probe::Served served(over);
    served.service.on_note = [&](idl::Context&, const std::string& text) {
      {
        const std::lock_guard guard(mutex);
        notes.insert(text);
      }
      noted.pass();
    };
    const probe::Client client = served.client();
    for (const char* note : {"a", "b", "c"}) CHECK(client.note(note));
    CHECK(client.echo("x").value() == "x");
    noted.await_arrivals(3);
    CHECK(notes == std::set<std::string>{"a", "b", "c"});
  });
}

TEST_CASE("P8 a one-way call that has arrived runs, although its caller has gone meanwhile") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Gate noted;
    noted.open();
    const auto metrics = std::make_shared<idl::Metrics>();
    // One thread for handlers, and one to read.
    probe::Served served(over, {.max_threads = 2, .metrics = metrics});
    served.service.on_echo = [&gate](idl::Context&, std::string text) {
      gate.pass();
      return probe::EchoResult(std::move(text));
    };
    served.service.on_note = [&noted](idl::Context& context, const std::string&) {
      CHECK(!context.cancelled());
      noted.pass();
    };
    const probe::Client other = served.client();
    auto blocked = other.start_echo("block");
    gate.await_arrivals(1);
    CHECK(served.client().note("and goes"));
    while (metrics->snapshot().server.connections.closed == 0) std::this_thread::yield();
    gate.open();
    noted.await_arrivals(1);
    CHECK(blocked.wait());
  });
}

TEST_CASE("a one-way burst beyond what a socket holds leaves without anybody waiting") {
  probe::Gate gate;
  probe::Served served(probe::Over::Unix);
  std::atomic<int> notes = 0;
  constexpr int kNotes = 60;
  served.service.on_note = [&](idl::Context&, const std::string&) {
    if (++notes == kNotes) gate.open();
  };
  const probe::Client client = served.client();
  const std::string big(100'000, 'n');
  for (int i = 0; i < kNotes; ++i) REQUIRE(client.note(big));
  gate.pass();
  CHECK(notes == kNotes);
}

TEST_CASE("one channel serves many threads") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    const probe::Client client = served.client();
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 16; ++t) {
      threads.emplace_back([&client, &right, t] {
        for (int i = 0; i < 50; ++i) {
          const std::string text = std::to_string(t) + "." + std::to_string(i);
          const auto result = client.echo(text);
          if (result && *result == text) ++right;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(right == 16 * 50);
  });
}
