// A server process that is killed again and again while a client calls it. The server writes each
// execution down before it answers, the client what it was told; in the end the two must agree.
// IDL_KILLS says how often.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "orders.rpc.h"
#include "tests/e2e/server_process.h"
#include "tests/support/repetitions.h"
#include "tests/support/temporary_folder.h"

namespace {

using shop::v1::OrderService;

/// What the client was told of a call.
enum class Told { Done, NotExecuted, Maybe };

Told told_by(const OrderService::CancelResult& result) {
  if (result) return Told::Done;
  return result.error().executed == idl::Executed::No ? Told::NotExecuted : Told::Maybe;
}

/// What a client was told, call by call. One thread writes, any may ask how many there are.
class Journal {
 public:
  void add(Told outcome) {
    outcomes_.push_back(outcome);
    size_.store(outcomes_.size());
  }
  [[nodiscard]] std::size_t size() const { return size_.load(); }
  [[nodiscard]] const std::vector<Told>& outcomes() const { return outcomes_; }

 private:
  std::vector<Told> outcomes_;
  std::atomic<std::size_t> size_{0};
};

/// Calls, several at a time and one that waits, until the server is gone.
void call_until_killed(const OrderService::Client& client, Journal& journal) {
  constexpr int kAtOnce = 6;
  for (bool alive = true; alive;) {
    std::vector<idl::Pending<OrderService::CancelResult>> started;
    for (int i = 0; i < kAtOnce; ++i) {
      started.push_back(client.async().cancel(journal.size() + static_cast<std::size_t>(i)));
    }
    for (auto& call : started) {
      journal.add(told_by(call.wait()));
      alive = alive && journal.outcomes().back() == Told::Done;
    }
    journal.add(told_by(client.cancel(journal.size())));
    alive = alive && journal.outcomes().back() == Told::Done;
  }
}

/// Kills the server at a random place behind a random number of answers, so that there are some
/// however slow the machine is.
class Killer {
 public:
  Killer(e2e::ServerProcess& server, const Journal& journal, std::mt19937& random)
      : server_(server),
        journal_(journal),
        goal_(journal.size() + random() % 40),
        pause_(random() % 500),
        thread_([this] { work(); }) {}
  ~Killer() {
    client_gave_up_ = true;
    thread_.join();
  }
  Killer(const Killer&) = delete;
  Killer& operator=(const Killer&) = delete;

 private:
  void work() {
    while (journal_.size() < goal_ && !client_gave_up_) {
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
    std::this_thread::sleep_for(pause_);
    server_.kill();
  }

  e2e::ServerProcess& server_;
  const Journal& journal_;
  const std::size_t goal_;
  const std::chrono::microseconds pause_;
  std::atomic<bool> client_gave_up_{false};
  std::thread thread_;
};

std::map<std::size_t, int> executions(const std::string& path) {
  std::map<std::size_t, int> times;
  std::ifstream file(path);
  for (std::size_t id = 0; file >> id;) ++times[id];
  return times;
}

void check_agreement(const std::vector<Told>& told, const std::map<std::size_t, int>& times) {
  std::map<Told, int> count;
  for (std::size_t id = 0; id < told.size(); ++id) {
    const auto found = times.find(id);
    const int executed = found == times.end() ? 0 : found->second;
    INFO("call ", id, " of ", told.size(), ", executed ", executed, " times");
    CHECK(executed <= 1);
    if (told[id] == Told::Done) CHECK(executed == 1);
    if (told[id] == Told::NotExecuted) CHECK(executed == 0);
    ++count[told[id]];
  }
  MESSAGE(count[Told::Done], " done, ", count[Told::NotExecuted], " not executed, ",
          count[Told::Maybe], " perhaps");
  CHECK(count[Told::Done] > 0);
}

}  // namespace

TEST_CASE("S2 a server that is killed runs nothing twice, and its client is told no lie") {
  const idl::test::TemporaryFolder folder;
  const std::string file = (folder.path() / "journal").string();
  const std::string address = "unix:" + (folder.path() / "socket").string();
  const auto channel = idl::Channel::connect(
      address,
      {.lazy = true, .backoff = {.spread = idl::Duration::zero(), .first = idl::Duration::zero()}});
  REQUIRE(channel);
  const OrderService::Client client(*channel);
  std::mt19937 random(20);  // NOLINT(*-msc51-cpp): the same kills each time
  Journal journal;
  const unsigned long kills = idl::test::repetitions("IDL_KILLS", 1'000, 100);
  for (unsigned long i = 0; i < kills; ++i) {
    e2e::ServerProcess server({E2E_JOURNALING_SERVER, file, address});
    REQUIRE(server.next_line() == address);
    {
      const Killer killer(server, journal, random);
      call_until_killed(client, journal);
    }
    CHECK(server.await_end() == idl::ExitStatus{.signal = SIGKILL});
  }
  check_agreement(journal.outcomes(), executions(file));
}
