// The built-in health service, asked over a real connection.
// Nothing here waits for the heartbeat: a watcher that hears nothing new would only be slower.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include <idl/channel.h>
#include <idl/health_service.h>
#include <idl/server.h>

using idl_health::Health;
using idl_health::Status;

namespace {

struct Served {
  Served() {
    REQUIRE(server.add(service));
    const auto bound = server.listen("tcp:127.0.0.1:0");
    REQUIRE(bound);
    address = *bound;
  }

  [[nodiscard]] Health::Client client() const {
    const auto channel = idl::Channel::connect(address);
    REQUIRE(channel);
    return Health::Client(*channel);
  }

  std::shared_ptr<idl::HealthService> service = std::make_shared<idl::HealthService>();
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
