// Declared errors through generated code, as exceptions: those that value() throws at the caller,
// and those that handlers throw.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>

#include <idl/run_task.h>
#include <idl/server.h>

#include "services.rpc.h"

namespace {

using golden::services::Broken;
using golden::services::Everything;
using golden::services::Mode;
using golden::services::Refused;
using golden::services::Reply;
using golden::services::Request;
using golden::services::Small;
using golden::services::Streams;
using golden::services::Ticket;

/// What the handlers of one test do; each either returns or throws.
struct Script {
  std::function<Everything::FailingResult()> failing{};
  std::function<Everything::FailingTwiceResult()> failing_twice{};
  std::function<Streams::QuoteResult()> quote{};
};

class Plain final : public Everything::Server {
 public:
  explicit Plain(const Script& script) : script_(script) {}

 private:
  Everything::FailingResult failing(idl::Context&) override { return script_.failing(); }
  Everything::FailingTwiceResult failing_twice(idl::Context&, Request) override {
    return script_.failing_twice();
  }

  const Script& script_;
};

class Coroutines final : public Everything::AsyncServer {
 public:
  explicit Coroutines(const Script& script) : script_(script) {}

 private:
  idl::Task<Everything::FailingResult> failing(idl::Context&) override {
    co_return script_.failing();
  }
  idl::Task<Everything::FailingTwiceResult> failing_twice(idl::Context&, Request) override {
    co_return script_.failing_twice();
  }

  const Script& script_;
};

class PlainStreams final : public Streams::Server {
 public:
  explicit PlainStreams(const Script& script) : script_(script) {}

 private:
  Streams::QuoteResult quote(idl::Context&, Mode, std::uint8_t, idl::Reader<Small>,
                             idl::Writer<Ticket> tickets) override {
    CHECK(tickets.write(Ticket("t-1")));
    return script_.quote();
  }

  const Script& script_;
};

class CoroutineStreams final : public Streams::AsyncServer {
 public:
  explicit CoroutineStreams(const Script& script) : script_(script) {}

 private:
  idl::Task<Streams::QuoteResult> quote(idl::Context&, Mode, std::uint8_t, idl::AsyncReader<Small>,
                                        idl::AsyncWriter<Ticket> tickets) override {
    const Ticket ticket("t-1");
    const bool accepted = co_await tickets.write(ticket);
    CHECK(accepted);
    co_return script_.quote();
  }

  const Script& script_;
};

/// One service at an address of this process.
template <class Service>
class Served {
 public:
  explicit Served(const Script& script) : service_(script) {
    server_.add(service_).value();
    address_ = server_.listen("memory:declared").value();
  }
  [[nodiscard]] idl::Channel connect() const { return idl::Channel::connect(address_).value(); }

 private:
  Service service_;
  idl::Server server_;
  idl::Address address_;
};

/// Runs a test's body against plain handlers, and against coroutines.
template <class Body>
void against_each(const Script& script, const Body& body) {
  {
    const Served<Plain> served(script);
    body(Everything::Client(served.connect()));
  }
  const Served<Coroutines> served(script);
  body(Everything::Client(served.connect()));
}
template <class Body>
void against_each_with_streams(const Script& script, const Body& body) {
  {
    const Served<PlainStreams> served(script);
    body(Streams::Client(served.connect()));
  }
  const Served<CoroutineStreams> served(script);
  body(Streams::Client(served.connect()));
}

/// What is caught of a call that throws, in words.
template <class Call>
std::string caught(const Call& call) {
  try {
    call();
  } catch (const Refused& refused) {
    return "refused: " + refused.why;
  } catch (const Broken&) {
    return "broken";
  } catch (const idl::CallError& error) {
    return to_text(error.error());
  }
  return "nothing";
}

TEST_CASE("a declared error is caught by its type, whichever of several it is") {
  Script script;
  against_each(script, [&script](const Everything::Client& client) {
    script.failing_twice = [] { return Refused{.why = "late"}; };
    CHECK(caught([&] { (void)client.failing_twice({}).value(); }) == "refused: late");
    script.failing_twice = [] { return Broken{}; };
    CHECK(caught([&] { (void)client.failing_twice({}).value(); }) == "broken");
    script.failing_twice = [] { return idl::fail("out of paper"); };
    CHECK(caught([&] { (void)client.failing_twice({}).value(); }) ==
          "Application: out of paper (executed Maybe, origin Application)");
    script.failing_twice = [] { return Reply{}; };
    CHECK(caught([&] { (void)client.failing_twice({}).value(); }) == "nothing");
  });
}

TEST_CASE("a declared error is a CallError as well, which says what is said of every failure") {
  Script script{.failing = [] { return Refused{.why = "late"}; }};
  const Served<Plain> served(script);
  const Everything::Client client(served.connect());
  try {
    client.failing().value();
    FAIL("nothing was thrown");
  } catch (const idl::CallError& error) {
    CHECK(error.error().code == idl::Code::DeclaredError);
    CHECK(error.error().message == "golden.services.Refused");
    const auto* refused = dynamic_cast<const idl::Thrown<Refused>*>(&error);
    REQUIRE(refused != nullptr);
    CHECK(refused->why == "late");
  }
}

idl::Task<std::string> caught_by_coroutine(const Everything::Client& client) {
  auto pending = client.async().failing();
  const auto result = co_await pending;
  co_return caught([&] { result.value(); });
}

TEST_CASE("a started call throws a declared error as a blocking one does") {
  Script script{.failing = [] { return Refused{.why = "late"}; }};
  against_each(script, [](const Everything::Client& client) {
    CHECK(caught([&] { client.async().failing().wait().value(); }) == "refused: late");
    CHECK(idl::sync_wait(caught_by_coroutine(client)) == "refused: late");
  });
}

idl::Task<std::string> caught_behind_stream(const Streams::Client& client) {
  auto call = client.async().quote(Mode::fast);
  const auto result = co_await call.finish();
  co_return caught([&] { result.value(); });
}

TEST_CASE("a call with streams throws a declared error, also at the end of its range") {
  Script script{.quote = [] { return Refused{.why = "sold out"}; }};
  against_each_with_streams(script, [](const Streams::Client& client) {
    auto ended = client.quote(Mode::fast);
    CHECK(caught([&] { ended.finish().value(); }) == "refused: sold out");

    auto ranged = client.quote(Mode::fast);
    std::string tickets;
    const auto read = [&] {
      for (const Ticket& ticket : ranged) tickets += ticket.value();
    };
    CHECK(caught(read) == "refused: sold out");
    CHECK(tickets == "t-1");
    CHECK(ranged.finish().error_as<Refused>()->why == "sold out");

    CHECK(idl::sync_wait(caught_behind_stream(client)) == "refused: sold out");
  });
}

TEST_CASE("a declared error that a handler throws is its answer, as if it had returned it") {
  Script script;
  script.failing = []() -> Everything::FailingResult { throw Refused{.why = "thrown"}; };
  script.failing_twice = []() -> Everything::FailingTwiceResult { throw Broken{}; };
  script.quote = []() -> Streams::QuoteResult { throw Refused{.why = "thrown"}; };
  against_each(script, [](const Everything::Client& client) {
    const auto failed = client.failing();
    REQUIRE(failed.error_as<Refused>() != nullptr);
    CHECK(failed.error_as<Refused>()->why == "thrown");
    CHECK(client.failing_twice({}).error_as<Broken>() != nullptr);
  });
  against_each_with_streams(script, [](const Streams::Client& client) {
    const auto ended = client.quote(Mode::fast).finish();
    REQUIRE(ended.error_as<Refused>() != nullptr);
    CHECK(ended.error_as<Refused>()->why == "thrown");
  });
}

TEST_CASE("a handler passes on what a call of its own has thrown, if it declares that itself") {
  Script inner{.failing = [] { return Refused{.why = "inside"}; },
               .failing_twice = [] { return Broken{}; }};
  const Served<Plain> inside(inner);
  const Everything::Client nested(inside.connect());
  Script outer;
  // Declared by both methods: it goes on to the caller.
  outer.failing_twice = [&]() -> Everything::FailingTwiceResult {
    nested.failing().value();
    return Reply{};
  };
  // Broken is not declared by failing(): the caller hears of a handler that threw.
  outer.failing = [&]() -> Everything::FailingResult {
    (void)nested.failing_twice({}).value();
    return {};
  };
  Plain plain(outer);
  idl::Server server;
  server.add(plain).value();
  const auto channel = idl::Channel::connect(server.listen("memory:outside").value()).value();
  const Everything::Client client(channel);
  CHECK(caught([&] { (void)client.failing_twice({}).value(); }) == "refused: inside");
  const auto failed = client.failing();
  CHECK(failed.error().code == idl::Code::Internal);
  CHECK(failed.error().origin == idl::Origin::Application);
}

}  // namespace
