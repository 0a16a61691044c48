// Every order in which the things of a call can go, from inside of what follows calls: callbacks of
// then(), coroutines behind a call or an element, and work of the user's own executor. Nothing
// hangs and nothing is used after its end; the sanitizers look.
#include <algorithm>
#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <idl/run_task.h>

#include "fixture.h"

namespace {

using probe::EchoResult;
using probe::Gate;
using Order = std::array<int, 5>;

/// Runs what is posted when it is told to.
class Manual final : public idl::Executor {
 public:
  void post(std::function<void()> work) override {
    const std::lock_guard guard(mutex_);
    queue_.push_back(std::move(work));
    posted_.notify_all();
  }

  /// Waits for a piece of work and runs it on this thread.
  void run_one() {
    std::unique_lock guard(mutex_);
    REQUIRE(posted_.wait_for(guard, probe::kPatience, [this] { return !queue_.empty(); }));
    const auto work = std::move(queue_.front());
    queue_.pop_front();
    guard.unlock();
    work();
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::deque<std::function<void()>> queue_;
};

/// Everything that takes part in calls, each of which may go at any time; two calls are under way.
struct Parts {
  explicit Parts(probe::Over over) : served(std::make_unique<probe::Served>(over)) {
    served->service.on_echo = [this](idl::Context&, std::string text) {
      if (text == "block") gate.pass();
      return EchoResult(std::move(text));
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
  void destroy_all(const Order& order) {
    for (const int part : order) destroy(part);
  }

  Gate gate;
  std::unique_ptr<probe::Served> served;
  std::optional<idl::Channel> channel;
  std::optional<probe::Client> client;
  std::optional<probe::StreamClient> streams;
  std::optional<idl::Pending<EchoResult>> pending;
  std::optional<probe::ChatCall> chat;
};

/// Calls `body` for each order. All kinds of transport get all places in the order, with a part of
/// the orders each.
template <class Body>
void in_each_order(const Body& body) {
  std::vector<probe::Over> kinds{probe::Over::Unix, probe::Over::Memory, probe::Over::Tcp};
  if (probe::kSeesSharedMemory) kinds.push_back(probe::Over::Shm);
  Order order{0, 1, 2, 3, 4};
  std::size_t round = 0;
  do {
    Parts parts(kinds[(round + round / kinds.size()) % kinds.size()]);
    body(parts, order);
    ++round;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(round == 120);
}

idl::Task<> destroy_behind_call(Parts& parts, Order order, Gate& done) {
  auto pending = parts.client->start_echo("x");
  const auto echoed = co_await pending;
  CHECK(echoed.value() == "x");
  parts.destroy_all(order);
  done.pass();
}

idl::Task<> destroy_behind_element(Parts& parts, Order order, Gate& done) {
  constexpr std::uint32_t kMany = 1'000'000;
  auto watch = parts.streams->watch(kMany).async();
  const auto first = co_await watch.next();
  CHECK(first.value() == "0");
  parts.destroy_all(order);
  const auto end = co_await watch.finish();
  CHECK_FALSE(end);
  done.pass();
}

}  // namespace

TEST_CASE("P17 S5 a callback may destroy channel, client, call and server in any order") {
  in_each_order([](Parts& parts, const Order& order) {
    Gate done;
    done.open();
    parts.client->start_echo("x").then([&](const EchoResult& result) {
      CHECK(result.value() == "x");
      parts.destroy_all(order);
      done.pass();
    });
    done.await_arrivals(1);
  });
}

TEST_CASE("P17 S5 a coroutine may destroy them behind a call that it has awaited") {
  in_each_order([](Parts& parts, const Order& order) {
    Gate done;
    done.open();
    idl::start(destroy_behind_call(parts, order, done));
    done.await_arrivals(1);
  });
}

TEST_CASE("P17 S5 a coroutine may destroy them between two elements of a stream") {
  in_each_order([](Parts& parts, const Order& order) {
    Gate done;
    done.open();
    idl::start(destroy_behind_element(parts, order, done));
    done.await_arrivals(1);
  });
}

TEST_CASE("P17 S5 work of an executor of the user's own may destroy them") {
  in_each_order([](Parts& parts, const Order& order) {
    const auto executor = std::make_shared<Manual>();
    bool done = false;
    parts.client->start_echo("x").then(executor, [&](const EchoResult& result) {
      CHECK(result.value() == "x");
      parts.destroy_all(order);
      done = true;
    });
    executor->run_one();
    CHECK(done);
  });
}
