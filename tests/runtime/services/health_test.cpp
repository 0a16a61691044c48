// The built-in health service, asked over a real connection.
// Nothing here waits for the heartbeat: a watcher that hears nothing new would only be slower.
#include <doctest/doctest.h>

#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <idl/channel.h>
#include <idl/health_service.h>
#include <idl/server.h>

using idl_health::Health;
using idl_health::Status;

namespace {

struct Served {
  explicit Served(std::size_t max_watchers = idl::kMaxHealthWatchers,
                  const idl::ServerOptions& options = {})
      : service(std::make_shared<idl::HealthService>(max_watchers)), server(options) {
    REQUIRE(server.add(service));
    const auto bound = server.listen("tcp:127.0.0.1:0");
    REQUIRE(bound);
    address = *bound;
  }

  [[nodiscard]] Health::Client client(const idl::ChannelOptions& options = {}) const {
    const auto channel = idl::Channel::connect(address, options);
    REQUIRE(channel);
    return Health::Client(*channel);
  }

  std::shared_ptr<idl::HealthService> service;
  idl::Server server;
  idl::Address address;
};

/// The next state that differs from the one before.
Status next_after(Health::WatchCall& call, Status before) {
  for (;;) {
    const auto state = call.next();
    REQUIRE(state);
    if (*state != before) return *state;
  }
}

std::size_t threads_of_this_process() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("Threads:")) return std::stoul(line.substr(8));
  }
  return 0;
}

}  // namespace

TEST_CASE("the server as a whole serves until it says otherwise, and services are known once set") {
  Served served;
  const Health::Client client = served.client();
  CHECK(*client.check() == Status::serving);
  const auto unknown = client.check("shop.Orders");
  REQUIRE(unknown.error_as<idl_health::UnknownService>() != nullptr);
  CHECK(unknown.error_as<idl_health::UnknownService>()->service == "shop.Orders");
  served.service->set("shop.Orders", Status::not_serving);
  CHECK(*client.check("shop.Orders") == Status::not_serving);
  CHECK(*client.check() == Status::serving);
  served.service->set_all(Status::not_serving);
  CHECK(*client.check() == Status::not_serving);
}

TEST_CASE("a watcher hears of the state at once and of every change that lasts") {
  Served served;
  served.service->set("a", Status::unknown);
  auto call = served.client().watch("a");
  CHECK(call.next() == Status::unknown);
  served.service->set("a", Status::serving);
  CHECK(next_after(call, Status::unknown) == Status::serving);
  served.service->set("a", Status::not_serving);
  CHECK(next_after(call, Status::serving) == Status::not_serving);
  call.cancel();
  CHECK(!call.finish());
}

TEST_CASE("a state that nobody set cannot be watched") {
  Served served;
  auto call = served.client().watch("b");
  CHECK(!call.next());
  CHECK(call.finish().error_as<idl_health::UnknownService>() != nullptr);
}

TEST_CASE("watchers beyond the limit are refused, and the others go on") {
  Served served;
  const Health::Client client = served.client();
  std::vector<Health::WatchCall> calls;
  for (std::size_t i = 0; i < idl::kMaxHealthWatchers; ++i) {
    calls.push_back(client.watch());
    CHECK(calls.back().next() == Status::serving);
  }
  auto refused = client.watch();
  CHECK(!refused.next());
  CHECK(refused.finish().error().code == idl::Code::ResourceExhausted);
  served.service->set("", Status::not_serving);
  for (auto& call : calls) CHECK(next_after(call, Status::serving) == Status::not_serving);
}

TEST_CASE("a thousand watchers hold no thread each, and hear of a change all the same") {
  constexpr std::size_t kWatchers = 1'000;
  Served served(
      kWatchers,
      {.max_streams_per_connection = kWatchers, .max_streams = kWatchers, .max_threads = 8});
  const Health::Client client = served.client({.max_streams = kWatchers});
  std::vector<Health::WatchCall> calls;
  for (std::size_t i = 0; i < kWatchers; ++i) {
    calls.push_back(client.watch());
    CHECK(calls.back().next() == Status::serving);
  }
  // Of the server at most 9, 16 for coroutines to go on on, the client's, and this one.
  CHECK(threads_of_this_process() < 40);
  served.service->set("", Status::not_serving);
  for (auto& call : calls) CHECK(next_after(call, Status::serving) == Status::not_serving);
  CHECK(threads_of_this_process() < 40);
}

TEST_CASE("a watcher that has gone gives its place free") {
  Served served(1);
  int watched = 0;
  // The one before holds the place until its next sign of life.
  while (watched < 3) watched += served.client().watch().next() == Status::serving ? 1 : 0;
  CHECK(watched == 3);
}

TEST_CASE("a shutdown ends watchers, which does not take its whole grace") {
  Served served;
  auto call = served.client().watch();
  CHECK(call.next() == Status::serving);
  const auto report = served.server.shutdown(std::chrono::minutes(5));
  CHECK(report.open_calls.empty());
  while (call.next()) {
  }
  CHECK(call.finish().error().code == idl::Code::GoingAway);
}

TEST_CASE("what the health service tells can be compared, named and shown") {
  for (const Status status : {Status::unknown, Status::serving, Status::not_serving}) {
    CHECK(idl::from_string<Status>(to_string(status)) == status);
    CHECK(to_text(status) == to_string(status));
  }
  CHECK(idl::from_string<Status>("ill") == std::nullopt);
  CHECK(to_string(static_cast<Status>(77)).empty());
  const idl_health::UnknownService shop{.service = "shop"};
  CHECK(shop == idl_health::UnknownService{.service = "shop"});
  CHECK(shop != idl_health::UnknownService{.service = "board"});
  std::ostringstream shown;
  shown << shop << ' ' << Status::serving;
  CHECK(shown.str() == R"(UnknownService{service: "shop"} serving)");
}
