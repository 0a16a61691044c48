// Servers that the application's own thread drives: which thread runs what, what a handler may not
// do there, and every way in which such a server ends.
#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <poll.h>

#include "fixture.h"
#include "tests/support/process_threads.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::test::settled_threads;
using idl::test::threads_of_this_process;

namespace {

/// A plain poll loop around the server, as an application has it, until `over`.
template <class Over>
void drive(idl::Server& server, const Over& over) {
  while (!over()) {
    std::vector<pollfd> fds;
    for (const idl::PollFd& wanted : server.poll_fds()) fds.push_back({wanted.fd, POLLIN, 0});
    // The loop has something of its own to look at now and then: `over`.
    const auto timeout = std::min<idl::Duration>(server.next_timeout(), 5ms);
    ::poll(fds.data(), fds.size(), static_cast<int>(timeout / 1ms));
    server.run_once();
  }
}

/// Runs `work` on a thread of its own while this thread drives the server.
template <class Work>
void drive_while(idl::Server& server, const Work& work) {
  std::atomic<bool> over = false;
  std::thread worker([&] {
    work();
    over = true;
  });
  drive(server, [&] { return over.load(); });
  worker.join();
}

}  // namespace

TEST_CASE("an own loop serves on its thread, and the runtime has none") {
  probe::over_each([](probe::Over over) {
    const auto before = settled_threads();
    probe::Served served(over, {.own_loop = true});
    std::thread::id handler;
    std::size_t threads = 0;
    served.service.on_echo = [&](idl::Context&, std::string text) {
      handler = std::this_thread::get_id();
      threads = threads_of_this_process();
      return probe::EchoResult(std::move(text));
    };
    CHECK(threads_of_this_process() == before);
    drive_while(served.server, [&] {
      const probe::Client client = served.client();
      for (int i = 0; i < 100; ++i) CHECK(client.echo("x").value() == "x");
      CHECK(client.note("one way"));
      CHECK(client.echo("y"));
    });
    CHECK(handler == std::this_thread::get_id());
    CHECK(threads == before + 1);  // the one that calls
  });
}

TEST_CASE("an own loop tells what to watch and when to come at the latest") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  REQUIRE(served.server.poll_fds().size() == 1);
  served.server.run_once();  // takes the listener over
  CHECK(served.server.next_timeout() == idl::Duration::max());
  drive_while(served.server, [&] {
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
  });
  // A connection is there, or was: its end is due some time.
  CHECK(served.server.next_timeout() > 0s);
}

TEST_CASE("a handler in an own loop that would wait is told so at once") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  probe::Served other;
  const probe::Client client = other.client();
  std::optional<idl::Error> told;
  served.service.on_echo = [&](idl::Context&, std::string text) {
    const auto inner = client.echo("inner");
    if (!inner) told = inner.error();
    return probe::EchoResult(std::move(text));
  };
  drive_while(served.server, [&] { CHECK(served.client().echo("x").value() == "x"); });
  REQUIRE(told);
  CHECK(told->code == Code::ResourceExhausted);
  CHECK(told->executed == Executed::No);
}

TEST_CASE("handlers of streams have threads beside an own loop") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  drive_while(served.server, [&] {
    auto call = served.stream_client().watch(1000);
    std::size_t elements = 0;
    while (call.next()) ++elements;
    CHECK(elements == 1000);
    CHECK(served.client().echo("x"));
  });
}

TEST_CASE("P18 the thread of an own loop shuts its server down, driving it meanwhile") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  drive_while(served.server, [&] { CHECK(served.client().echo("x")); });
  CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
  CHECK(served.server.shutdown().open_calls.empty());
}

TEST_CASE("P18 a shutdown by another thread waits for the one that drives") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  drive_while(served.server, [&] {
    const probe::Client client = served.client();
    CHECK(client.echo("x"));
    CHECK(served.server.shutdown(probe::kPatience).open_calls.empty());
    CHECK(!client.echo("y"));
  });
}

TEST_CASE("P18 a shutdown by another thread returns although nobody drives") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  served.server.run_once();
  std::thread other([&] { CHECK(served.server.shutdown(0s).open_calls.empty()); });
  other.join();
}

TEST_CASE("run() is the loop of a server that has none, until a handler shuts it down") {
  probe::Served served(probe::Over::Unix, {.own_loop = true});
  served.service.on_echo = [&](idl::Context&, std::string text) {
    served.server.run_once();  // which does nothing inside of a round
    (void)served.server.shutdown(probe::kPatience);
    return probe::EchoResult(std::move(text));
  };
  std::thread caller([&] { CHECK(served.client().echo("bye").value() == "bye"); });
  served.server.run();
  caller.join();
}

TEST_CASE("P17 a handler in an own loop may destroy its server") {
  const probe::TempFolder folder;
  probe::Server service;
  auto server = std::make_unique<idl::Server>(idl::ServerOptions{.own_loop = true});
  service.on_echo = [&](idl::Context&, std::string text) {
    server.reset();
    return probe::EchoResult(std::move(text));
  };
  REQUIRE(server->add(service));
  const auto bound = server->listen("unix:" + folder.path() + "/socket");
  REQUIRE(bound);
  std::thread caller([&] {
    const auto channel = idl::Channel::connect(*bound);
    REQUIRE(channel);
    // The round goes on behind the handler, and so takes its answer along.
    CHECK(probe::Client(*channel).echo("x").value() == "x");
  });
  while (server != nullptr) server->run_once();
  caller.join();
}

TEST_CASE("P17 an own loop's server may go with calls that nobody has read, and with streams") {
  auto served =
      std::make_unique<probe::Served>(probe::Over::Unix, idl::ServerOptions{.own_loop = true});
  probe::Gate connected;
  std::thread caller([&] {
    const probe::StreamClient streams = served->stream_client();
    auto call = streams.watch(1'000'000);
    CHECK(call.next());
    connected.open();
    while (call.next()) {
    }
    CHECK(!call.finish());
  });
  std::atomic<bool> over = false;
  std::thread watcher([&] {
    connected.pass();
    over = true;
  });
  drive(served->server, [&] { return over.load(); });
  watcher.join();
  (void)served->server.shutdown(0s);
  caller.join();
  served.reset();
}

TEST_CASE("a server with threads leaves an own loop nothing to do") {
  probe::Served served;
  CHECK(served.server.poll_fds().empty());
  CHECK(served.server.next_timeout() == idl::Duration::max());
  served.server.run_once();
  CHECK(served.client().echo("x"));
}
