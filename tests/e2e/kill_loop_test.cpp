// A server process that is killed again and again while a client calls it. The server writes each
// execution down before it answers, the client what it was told; in the end the two must agree.
// IDL_KILLS=1000 makes it a thousand kills.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <idl/server.h>

#include "orders.rpc.h"
#include "tests/support/temporary_folder.h"

namespace {

using shop::v1::OrderService;

/// Writes the number of each order that it cancels into a file, and only then says that it is done.
class JournalingShop final : public OrderService::Server {
 public:
  explicit JournalingShop(const std::string& journal)
      : journal_(::open(journal.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0600)) {}

  OrderService::CancelResult cancel(idl::Context&, std::uint64_t id,
                                    std::optional<std::string>) override {
    const std::string line = std::to_string(id) + '\n';
    if (::write(journal_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
      ::_exit(3);
    }
    return {};
  }

 private:
  const int journal_;
};

/// The child's life: serves until it is killed. Says through the pipe that it listens.
[[noreturn]] void serve(const std::string& journal, const std::string& address, int pipe) {
  JournalingShop shop(journal);
  idl::Server server;
  if (!server.add(shop) || !server.listen(address)) ::_exit(4);
  if (::write(pipe, "!", 1) != 1) ::_exit(5);
  for (;;) ::pause();
}

/// Starts a server and waits until it listens.
pid_t start_server(const std::string& journal, const std::string& address) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) serve(journal, address, ends[1]);
  ::close(ends[1]);
  char ready = 0;
  REQUIRE(::read(ends[0], &ready, 1) == 1);
  ::close(ends[0]);
  return child;
}

/// What the client was told of a call.
enum class Told { Done, NotExecuted, Maybe };

Told told_by(const OrderService::CancelResult& result) {
  if (result) return Told::Done;
  return result.error().executed == idl::Executed::No ? Told::NotExecuted : Told::Maybe;
}

/// Calls, several at a time and one that waits, until the server is gone.
void call_until_killed(const OrderService::Client& client, std::vector<Told>& journal) {
  constexpr int kAtOnce = 6;
  for (bool alive = true; alive;) {
    std::vector<idl::Pending<OrderService::CancelResult>> started;
    for (int i = 0; i < kAtOnce; ++i) {
      started.push_back(client.async().cancel(journal.size() + static_cast<std::size_t>(i)));
    }
    for (auto& call : started) {
      journal.push_back(told_by(call.wait()));
      alive = alive && journal.back() == Told::Done;
    }
    journal.push_back(told_by(client.cancel(journal.size())));
    alive = alive && journal.back() == Told::Done;
  }
}

std::map<std::size_t, int> executions(const std::string& journal) {
  std::map<std::size_t, int> times;
  std::ifstream file(journal);
  for (std::size_t id = 0; file >> id;) ++times[id];
  return times;
}

int kills_wanted() {
  const char* text = std::getenv("IDL_KILLS");
  return text == nullptr ? 30 : std::atoi(text);
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
  std::vector<Told> told;
  for (int i = 0; i < kills_wanted(); ++i) {
    const pid_t server = start_server(file, address);
    std::thread killer([server, pause = std::chrono::microseconds(random() % 4000)] {
      std::this_thread::sleep_for(pause);
      ::kill(server, SIGKILL);
    });
    call_until_killed(client, told);
    killer.join();
    ::waitpid(server, nullptr, 0);
  }
  const auto times = executions(file);
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
