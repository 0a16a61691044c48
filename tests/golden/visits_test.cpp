// Services that pass each other, and services among several results, through generated code and
// over Unix sockets: all of it is called; what cannot arrive is given back; late calls say so.
#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <idl/marshal.h>
#include <idl/server.h>

#include "tests/support/temporary_folder.h"
#include "visits.rpc.h"

namespace {

using namespace std::chrono_literals;
using golden::visits::House;
using golden::visits::Room;
using golden::visits::Suite;
using golden::visits::Visitor;
using idl::Code;
using idl::Executed;
using idl::Fd;

/// Says that an object has been destroyed.
class Gone {
 public:
  void say() {
    said_.test_and_set();
    said_.notify_all();
  }
  void wait() const { said_.wait(false); }

 private:
  std::atomic_flag said_;
};

class Guest final : public Visitor::Server {
 public:
  explicit Guest(std::string name) : name_(std::move(name)) {}

  Visitor::NameResult name(idl::Context&) override { return name_; }
  Visitor::MeetResult meet(idl::Context&, std::optional<Visitor::Client> other) override {
    const std::string met = other ? other->name().value() : "nobody";
    return Visitor::Client(std::make_shared<Guest>(name_ + " with " + met));
  }
  Visitor::VisitResult visit(idl::Context&, House::Client house,
                             std::optional<House::Client> next) override {
    const auto rooms = house.rooms().value().size() + (next ? next->rooms().value().size() : 0);
    return static_cast<std::uint32_t>(rooms);
  }

 private:
  std::string name_;
};

/// The same with handlers that are coroutines, which wait for calls of their own.
class PatientGuest final : public Visitor::AsyncServer {
 public:
  idl::Task<Visitor::NameResult> name(idl::Context&) override { co_return "patience"; }
  idl::Task<Visitor::MeetResult> meet(idl::Context&,
                                      std::optional<Visitor::Client> other) override {
    auto asked = other->async().name();
    const auto met = co_await asked;
    if (!met) co_return met.error();
    co_return Visitor::Client(std::make_shared<PatientGuest>());
  }
};

class Chamber final : public Suite::Server {
 public:
  explicit Chamber(Gone* gone = nullptr) : gone_(gone) {}
  ~Chamber() override {
    if (gone_ != nullptr) gone_->say();
  }

  Room::NextResult next(idl::Context&) override {
    return Room::NextValues{
        .steps = 2, .room = Room::Client(std::make_shared<Chamber>()), .suite = std::nullopt};
  }
  Room::SuiteResult suite(idl::Context&, std::optional<Suite::Client> instead) override {
    return instead ? Room::SuiteResult(idl::fail("there is one already"))
                   : Suite::Client(std::make_shared<Chamber>());
  }
  Suite::CloseResult close(idl::Context&) override { return {}; }

 private:
  Gone* gone_;
};

/// A house that does as each test says.
class Home final : public House::Server {
 public:
  using Enter = std::function<House::EnterResult(Visitor::Client, std::optional<Visitor::Client>)>;

  House::EnterResult enter(idl::Context&, Visitor::Client visitor,
                           std::optional<Visitor::Client> companion) override {
    return on_enter(std::move(visitor), std::move(companion));
  }
  House::RoomsResult rooms(idl::Context&) override {
    return std::vector<Room::Client>{std::make_shared<Chamber>(), std::make_shared<Chamber>()};
  }

  Enter on_enter;
};

/// Both ends of a pipe. What can be read from it ends when nobody can write any more.
struct Pipe {
  Pipe() {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    reader = Fd(ends[0]);
    writer = Fd(ends[1]);
  }
  [[nodiscard]] bool has_ended() const {
    char byte = 0;
    return ::read(reader.get(), &byte, 1) == 0;
  }

  Fd reader{};
  Fd writer{};
};

/// What a visitor gets, with objects that tell when they are gone.
struct Welcome {
  [[nodiscard]] House::EnterValues values() {
    return {.number = 0,
            .room = Room::Client(std::make_shared<Chamber>(&room_gone)),
            .present = {Visitor::Client(std::make_shared<Guest>("ada"))},
            .host = std::nullopt,
            .key = std::exchange(writer, std::nullopt)};
  }
  void check_given_back() {
    room_gone.wait();
    CHECK(key.has_ended());
  }

  Gone room_gone;
  Pipe key;
  std::optional<Fd> writer = std::move(key.writer);
};

struct Served {
  Served() {
    REQUIRE(server.add(home));
    const auto at = server.listen("unix:" + (folder.path() / "house").string());
    REQUIRE(at);
    channel = idl::Channel::connect(*at, {.max_descriptors = 1}).value();
    house = House::Client(*channel);
  }

  idl::test::TemporaryFolder folder;
  Home home;
  std::optional<idl::Channel> channel;
  House::Client house;
  idl::Server server{{.max_descriptors = 1}};  // its threads use the rest
};

TEST_CASE("services arrive among several results, with a descriptor and plain values") {
  Welcome welcome;
  Served served;
  served.home.on_enter = [&](const auto&, const auto& companion) {
    auto values = welcome.values();
    values.number = companion ? 2 : 1;
    values.host = Visitor::Client(std::make_shared<Guest>("grace"));
    return values;
  };
  const auto guest = std::make_shared<Guest>("bob");
  auto entered = served.house.enter(guest);
  REQUIRE(entered);
  CHECK(entered->number == 1);
  CHECK(entered->room.next()->steps == 2);
  CHECK(entered->present.at(0).name().value() == "ada");
  CHECK(entered->host->name().value() == "grace");
  CHECK(::write(entered->key->get(), "k", 1) == 1);

  entered = served.house.async().enter(guest, guest).wait();
  REQUIRE(entered);
  CHECK(entered->number == 2);
  CHECK(!entered->key);
}

TEST_CASE("services pass each other in a circle, and call each other back") {
  Served served;
  served.home.on_enter = [](const Visitor::Client& visitor, const auto&) {
    const House::Client annex(std::make_shared<Home>());
    return House::EnterValues{
        .number = visitor.visit(annex).value() * 10 + visitor.visit(annex, annex).value(),
        .room = Room::Client(std::make_shared<Chamber>()),
        .present = {},
        .host = std::nullopt,
        .key = std::nullopt};
  };
  CHECK(served.house.enter(std::make_shared<Guest>("ada"))->number == 24);
}

TEST_CASE("a service hands out one that extends it, which works as both") {
  const Served served;
  const Room::Client room = served.house.rooms().value().at(0);
  const Suite::Client suite = room.suite().value();
  CHECK(suite.close());
  CHECK(suite.next()->room->next()->steps == 2);
  const Room::Client as_room = suite;
  CHECK(as_room.next());
  CHECK(room.suite(Suite::Client(std::make_shared<Chamber>())).error().message ==
        "there is one already");
}

TEST_CASE("an object whose handlers are coroutines can be passed") {
  Served served;
  served.home.on_enter = [](const Visitor::Client& visitor, const auto&) {
    const Visitor::Client met = visitor.meet(std::make_shared<Guest>("ada")).value();
    return House::EnterValues{.number = 0,
                              .room = Room::Client(std::make_shared<Chamber>()),
                              .present = {Visitor::Client(std::make_shared<PatientGuest>())},
                              .host = std::nullopt,
                              .key = std::nullopt};
  };
  const auto entered = served.house.enter(std::make_shared<PatientGuest>());
  REQUIRE(entered);
  CHECK(entered->present.at(0).name().value() == "patience");
}

TEST_CASE("of results of which one cannot be given, none is") {
  Welcome welcome;
  Served served;
  served.home.on_enter = [&](const Visitor::Client& visitor, const auto&) {
    auto values = welcome.values();
    values.host = visitor;
    return values;
  };
  const auto entered = served.house.enter(std::make_shared<Guest>("ada"));
  REQUIRE(!entered);
  CHECK(entered.error().code == Code::InvalidArgument);
  CHECK(entered.error().message.find("only a service of this process") != std::string::npos);
  welcome.check_given_back();
}

TEST_CASE("results that the caller cannot read are given back") {
  Welcome welcome;
  Served served;
  served.home.on_enter = [&](const auto&, const auto&) { return welcome.values(); };
  const idl::Method enter = served.home.methods().front().method;
  // As if a service were the first result, and the only one.
  const auto misread =
      idl::Stub(*served.channel)
          .call<idl::Result<Room::Client>>(enter, Visitor::Client(std::make_shared<Guest>("ada")));
  REQUIRE(!misread);
  CHECK(misread.error().message.find("a reference did not come with") != std::string::npos);
  welcome.check_given_back();
}

TEST_CASE("results for which nobody waits any more are given back") {
  Welcome welcome;
  std::promise<void> running;
  std::promise<void> may_answer;
  Served served;
  served.home.on_enter = [&](const auto&, const auto&) {
    running.set_value();
    may_answer.get_future().wait();
    return welcome.values();
  };
  auto entered = served.house.async().enter(std::make_shared<Guest>("ada"));
  running.get_future().wait();
  SUBCASE("because the call was cancelled") { entered.cancel(); }
  SUBCASE("because the connection is over") { served.channel->close(); }
  CHECK(!entered.wait());
  may_answer.set_value();
  welcome.check_given_back();
}

TEST_CASE("services among results say that their connection is over") {
  Welcome welcome;
  Served served;
  served.home.on_enter = [&](const auto&, const auto&) { return welcome.values(); };
  const auto entered = served.house.enter(std::make_shared<Guest>("ada"));
  REQUIRE(entered);
  served.server.shutdown(0s);
  const auto late = entered->room.next();
  REQUIRE(!late);
  CHECK(late.error().code == Code::Unavailable);
  CHECK(late.error().executed == Executed::No);
  welcome.room_gone.wait();
}

TEST_CASE("a log shows the numbers of services") {
  const Served served;
  const auto next = served.house.rooms().value().at(0).next();
  REQUIRE(next);
  CHECK(to_text(*next).starts_with("NextValues{steps: 2, room: {number: "));
  CHECK(to_text(*next).ends_with("}, suite: null}"));
  CHECK(to_text(Room::NextValues{}) == "NextValues{steps: 0, room: null, suite: null}");
}

}  // namespace
