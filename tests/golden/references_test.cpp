// Services as values through generated code: objects that are passed are called back, and those
// that are returned are called, in this process' memory.
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <idl/server.h>

#include "references.rpc.h"

namespace {

using golden::references::Observer;
using golden::references::Registry;
using golden::references::Subscription;

class Doubling final : public Observer::Server {
  Observer::ChangedResult changed(idl::Context&, std::uint64_t id) override { return 2 * id; }
};

class Renewed final : public Subscription::Server {
  Subscription::RenewResult renew(idl::Context&) override { return ++times_; }

  std::uint32_t times_ = 0;
};

class Kept final : public Registry::Server {
 public:
  Registry::WatchResult watch(idl::Context&, std::string name, Observer::Client observer) override {
    observers.insert_or_assign(std::move(name), std::move(observer));
    return Subscription::Client(std::make_shared<Renewed>());
  }
  Registry::WatchAllResult watch_all(idl::Context&, std::vector<Observer::Client> all,
                                     std::optional<Observer::Client> last) override {
    for (std::size_t i = 0; i < all.size(); ++i) observers[std::to_string(i)] = all[i];
    if (last) observers["last"] = *last;
    return {};
  }
  Registry::CurrentResult current(idl::Context&) override {
    if (observers.empty()) return std::optional<Observer::Client>();
    return std::optional<Observer::Client>(std::make_shared<Doubling>());
  }
  Registry::AllResult all(idl::Context&) override {
    return std::vector<Observer::Client>{std::make_shared<Doubling>(),
                                         std::make_shared<Doubling>()};
  }
  Registry::BranchResult branch(idl::Context&, std::optional<Registry::Client>) override {
    return Registry::Client(std::make_shared<Kept>());
  }

  std::map<std::string, Observer::Client> observers;
};

struct Served {
  Served() {
    REQUIRE(server.add(kept));
    channel = idl::Channel::connect(server.listen("memory:golden-references").value()).value();
    registry = Registry::Client(*channel);
  }

  Kept kept;
  idl::Server server;
  std::optional<idl::Channel> channel;
  Registry::Client registry;
};

}  // namespace

TEST_CASE("a generated client stands for an object that is passed, and calls one that arrived") {
  Served served;
  const auto subscription = served.registry.watch("one", std::make_shared<Doubling>());
  REQUIRE(subscription);
  CHECK(subscription->renew().value() == 1);
  CHECK(subscription->renew().value() == 2);
  CHECK(served.kept.observers.at("one").changed(21).value() == 42);
}

TEST_CASE("lists of services and optional ones travel through generated code") {
  Served served;
  CHECK(!served.registry.current().value().has_value());
  const Observer::Client same(std::make_shared<Doubling>());
  CHECK(served.registry.watch_all({same, same}, same));
  CHECK(served.kept.observers.size() == 3);
  for (const auto& [name, observer] : served.kept.observers) {
    CHECK(observer.changed(1).value() == 2);
  }
  CHECK(served.registry.current().value()->changed(4).value() == 8);
  CHECK(served.registry.all().value().at(1).changed(5).value() == 10);
}

TEST_CASE("a service hands out another of its own kind") {
  Served served;
  const Registry::Client branch = served.registry.branch().value();
  CHECK(branch.watch("two", std::make_shared<Doubling>()));
  CHECK(served.kept.observers.empty());
}

TEST_CASE("generated clients are equal if they call the same") {
  const Observer::Client one(std::make_shared<Doubling>());
  const Observer::Client copy = one;
  CHECK(one == copy);
  CHECK(one != Observer::Client(std::make_shared<Doubling>()));
  CHECK(Observer::Client() == Observer::Client());
}
