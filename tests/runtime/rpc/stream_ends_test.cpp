// How calls with streams end when somebody does not want them any more: cancel, deadline, stop and
// loss in every state, and destruction in every order. Nothing hangs, and each has one outcome.
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;

namespace {

/// What a test's handlers did. It outlives the server, whose handlers write to it.
struct Seen {
  explicit Seen(bool holds_answers = false) {
    if (!holds_answers) may_answer.open();
  }

  probe::Gate entered;
  probe::Gate ended;
  probe::Gate may_answer;
  std::atomic<bool> complete = false;
};

/// Handlers that go on until they are told that nobody waits.
void serve_for_ever(probe::Served& served, Seen& seen) {
  served.streams.on_watch = [&seen](idl::Context&, std::uint32_t,
                                    idl::Writer<std::string> out) -> probe::CheckResult {
    seen.entered.open();
    while (out.write(std::string(5000, 'x'))) {
    }
    seen.ended.open();
    seen.may_answer.pass();
    return {};
  };
  served.streams.on_upload = [&seen](idl::Context&,
                                     idl::Reader<std::string> in) -> probe::CountResult {
    seen.entered.open();
    while (in.next()) {
    }
    seen.complete = in.complete();
    seen.ended.open();
    seen.may_answer.pass();
    return probe::Counts{};
  };
  served.streams.on_chat = [&seen](idl::Context&, idl::Reader<std::string> in,
                                   idl::Writer<std::string> out) -> probe::EchoResult {
    seen.entered.open();
    while (const auto text = in.next()) {
      if (!out.write(*text)) break;
    }
    seen.complete = in.complete();
    seen.ended.open();
    seen.may_answer.pass();
    return std::string();
  };
}

/// Keeps a stream of the caller's open until its call is over; finish() would end it in order.
template <class Call>
void write_until_over(Call& call) {
  if constexpr (requires { call.write(std::string()); }) {
    while (call.write(std::string())) std::this_thread::sleep_for(1ms);
  }
}

/// Calls with each shape, over each transport.
template <class Body>
void with_each_shape(const Body& body) {
  probe::over_each([&body](probe::Over over) {
    for (int shape = 0; shape < 3; ++shape) {
      CAPTURE(shape);
      body(over, [shape](const probe::StreamClient& client, const auto& with_call) {
        if (shape == 0) with_call(client.watch(0));
        if (shape == 1) with_call(client.upload());
        if (shape == 2) with_call(client.chat());
      });
    }
  });
}

/// Tries `end` on a call of each shape whose handler has begun, and checks how it ended. `end` may
/// give a thread to be joined after that.
template <class End>
void end_each_shape(Code expected, const End& end) {
  with_each_shape([&](probe::Over over, const auto& begin) {
    Seen seen;
    auto served = std::make_unique<probe::Served>(over);
    serve_for_ever(*served, seen);
    idl::Channel channel = served->connect();
    begin(probe::StreamClient(channel), [&](auto call) {
      seen.entered.pass();
      std::thread helper = end(served, channel, call);
      CHECK(call.finish().error().code == expected);
      seen.ended.pass();
      if (helper.joinable()) helper.join();
      CHECK(!seen.complete);
    });
  });
}

}  // namespace

TEST_CASE("a caller that cancels ends both sides") {
  end_each_shape(Code::Cancelled, [](auto&, auto&, auto& call) {
    call.cancel();
    call.cancel();
    return std::thread();
  });
}

TEST_CASE("a deadline ends both sides; without one, a stream has none") {
  with_each_shape([](probe::Over over, const auto& begin) {
    Seen seen(true);  // an answer at the deadline might come before it
    probe::Served served(over);
    serve_for_ever(served, seen);
    probe::with_time_enough([&](idl::Duration timeout) {
      begin(served.stream_client().with({.timeout = timeout}), [](auto call) {
        write_until_over(call);
        CHECK(call.finish().error().code == Code::DeadlineExceeded);
      });
      return seen.entered.is_open();
    });
    seen.ended.pass();
    CHECK(!seen.complete);
    seen.may_answer.open();
  });
  const probe::Served served;
  auto call = served.stream_client().chat();
  REQUIRE(call.write("x"));
  CHECK(call.next());
}

TEST_CASE("a channel that is closed ends both sides") {
  end_each_shape(Code::Cancelled, [](auto&, auto& channel, auto&) {
    channel.close();
    return std::thread();
  });
}

TEST_CASE("calls that are destroyed are cancelled") {
  probe::over_each([](probe::Over over) {
    for (int shape = 0; shape < 3; ++shape) {
      Seen seen;
      probe::Served served(over);
      serve_for_ever(served, seen);
      const auto client = served.stream_client();
      if (shape == 0) {
        auto call = client.watch(0);
        seen.entered.pass();
        CHECK(call.next());
      }
      if (shape == 1) {
        auto call = client.upload();
        CHECK(call.write("x"));
        seen.entered.pass();
      }
      if (shape == 2) {
        auto call = client.chat();
        CHECK(call.write("x"));
        CHECK(call.next());
      }
      seen.ended.pass();
    }
  });
}

TEST_CASE("a thread that waits in a stream is woken by a cancel of another") {
  probe::over_each([](probe::Over over) {
    Seen seen;
    probe::Served served(over);
    served.streams.on_chat = [&seen](idl::Context& context, idl::Reader<std::string>,
                                     idl::Writer<std::string>) -> probe::EchoResult {
      seen.entered.open();
      while (!context.cancelled()) std::this_thread::sleep_for(1ms);
      seen.ended.open();
      return std::string();
    };
    auto call = served.stream_client().chat();
    std::atomic<int> waiting = 0;
    std::thread reader([&] {
      ++waiting;
      CHECK(!call.next());
    });
    std::thread writer([&] {
      ++waiting;
      // Nobody reads it, so this waits in the end.
      while (call.write(std::string(50'000, 'x'))) {
      }
    });
    seen.entered.pass();
    while (waiting < 2) std::this_thread::yield();
    std::this_thread::sleep_for(10ms);
    call.cancel();
    reader.join();
    writer.join();
    CHECK(call.finish().error().code == Code::Cancelled);
    seen.ended.pass();
  });
}

TEST_CASE("a server may go while streams flow in all directions") {
  probe::over_each([](probe::Over over) {
    Seen seen;
    auto served = std::make_unique<probe::Served>(over);
    serve_for_ever(*served, seen);
    const idl::Channel channel = served->connect();
    const probe::StreamClient client(channel);
    auto watch = client.watch(0);
    auto upload = client.upload();
    auto chat = client.chat();
    CHECK(watch.next());
    std::thread writer([&upload] {
      while (upload.write(std::string(100, 'x'))) {
      }
    });
    CHECK(chat.write("x"));
    CHECK(chat.next());
    served.reset();
    writer.join();
    while (watch.next()) {
    }
    CHECK(!watch.finish());
    CHECK(!upload.finish());
    CHECK(!chat.next());
    CHECK(!chat.finish());
  });
}

TEST_CASE("calls outlive their client and their channel") {
  const probe::Served served;
  auto client = std::make_unique<probe::StreamClient>(served.connect());
  auto call = client->chat();
  client.reset();
  REQUIRE(call.write("x"));
  CHECK(call.next().value() == "x");
  auto moved = std::move(call);
  REQUIRE(moved.write("y"));
  CHECK(moved.next().value() == "y");
  CHECK(moved.finish().value() == "bye");
}

TEST_CASE("a lost connection ends streams; the next call gets a new one") {
  auto served = std::make_unique<probe::Served>(probe::Over::Unix);
  const std::string folder = served->folder.path();
  const idl::Channel channel = served->connect();
  auto call = probe::StreamClient(channel).chat();
  REQUIRE(call.write("x"));
  CHECK(call.next());
  served->server.shutdown(0s);
  CHECK(!call.next());
  CHECK(!call.finish());
}

TEST_CASE("streams are limited, so that calls always find a thread") {
  idl::ServerOptions options;
  options.max_threads = 4;
  Seen seen;
  probe::Served served(probe::Over::Unix, options);
  serve_for_ever(served, seen);
  const idl::Channel channel = served.connect();
  const probe::StreamClient client(channel);
  auto first = client.chat();
  auto second = client.chat();
  REQUIRE(first.write("x"));
  REQUIRE(second.write("x"));
  CHECK(first.next());
  CHECK(second.next());
  const auto third = client.chat().finish();
  REQUIRE(!third);
  CHECK(third.error().code == Code::ResourceExhausted);
  CHECK(third.error().executed == idl::Executed::No);
  CHECK(probe::Client(channel).echo("x").value() == "x");
  CHECK(first.write("y"));
  CHECK(first.next());
}

TEST_CASE("a handler may read a stream of another server, which sees its deadline") {
  probe::Served back;
  probe::Served front;
  const auto behind = back.stream_client();
  back.streams.on_watch = [](idl::Context& context, std::uint32_t,
                             idl::Writer<std::string> out) -> probe::CheckResult {
    CHECK(context.remaining() <= 10s);
    CHECK(out.write("from behind"));
    return {};
  };
  front.service.on_echo = [&behind](idl::Context&, const std::string&) -> probe::EchoResult {
    auto call = behind.watch(1);
    auto text = call.next();
    if (!text || !call.finish()) return idl::fail("no text");
    return *text;
  };
  CHECK(front.client().with({.timeout = 10s}).echo("x").value() == "from behind");
}

TEST_CASE("a stream whose handler has not begun when its server goes ends as going away") {
  for (const auto over : {probe::Over::Unix, probe::Over::Memory}) {
    CAPTURE(static_cast<int>(over));
    probe::Served served(over, {.max_threads = 3});
    probe::Gate gate;
    std::atomic<int> begun = 0;
    served.streams.on_upload = [&](idl::Context&, idl::Reader<std::string>) {
      ++begun;
      gate.pass();
      return probe::CountResult(probe::Counts());
    };
    served.service.on_echo = [&](idl::Context&, std::string text) {
      gate.pass();
      return probe::EchoResult(std::move(text));
    };
    const auto channel = served.connect();
    auto echo = probe::Client(channel).start_slow("takes a thread");
    auto second = probe::Client(channel).start_slow("takes another");
    gate.await_arrivals(2);
    auto upload = probe::StreamClient(channel).upload();
    CHECK(upload.write("x"));
    std::thread opener([&] {
      (void)served.server.shutdown(std::chrono::milliseconds(1));
      gate.open();
    });
    const auto end = upload.finish();
    opener.join();
    CHECK(end.error().code == idl::Code::GoingAway);
    CHECK(begun == 0);
  }
}
