// A server that is shut down or destroyed by what it calls itself: interceptors around plain
// handlers and coroutines, a rule of admission, a log, the end of a service that it keeps. Nobody
// waits for himself, and no thread is left behind.
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <idl/interceptor.h>
#include <idl/log.h>

#include "async_probe.h"
#include "fixture.h"
#include "room_probe.h"
#include "tests/support/process_threads.h"

using idl::test::await_threads;
using idl::test::settled_threads;

namespace {

using Act = std::function<void()>;

/// Acts once, in whatever calls it first.
class Once {
 public:
  explicit Once(Act act) : act_(std::move(act)) {}
  void operator()() {
    if (!acted_.exchange(true)) act_();
  }

 private:
  const Act act_;
  std::atomic<bool> acted_ = false;
};

enum class Place { OnCall, OnEnd, AdmissionRule, LogOfRefusal };

struct ActingInterceptor final : idl::ServerInterceptor {
  ActingInterceptor(Once& wanted, Place at) : once(wanted), place(at) {}
  idl::Result<void> on_call(idl::Context&) override {
    if (place == Place::OnCall) once();
    return {};
  }
  void on_end(const idl::Context&, const idl::CallEnd&) override {
    if (place == Place::OnEnd) once();
  }
  Once& once;
  const Place place;
};

struct ActingLog final : idl::LogSink {
  explicit ActingLog(Once& wanted) : once(wanted) {}
  void write(idl::LogLevel, std::string_view) noexcept override { once(); }
  Once& once;
};

/// A server that calls `once` in one place, as soon as somebody calls it.
struct Acting {
  Acting(Place place, const std::shared_ptr<idl::Service>& service, Once& once) {
    idl::ServerOptions options;
    idl::ListenOptions listening;
    if (place == Place::AdmissionRule) {
      listening.admits = [&once](const auto&) { return once(), true; };
    } else if (place == Place::LogOfRefusal) {
      options.max_connections = 1;
      options.log = std::make_shared<ActingLog>(once);
    } else {
      options.interceptors = {std::make_shared<ActingInterceptor>(once, place)};
    }
    server = std::make_unique<idl::Server>(std::move(options));
    REQUIRE(server->add(service));
    const auto bound = server->listen("unix:" + folder.path() + "/socket", listening);
    REQUIRE(bound);
    address = *bound;
  }

  /// Two connections, so that one may be refused, and a call on each.
  void be_called() const {
    for (int i = 0; i < 2; ++i) {
      kept.push_back(idl::Channel::connect(address, {.lazy = true}).value());
      (void)probe::Client(kept.back()).with({.timeout = probe::kPatience}).echo("x");
    }
  }

  probe::TempFolder folder;
  std::unique_ptr<idl::Server> server;
  idl::Address address;
  mutable std::vector<idl::Channel> kept;
};

/// Calls `body` for each place, with plain handlers and with coroutines.
template <class Body>
void in_each_place(const Body& body) {
  for (const auto place :
       {Place::OnCall, Place::OnEnd, Place::AdmissionRule, Place::LogOfRefusal}) {
    for (const bool coroutines : {false, true}) {
      CAPTURE(static_cast<int>(place));
      CAPTURE(coroutines);
      std::shared_ptr<idl::Service> service = std::make_shared<probe::Server>();
      if (coroutines) service = std::make_shared<probe::AsyncServer>();
      body(place, service);
    }
  }
}

}  // namespace

TEST_CASE("P18 whatever a server calls may shut it down, and does not wait for itself") {
  in_each_place([](Place place, const std::shared_ptr<idl::Service>& service) {
    probe::Gate returned;
    std::unique_ptr<Acting> acting;
    Once once([&] {
      (void)acting->server->shutdown(std::chrono::hours(1));
      returned.open();
    });
    acting = std::make_unique<Acting>(place, service, once);
    acting->be_called();
    returned.pass();
    acting->kept.clear();
    acting->server->run();  // over once it has drained
  });
}

TEST_CASE("P17 whatever a server calls may destroy it, and no thread is left behind") {
  const std::size_t before = settled_threads();
  in_each_place([&](Place place, const std::shared_ptr<idl::Service>& service) {
    probe::Gate returned;
    std::unique_ptr<Acting> acting;
    Once once([&] {
      acting->server.reset();
      returned.open();
    });
    acting = std::make_unique<Acting>(place, service, once);
    acting->be_called();
    returned.pass();
    acting->kept.clear();
    CHECK(await_threads(before) == before);
  });
}

TEST_CASE("P17 P18 the end of a service that a server keeps may end the server") {
  struct Ending final : probe::Server {
    explicit Ending(Act act) : at_end(std::move(act)) {}
    ~Ending() override { at_end(); }
    const Act at_end;
  };
  const std::size_t before = settled_threads();
  for (const bool destroys : {false, true}) {
    CAPTURE(destroys);
    const auto returned = std::make_shared<probe::Gate>();
    const auto room = std::make_shared<probe::RoomServer>();
    auto server = std::make_unique<idl::Server>();
    room->on_open = [&](idl::Context&) {
      return probe::OpenResult(std::make_shared<Ending>([&server, destroys, returned] {
        if (destroys) server.reset();
        if (server) (void)server->shutdown(std::chrono::hours(1));
        returned->open();
      }));
    };
    REQUIRE(server->add(room));
    const probe::TempFolder folder;
    const auto address = server->listen("unix:" + folder.path() + "/room");
    REQUIRE(address);
    const auto channel = idl::Channel::connect(*address);
    REQUIRE(channel);
    CHECK(probe::RoomClient(*channel).open());  // its result is let go at once
    returned->pass();
  }
  CHECK(await_threads(before) == before);
}
