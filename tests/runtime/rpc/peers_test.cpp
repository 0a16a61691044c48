// Services on both ends of a connection: handlers call back, clients serve, and everything ends
// with the connection. What happens when is decided by gates, never by time.
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "fixture.h"

using idl::Code;
using idl::Executed;

namespace {

/// A server whose echo() asks the caller's own echo(), and a channel that serves one.
struct Peers {
  explicit Peers(probe::Over over = probe::Over::Unix, idl::ServerOptions options = {})
      : served(over, std::move(options)) {
    served.service.on_echo = [](idl::Context& context, const std::string& text) {
      return context.peer().client<probe::Probe>().echo(text + "?");
    };
    own->on_echo = [](idl::Context&, const std::string& text) {
      return probe::EchoResult(text + "!");
    };
  }

  [[nodiscard]] idl::Channel connect(idl::ChannelOptions options = {}) const {
    options.serve = {own};
    return served.connect(std::move(options));
  }

  std::shared_ptr<probe::Server> own = std::make_shared<probe::Server>();
  probe::Served served;
};

/// Says a text further to the peer, until it is long enough.
probe::EchoResult ping_pong(idl::Context& context, const std::string& text) {
  if (text.size() >= 8) return text;
  return context.peer().client<probe::Probe>().echo(text + "x");
}

}  // namespace

TEST_CASE("a handler calls what its caller serves, on the same connection") {
  probe::over_each([](probe::Over over) {
    const Peers peers(over);
    const probe::Client client(peers.connect());
    CHECK(client.echo("a").value() == "a?!");
    CHECK(client.start_echo("b").wait().value() == "b?!");
  });
}

TEST_CASE("a handler's call to a peer that serves nothing is refused, and nothing has run") {
  Peers peers;
  std::optional<idl::Error> told;
  peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
    const auto answer = context.peer().client<probe::Probe>().echo(text);
    if (!answer) told = answer.error();
    return probe::EchoResult("served");
  };
  CHECK(peers.served.client().echo("a").value() == "served");
  REQUIRE(told);
  CHECK(told->code == Code::Unimplemented);
  CHECK(told->executed == Executed::No);
}

TEST_CASE("handlers of a channel never run on the thread that calls") {
  Peers peers;
  std::optional<std::thread::id> handler;
  peers.own->on_echo = [&](idl::Context&, const std::string& text) {
    handler = std::this_thread::get_id();
    return probe::EchoResult(text);
  };
  CHECK(probe::Client(peers.connect()).echo("a"));
  REQUIRE(handler);
  CHECK(*handler != std::this_thread::get_id());
}

TEST_CASE("a channel serves while nobody of it calls") {
  Peers peers;
  std::optional<probe::Client> back;
  peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
    back.emplace(context.peer().client<probe::Probe>());
    return probe::EchoResult(text);
  };
  const idl::Channel channel = peers.connect();
  CHECK(probe::Client(channel).echo("a"));
  for (int i = 0; i < 10; ++i) CHECK(back->echo("b").value() == "b!");
  CHECK(back->note_briefly("c"));
}

TEST_CASE("a client of a peer whose connection is over says so, and nothing has run") {
  Peers peers;
  std::optional<probe::Client> back;
  peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
    back.emplace(context.peer().client<probe::Probe>());
    return probe::EchoResult(text);
  };
  {
    const idl::Channel channel = peers.connect();
    CHECK(probe::Client(channel).echo("a"));
  }
  // The server hears of it when it reads; until then a call waits for nothing.
  idl::Error error;
  do {
    error = back->echo("b").error();
  } while (error.executed != Executed::No);
  CHECK(error.code == Code::Unavailable);
  CHECK(error.origin == idl::Origin::Local);
  CHECK(error.message.find("is over") != std::string::npos);
}

TEST_CASE("a client of a peer may outlive the server and everything else") {
  std::optional<probe::Client> back;
  {
    Peers peers;
    peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
      back.emplace(context.peer().client<probe::Probe>());
      return probe::EchoResult(text);
    };
    CHECK(probe::Client(peers.connect()).echo("a"));
  }
  CHECK(back->echo("b").error().executed == Executed::No);
}

TEST_CASE("calls go to and fro inside each other, on both ends") {
  probe::over_each([](probe::Over over) {
    Peers peers(over);
    peers.served.service.on_echo = ping_pong;
    peers.own->on_echo = ping_pong;
    CHECK(probe::Client(peers.connect()).echo("").value() == "xxxxxxxx");
  });
}

TEST_CASE("a chain of calls to and fro ends at its limit") {
  Peers peers;
  std::atomic<int> depth = 0;
  const auto endless = [&depth](idl::Context& context, const std::string& text) {
    ++depth;
    return context.peer().client<probe::Probe>().echo(text);
  };
  peers.served.service.on_echo = endless;
  peers.own->on_echo = endless;
  const auto result = probe::Client(peers.connect()).echo("x");
  REQUIRE(!result);
  CHECK(result.error().code == Code::ResourceExhausted);
  CHECK(depth == 17);
}

TEST_CASE("16 threads call each other through one connection") {
  // Each chain holds a thread for each call inside it.
  Peers peers(probe::Over::Unix, {.max_threads = 100});
  peers.served.service.on_echo = ping_pong;
  peers.own->on_echo = ping_pong;
  const probe::Client client(peers.connect({.max_threads = 100}));
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 10; ++n) {
        const auto answer = client.echo("");
        if (answer && *answer == "xxxxxxxx") ++right;
        if (!answer) MESSAGE(to_text(answer.error()));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 160);
}

TEST_CASE("calls of handlers to the peer keep to their deadlines") {
  probe::Gate gate;
  Peers peers;
  std::optional<idl::Error> told;
  peers.own->on_echo = [&gate](idl::Context&, const std::string& text) {
    gate.pass();
    return probe::EchoResult(text);
  };
  idl::Duration timeout{};
  peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
    const auto answer = context.peer().client<probe::Probe>().with({.timeout = timeout}).echo(text);
    if (!answer) told = answer.error();
    return probe::EchoResult("in time");
  };
  const probe::Client client(peers.connect());
  probe::with_time_enough([&](idl::Duration enough) {
    timeout = enough;
    CHECK(client.echo("a").value() == "in time");
    REQUIRE(told);
    CHECK(told->code == Code::DeadlineExceeded);
    return told->executed == Executed::Maybe;
  });
  gate.open();
}

TEST_CASE("a channel may go in one of its own handlers") {
  probe::Gate noted;
  Peers peers;
  std::optional<idl::Channel> channel;
  peers.own->on_note = [&channel](idl::Context&, const std::string&) { channel.reset(); };
  peers.served.service.on_echo = [&](idl::Context& context, const std::string& text) {
    (void)context.peer().client<probe::Probe>().note(text);
    return probe::EchoResult(text);
  };
  channel.emplace(peers.connect());
  auto call = probe::Client(*channel).start_echo("a");
  (void)call.wait();
}

TEST_CASE("a service cannot be served twice by one channel") {
  const Peers peers;
  idl::ChannelOptions options;
  options.serve = {peers.own, peers.own};
  const auto channel = idl::Channel::connect(peers.served.address, options);
  REQUIRE(!channel);
  CHECK(channel.error().code == Code::InvalidArgument);
}

TEST_CASE("streams of a peer's service flow both ways") {
  const probe::Served served;
  std::size_t told = 0;
  std::string farewell;
  probe::Server asking;
  asking.on_echo = [&](idl::Context& context, const std::string& text) {
    auto chat = context.peer().client<probe::StreamProbe>().chat();
    for (int i = 0; i < 1000; ++i) CHECK(chat.write(text));
    chat.done_writing();
    while (chat.next()) ++told;
    farewell = chat.finish().value();
    return probe::EchoResult(text);
  };
  idl::Server server;
  CHECK(server.add(asking));
  idl::ChannelOptions options;
  options.serve = {std::make_shared<probe::StreamServer>()};
  const auto channel = idl::Channel::connect(
      server.listen("unix:" + served.folder.path() + "/asking").value(), options);
  REQUIRE(channel);
  CHECK(probe::Client(*channel).echo("a"));
  CHECK(told == 1000);
  CHECK(farewell == "bye");
}
