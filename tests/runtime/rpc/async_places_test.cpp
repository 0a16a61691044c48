// Where handlers that are coroutines may serve: as a serial service, in a loop of the application's
// own, and at the end that connects. What they do is tested in async_server_test.cpp.
#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <poll.h>

#include <idl/run_task.h>

#include "async_probe.h"

namespace {

using namespace std::chrono_literals;
using probe::EchoResult;
using probe::Signal;

/// Runs `work` on a thread of its own while this thread drives the server.
template <class Work>
void drive_while(idl::Server& server, const Work& work) {
  std::atomic<bool> over = false;
  std::thread worker([&] {
    work();
    over = true;
  });
  while (!over) {
    std::vector<pollfd> fds;
    for (const idl::PollFd& wanted : server.poll_fds()) fds.push_back({wanted.fd, POLLIN, 0});
    const auto timeout = std::min<idl::Duration>(server.next_timeout(), 5ms);
    ::poll(fds.data(), fds.size(), static_cast<int>(timeout / 1ms));
    server.run_once();
  }
  worker.join();
}

}  // namespace

TEST_CASE("P7 a coroutine of a serial service keeps its turn until it has ended") {
  Signal signal;
  std::vector<std::string> order;  // no lock: TSan would tell if two ran at once
  probe::AsyncServer service;
  service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    order.push_back("begin " + text);
    if (text == "wait") co_await signal;
    order.push_back("end " + text);
    co_return text;
  };
  idl::Server server({.max_threads = 2});
  REQUIRE(server.add(service, {.serial = true}));
  const auto channel = idl::Channel::connect(server.listen("memory:serial-tasks").value());
  const probe::Client client(*channel);
  auto first = client.start_echo("wait");
  signal.await_waiting(1);
  auto second = client.start_echo("next");
  // Read behind the second call, which has its place in the line by then.
  CHECK(client.unknown().error().code == idl::Code::Unimplemented);
  CHECK_FALSE(second.ready());
  signal.open();
  CHECK(first.wait().value() == "wait");
  CHECK(second.wait().value() == "next");
  CHECK(order == std::vector<std::string>{"begin wait", "end wait", "begin next", "end next"});
}

TEST_CASE("a coroutine in an own loop begins there, waits for a call of its own, and answers") {
  const probe::Served inner;
  const auto nested = inner.client();
  std::thread::id began;
  probe::AsyncServed served({.own_loop = true});
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    began = std::this_thread::get_id();
    auto pending = nested.start_echo(text + "!");
    co_return co_await pending;
  };
  drive_while(*served.server, [&] {
    const auto client = served.client();
    for (int i = 0; i < 20; ++i) CHECK(client.echo("x").value() == "x!");
  });
  CHECK(began == std::this_thread::get_id());
}

TEST_CASE("P18 an own loop that is shut down waits for coroutines") {
  Signal signal;
  probe::AsyncServed served({.own_loop = true});
  served.service.on_echo = [&](idl::Context&, std::string text) -> idl::Task<EchoResult> {
    co_await signal;
    co_return text;
  };
  std::thread caller;
  drive_while(*served.server, [&] {
    caller = std::thread([client = served.client()] {  //
      CHECK(client.echo("x").value() == "x");
    });
    signal.await_waiting(1);
  });
  std::thread opener([&] { signal.open(); });
  CHECK(served.server->shutdown(probe::kPatience).open_calls.empty());
  opener.join();
  caller.join();
}

TEST_CASE("coroutines serve at the end that connects, and may call back meanwhile") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    served.service.on_echo = [](idl::Context& context, const std::string& text) -> EchoResult {
      if (text.ends_with("?")) return context.peer().client<probe::Probe>().echo(text);
      return text;
    };
    const auto own = std::make_shared<probe::AsyncServer>();
    own->on_echo = [](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
      const auto back = context.peer().client<probe::Probe>();
      auto pending = back.start_echo(text + " indeed");
      const auto echoed = co_await pending;
      co_return echoed.value() + "!";
    };
    const probe::Client client(served.connect({.serve = {own}}));
    CHECK(client.echo("really?").value() == "really? indeed!");
    CHECK(client.start_echo("really?").wait().value() == "really? indeed!");
  });
}

TEST_CASE("P17 a channel that goes waits for the coroutines that it serves") {
  probe::Served served;
  served.service.on_echo = [](idl::Context& context, const std::string& text) -> EchoResult {
    return context.peer().client<probe::Probe>().echo(text);
  };
  Signal signal;
  std::atomic<bool> ended = false;
  const auto own = std::make_shared<probe::AsyncServer>();
  own->on_echo = [&](idl::Context& context, std::string text) -> idl::Task<EchoResult> {
    co_await signal;
    while (!context.cancelled()) std::this_thread::yield();
    ended = true;
    co_return text;
  };
  std::thread opener;
  {
    const probe::Client client(served.connect({.serve = {own}}));
    auto pending = client.start_echo("x");
    signal.await_waiting(1);
    opener = std::thread([&] { signal.open(); });
  }
  CHECK(ended.load());
  opener.join();
}
