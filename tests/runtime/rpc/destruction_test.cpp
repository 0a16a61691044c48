// Every order in which the things of a call can go, also from inside of handlers; and every way in
// which a call can end, in every state. Nothing hangs, nothing is used after its end (the
// sanitizers look), and each call has one result.
#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;

namespace {

using Pending = idl::Pending<probe::EchoResult>;

/// Everything that takes part in a call, each of which may go at any time.
struct Parts {
  explicit Parts(probe::Over over) : served(std::make_unique<probe::Served>(over)) {
    served->service.on_echo = [this](idl::Context&, std::string text) {
      if (text == "block") gate.pass();
      return probe::EchoResult(std::move(text));
    };
    channel.emplace(served->connect());
    client.emplace(*channel);
    streams.emplace(*channel);
    pending.emplace(client->start_slow("block"));
    chat.emplace(streams->chat());
    gate.await_arrivals(1);
  }

  void destroy(int part) {
    switch (part) {
      case 0:
        return channel.reset();
      case 1:
        client.reset();
        return streams.reset();
      case 2:
        return pending.reset();
      case 3:
        return chat.reset();
      default:
        gate.open();  // a server waits for its handlers
        return served.reset();
    }
  }

  probe::Gate gate;
  std::unique_ptr<probe::Served> served;
  std::optional<idl::Channel> channel;
  std::optional<probe::Client> client;
  std::optional<probe::StreamClient> streams;
  std::optional<Pending> pending;
  std::optional<probe::ChatCall> chat;
};

}  // namespace

TEST_CASE("P17 S5 channel, client, call and server may go in any order") {
  std::array<int, 5> order{0, 1, 2, 3, 4};
  std::size_t round = 0;
  // All kinds of transport get all places in the order, with a part of the orders each.
  std::vector<probe::Over> kinds{probe::Over::Unix, probe::Over::Memory, probe::Over::Tcp};
  if (probe::kSeesSharedMemory) kinds.push_back(probe::Over::Shm);
  do {
    Parts parts(kinds[(round + round / kinds.size()) % kinds.size()]);
    for (const int part : order) parts.destroy(part);
    ++round;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(round == 120);
}

TEST_CASE("P17 S5 a handler may destroy what called it and what serves it") {
  probe::over_each([](probe::Over over) {
    for (int part = 0; part < 4; ++part) {
      CAPTURE(part);
      std::optional<Parts> parts(std::in_place, over);
      probe::Gate destroyed;
      parts->served->service.on_echo = [&](idl::Context&, std::string text) {
        if (text == "destroy") {
          parts->destroy(part);
          destroyed.open();
        }
        return probe::EchoResult(std::move(text));
      };
      const probe::Client other = parts->served->client();
      auto call = other.start_echo("destroy");
      destroyed.pass();
      CHECK(call.wait());
      parts->gate.open();
    }
  });
}

TEST_CASE("P17 a stream's handler may destroy its own server") {
  probe::StreamServer streams;
  probe::TempFolder folder;
  auto server = std::make_unique<idl::Server>();
  probe::Gate destroyed;
  streams.on_chat = [&](idl::Context&, idl::Reader<std::string> in,
                        idl::Writer<std::string>) -> probe::EchoResult {
    CHECK(in.next());
    server.reset();
    CHECK(!in.next());
    destroyed.open();
    return std::string();
  };
  REQUIRE(server->add(streams));
  const auto bound = server->listen("unix:" + folder.path() + "/socket");
  REQUIRE(bound);
  auto call = probe::StreamClient(idl::Channel::connect(*bound).value()).chat();
  CHECK(call.write("x"));
  destroyed.pass();
  CHECK(!call.finish());
}

namespace {

/// A call in one of its states, and all that it needs.
struct InState {
  enum class State { Waits, Runs, Answered };

  InState(State state, idl::Duration timeout) {
    served.service.on_echo = [this](idl::Context&, std::string text) {
      ++runs;
      if (text == "block") gate.pass();
      return probe::EchoResult(std::move(text));
    };
    const probe::Client client =
        probe::Client(channel).with({.timeout = timeout, .max_retries = 0});
    if (state == State::Waits) {
      blocker.emplace(served.client().start_slow("block"));
      gate.await_arrivals(1);
    }
    call.emplace(client.start_slow(state == State::Answered ? "x" : "block"));
    if (state == State::Runs) {
      while (runs == 0 && !call->ready()) std::this_thread::yield();
      is_there = runs != 0;
    }
    if (state == State::Answered) {
      while (!call->ready()) std::this_thread::yield();
    }
  }
  ~InState() { gate.open(); }

  probe::Gate gate;
  std::atomic<int> runs = 0;
  // With two threads, one of which reads, a second call waits for the first.
  probe::Served served{probe::Over::Unix, {.max_threads = 2}};
  idl::Channel channel = served.connect();
  std::optional<Pending> blocker;
  std::optional<Pending> call;
  bool is_there = true;  // if not, the deadline was earlier
};

using State = InState::State;

struct Ending {
  Code code;
  std::function<void(InState&)> end;
};

const std::vector<Ending>& endings() {
  static const std::vector<Ending> kEndings{
      {Code::Cancelled, [](InState& state) { state.call->cancel(); }},
      {Code::Cancelled, [](InState& state) { state.channel.close(); }},
      {Code::DeadlineExceeded, [](InState&) {}},
      {Code::GoingAway, [](InState& state) { (void)state.served.server.shutdown(0s); }},
  };
  return kEndings;
}

/// Whether the call came into the state before its deadline.
bool ends_once(State from, const Ending& ending, idl::Duration timeout) {
  InState state(from, timeout);
  if (!state.is_there) return false;
  ending.end(state);
  const auto result = state.call->wait();
  if (from == State::Answered) {
    CHECK(result.value() == "x");  // an end that is there is not taken back
  } else {
    REQUIRE(!result);
    CHECK(result.error().code == ending.code);
  }
  CHECK(state.call->ready());
  state.call->cancel();
  CHECK(state.call->wait().error().code == Code::InvalidArgument);  // taken already
  return true;
}

}  // namespace

TEST_CASE("S4 a call ends once, whatever ends it in whatever state") {
  for (const State from : {State::Waits, State::Runs, State::Answered}) {
    for (const Ending& ending : endings()) {
      CAPTURE(static_cast<int>(from));
      CAPTURE(to_string(ending.code));
      const bool by_time = ending.code == Code::DeadlineExceeded && from != State::Answered;
      probe::with_time_enough([&](idl::Duration timeout) {
        return ends_once(from, ending, by_time ? timeout : probe::kPatience);
      });
    }
  }
}
