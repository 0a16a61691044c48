// Services as parameters and results: called back, kept alive as long as somebody holds a
// reference, and ended with the last one or the connection. That an object is gone is seen by its
// destructor.
#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "fixture.h"
#include "room_probe.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;

namespace {

/// An object that says when it is gone.
class Object final : public probe::Server {
 public:
  explicit Object(std::shared_ptr<probe::Gate> gone, std::string name = "object")
      : gone_(std::move(gone)) {
    on_echo = [name = std::move(name)](idl::Context&, const std::string& text) {
      return probe::EchoResult(name + ": " + text);
    };
  }
  ~Object() override { gone_->open(); }

 private:
  std::shared_ptr<probe::Gate> gone_;
};

/// A served room that keeps what it is given.
struct Room {
  explicit Room(probe::Over over = probe::Over::Unix) {
    service.on_keep = [this](idl::Context&, probe::Client listener) {
      const std::lock_guard guard(mutex);
      kept.push_back(std::move(listener));
      return probe::KeepResult();
    };
    service.on_keep_all = [this](idl::Context&, std::vector<probe::Client> all,
                                 std::optional<probe::Client> one) {
      const std::lock_guard guard(mutex);
      kept = std::move(all);
      if (one) kept.push_back(std::move(*one));
      return probe::KeepResult();
    };
    service.on_open = [this](idl::Context&) {
      return probe::OpenResult(std::make_shared<Object>(gone, "opened"));
    };
    service.on_tell = [this](idl::Context&, const probe::Client& listener) {
      (void)listener.echo("told");
      told->open();
    };
    REQUIRE(server.add(service));
    const std::string where = over == probe::Over::Tcp    ? "tcp:127.0.0.1:0"
                              : over == probe::Over::Unix ? "unix:" + folder.path() + "/room"
                                                          : "memory:" + folder.path();
    address = server.listen(where).value();
  }

  [[nodiscard]] idl::Channel connect() const { return idl::Channel::connect(address).value(); }
  [[nodiscard]] std::shared_ptr<Object> object() const { return std::make_shared<Object>(gone); }
  void forget() {
    const std::lock_guard guard(mutex);
    kept.clear();
  }

  probe::TempFolder folder;
  probe::RoomServer service;
  std::shared_ptr<probe::Gate> gone = std::make_shared<probe::Gate>();
  std::shared_ptr<probe::Gate> told = std::make_shared<probe::Gate>();
  std::mutex mutex;
  std::vector<probe::Client> kept;
  idl::Address address;
  idl::Server server;  // last: its threads use the rest
};

}  // namespace

TEST_CASE("a service that is passed as a parameter is called back") {
  probe::over_each([](probe::Over over) {
    Room room(over);
    const idl::Channel channel = room.connect();
    CHECK(probe::RoomClient(channel).keep(room.object()));
    REQUIRE(room.kept.size() == 1);
    CHECK(room.kept[0].echo("a").value() == "object: a");
    CHECK(room.kept[0].start_echo("b").wait().value() == "object: b");
  });
}

TEST_CASE("a service that is passed as a result is called") {
  probe::over_each([](probe::Over over) {
    const Room room(over);
    const idl::Channel channel = room.connect();
    const auto opened = probe::RoomClient(channel).open();
    REQUIRE(opened);
    CHECK(opened->echo("a").value() == "opened: a");
  });
}

TEST_CASE("lists and optional references arrive in their order") {
  Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  const std::vector<probe::Client> all{std::make_shared<Object>(room.gone, "first"),
                                       std::make_shared<Object>(room.gone, "second")};
  CHECK(client.keep_all(all, std::nullopt));
  REQUIRE(room.kept.size() == 2);
  CHECK(room.kept[1].echo("a").value() == "second: a");
  CHECK(client.keep_all({}, probe::Client(std::make_shared<Object>(room.gone, "only"))));
  REQUIRE(room.kept.size() == 1);
  CHECK(room.kept[0].echo("a").value() == "only: a");
}

TEST_CASE("an object lives as long as its last reference at the other end") {
  probe::over_each([](probe::Over over) {
    Room room(over);
    const idl::Channel channel = room.connect();
    std::weak_ptr<Object> object;
    {
      const auto made = room.object();
      object = made;
      CHECK(probe::RoomClient(channel).keep(made));
    }
    std::optional<probe::Client> copy = room.kept[0];
    room.forget();
    CHECK(copy->echo("a"));
    CHECK(!object.expired());
    copy.reset();
    room.gone->pass();
  });
}

TEST_CASE("an object that was returned lives as long as its last reference at the caller") {
  const Room room;
  const idl::Channel channel = room.connect();
  std::optional<probe::Client> opened = probe::RoomClient(channel).open().value();
  CHECK(opened->echo("a"));
  opened.reset();
  room.gone->pass();
}

TEST_CASE("an object ends with the connection, whoever ends it") {
  {
    Room room;
    {
      const idl::Channel channel = room.connect();
      CHECK(probe::RoomClient(channel).keep(room.object()));
    }
    room.gone->pass();
    CHECK(room.kept[0].echo("a").error().executed == Executed::No);
  }
  Room room;
  const idl::Channel channel = room.connect();
  CHECK(probe::RoomClient(channel).keep(room.object()));
  room.server.shutdown(0s);
  room.gone->pass();
}

TEST_CASE("a reference whose connection is over says so, and nothing has run") {
  const Room room;
  std::optional<idl::Channel> channel = room.connect();
  const probe::Client opened = probe::RoomClient(*channel).open().value();
  channel.reset();
  const auto late = opened.echo("a");
  REQUIRE(!late);
  CHECK(late.error().code == Code::Unavailable);
  CHECK(late.error().executed == Executed::No);
  CHECK(late.error().message.find("is over") != std::string::npos);
}

TEST_CASE("the same object may be passed again and again") {
  Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  const probe::Client same(room.object());
  for (int i = 0; i < 100; ++i) CHECK(client.keep(same));
  for (const probe::Client& one : room.kept) CHECK(one.echo("a"));
  room.kept.resize(1);
  CHECK(client.keep(same));
  CHECK(room.kept[0].echo("a"));
  CHECK(room.kept[1].echo("a"));
}

TEST_CASE("passing and letting go at the same time never ends an object that is held") {
  Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  const probe::Client same(room.object());
  std::atomic<int> broken = 0;
  room.service.on_keep = [&](idl::Context&, const probe::Client& listener) {
    if (!listener.echo("a")) ++broken;
    return probe::KeepResult();
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) {
        if (!client.keep(same)) ++broken;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(broken == 0);
}

TEST_CASE("a reference that was received cannot be passed on, and nothing is sent") {
  const Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  const auto passed_on = client.keep(client.open().value());
  REQUIRE(!passed_on);
  CHECK(passed_on.error().code == Code::InvalidArgument);
  CHECK(passed_on.error().executed == Executed::No);
  CHECK(client.keep(probe::Client(channel)).error().code == Code::InvalidArgument);
  CHECK(client.keep(probe::Client()).error().code == Code::InvalidArgument);
}

TEST_CASE("a client that stands for an object of this process makes no calls") {
  const Room room;
  const probe::Client own(room.object());
  CHECK(own.echo("a").error().executed == Executed::No);
  CHECK(probe::Client().echo("a").error().code == Code::InvalidArgument);
}

TEST_CASE("an object is not called for a method of another service") {
  Room room;
  const idl::Channel channel = room.connect();
  CHECK(probe::RoomClient(channel).keep(room.object()));
  const auto unknown = room.kept[0].unknown();
  REQUIRE(!unknown);
  CHECK(unknown.error().code == Code::Unimplemented);
  CHECK(unknown.error().executed == Executed::No);
}

TEST_CASE("references that the receiver does not know, or does not take, are given back") {
  Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  SUBCASE("of a parameter that is newer than the server") {
    CHECK(client.keep_two(std::make_shared<Object>(std::make_shared<probe::Gate>()),
                          probe::Client(room.object())));
  }
  SUBCASE("of a result that is newer than the client") { CHECK(client.open_and_forget()); }
  SUBCASE("of a call whose handler throws") {
    room.service.on_keep = [](idl::Context&, const probe::Client&) -> probe::KeepResult {
      throw std::runtime_error("no");
    };
    CHECK(!client.keep(room.object()));
  }
  SUBCASE("of a one-way call") {
    CHECK(client.tell(room.object()));
    room.told->pass();
  }
  room.gone->pass();
}

TEST_CASE("more references than a connection takes are refused on this side") {
  Room room;
  const idl::Channel channel = room.connect();
  const probe::RoomClient client(channel);
  for (int i = 0; i < 1000; ++i) {
    REQUIRE(client.keep(std::make_shared<Object>(std::make_shared<probe::Gate>())));
  }
  const auto refused = client.keep(room.object());
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  room.forget();
  // The server's releases are read with the answers.
  while (!client.keep(room.object())) std::this_thread::yield();
}

TEST_CASE("an object's handler may call its caller, which may call it again") {
  Room room;
  const auto object = room.object();
  std::optional<probe::RoomClient> client;
  std::atomic<int> depth = 0;
  object->on_echo = [&](idl::Context&, const std::string& text) {
    if (++depth < 4) CHECK(client->keep(object));
    return probe::EchoResult(text);
  };
  room.service.on_keep = [](idl::Context&, const probe::Client& listener) {
    CHECK(listener.echo("again"));
    return probe::KeepResult();
  };
  const idl::Channel channel = room.connect();
  client.emplace(channel);
  CHECK(client->keep(object));
  CHECK(depth == 4);
  client.reset();
}

TEST_CASE("a call reaches its object, however long it is and whenever the reference goes") {
  const std::string large(2'000'000, 'x');
  for (const auto over : {probe::Over::Tcp, probe::Over::Unix, probe::Over::Memory}) {
    CAPTURE(static_cast<int>(over));
    Room room(over);
    std::atomic<int> heard = 0;
    probe::Gate all;
    room.service.on_open = [&](idl::Context&) {
      auto object = std::make_shared<Object>(std::make_shared<probe::Gate>());
      object->on_note = [&](idl::Context&, const std::string& text) {
        CHECK(text.size() == large.size());
        if (++heard == 10) all.open();
      };
      return probe::OpenResult(object);
    };
    const probe::RoomClient client(room.connect());
    for (int i = 0; i < 10; ++i) {
      auto object = client.open();
      REQUIRE(object);
      CHECK(object->note(large));
      auto started = object->start_echo(large);
      *object = probe::Client();
      CHECK(started.wait().value().size() == large.size() + 8);
    }
    all.pass();
  }
}
