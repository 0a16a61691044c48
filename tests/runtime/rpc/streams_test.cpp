// Streams as their users see them: all three shapes over every transport, their ends, and their
// failures. Each operation ends, and each call has one outcome.
#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#include "fixture.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Origin;

TEST_CASE("a callee's stream arrives in order over every transport, then the answer") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto call = served.stream_client().watch(20'000);
    std::uint32_t count = 0;
    while (const auto text = call.next()) REQUIRE(*text == std::to_string(count++));
    CHECK(count == 20'000);
    CHECK(!call.next());
    CHECK(call.finish());
    CHECK(call.finish().error().code == Code::InvalidArgument);
  });
}

TEST_CASE("a caller's stream arrives in full, and the answer counts it") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto call = served.stream_client().upload();
    for (int i = 0; i < 20'000; ++i) REQUIRE(call.write("0123456789"));
    const auto counts = call.finish();
    REQUIRE(counts);
    CHECK(counts->calls == 20'000);
    CHECK(counts->bytes == 200'000);
    CHECK(!call.write("late"));
  });
}

TEST_CASE("both ways: one thread writes while another reads") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto call = served.stream_client().chat();
    std::thread writer([&call] {
      for (int i = 0; i < 20'000; ++i) REQUIRE(call.write(std::to_string(i)));
      call.done_writing();
    });
    int count = 0;
    while (const auto text = call.next()) REQUIRE(*text == std::to_string(count++));
    writer.join();
    CHECK(count == 20'000);
    CHECK(call.finish().value() == "bye");
  });
}

TEST_CASE("both ways: a conversation, one element at a time") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto call = served.stream_client().chat();
    for (int i = 0; i < 200; ++i) {
      REQUIRE(call.write(std::to_string(i)));
      CHECK(call.next().value() == std::to_string(i));
    }
    CHECK(call.finish().value() == "bye");
  });
}

TEST_CASE("an empty stream of each shape") {
  const probe::Served served;
  const auto client = served.stream_client();
  auto watch = client.watch(0);
  CHECK(!watch.next());
  CHECK(watch.finish());
  CHECK(client.upload().finish()->calls == 0);
  auto chat = client.chat();
  chat.done_writing();
  CHECK(!chat.next());
  CHECK(chat.finish().value() == "bye");
}

TEST_CASE("elements of every size pass, also those beyond the window") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto call = served.stream_client().chat();
    for (const std::size_t size : {0U, 1U, 60'000U, 66'000U, 300'000U, 3U, 4'000'000U, 1U}) {
      const std::string text(size, 'x');
      REQUIRE(call.write(text));
      CHECK(call.next().value() == text);
    }
    CHECK(call.finish().value() == "bye");
  });
}

TEST_CASE("a stream as a range; one that fails throws at its end") {
  probe::Served served;
  const auto client = served.stream_client();
  auto whole = client.watch(3);
  std::string texts;
  for (const std::string& text : whole) texts += text;
  CHECK(texts == "012");
  CHECK(whole.finish());

  served.streams.on_watch = [](idl::Context&, std::uint32_t number,
                               idl::Writer<std::string> out) -> probe::CheckResult {
    CHECK(out.write("first"));
    return probe::Refused{.reason = "enough", .number = number};
  };
  auto cut = client.watch(7);
  texts.clear();
  CHECK_THROWS_AS(
      [&] {
        for (const std::string& text : cut) texts += text;
      }(),
      idl::CallError);
  CHECK(texts == "first");
  const auto result = cut.finish();
  REQUIRE(result.error_as<probe::Refused>() != nullptr);
  CHECK(result.error_as<probe::Refused>()->number == 7);
}

TEST_CASE("a lone element is there at once, although the handler goes on") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    served.streams.on_watch = [&gate](idl::Context&, std::uint32_t count,
                                      idl::Writer<std::string> out) -> probe::CheckResult {
      for (std::uint32_t i = 0; i < count; ++i) CHECK(out.write(std::to_string(i)));
      gate.pass();
      return {};
    };
    // The first of them leaves at once, the others at the latest a moment later.
    auto call = served.stream_client().watch(3);
    for (int i = 0; i < 3; ++i) CHECK(call.next().value() == std::to_string(i));
    gate.open();
    CHECK(!call.next());
    CHECK(call.finish());
  });
}

TEST_CASE("elements of a client's burst leave although it does nothing else") {
  probe::over_each([](probe::Over over) {
    probe::Gate gate;
    probe::Served served(over);
    served.streams.on_upload = [&gate](idl::Context&,
                                       idl::Reader<std::string> in) -> probe::CountResult {
      for (int i = 0; i < 3; ++i) CHECK(in.next().value() == std::to_string(i));
      gate.open();
      CHECK(!in.next());
      CHECK(in.complete());
      return probe::Counts{};
    };
    auto call = served.stream_client().upload();
    for (int i = 0; i < 3; ++i) REQUIRE(call.write(std::to_string(i)));
    gate.pass();
    CHECK(call.finish());
  });
}

TEST_CASE("an answer may come early: the caller's next write tells that the call is over") {
  probe::Served served;
  served.streams.on_upload = [](idl::Context&, idl::Reader<std::string> in) -> probe::CountResult {
    CHECK(in.next());
    return probe::Counts{.calls = 1};
  };
  auto call = served.stream_client().upload();
  int written = 0;
  while (call.write(std::string(10'000, 'x'))) ++written;
  CHECK(written > 0);
  CHECK(call.finish()->calls == 1);
}

TEST_CASE("a finish before the end of a callee's stream drops the rest") {
  const probe::Served served;
  auto call = served.stream_client().watch(50'000);
  CHECK(call.next().value() == "0");
  CHECK(call.finish());
}

TEST_CASE("P12 a writer waits for a reader that does not read, and buffers no more than a window") {
  probe::over_each([](probe::Over over) {
    std::atomic<std::uint64_t> written = 0;
    probe::Served served(over);
    served.streams.on_watch = [&written](idl::Context&, std::uint32_t count,
                                         idl::Writer<std::string> out) -> probe::CheckResult {
      for (std::uint32_t i = 0; i < count; ++i) {
        if (!out.write(std::string(1000, 'x'))) break;
        ++written;
      }
      return {};
    };
    const probe::Served& quiet = served;
    auto call = quiet.stream_client().watch(100'000);
    CHECK(call.next());
    std::uint64_t before = 0;
    // Until it stands still.
    for (int i = 0; i < 200 && (before != written || before == 0); ++i) {
      before = written;
      std::this_thread::sleep_for(20ms);
    }
    CHECK(written * 1000 < 800'000);
    std::uint64_t read = 1;
    while (call.next()) ++read;
    CHECK(read == 100'000);
    CHECK(call.finish());
  });
}

TEST_CASE("calls pass a stream that nobody reads, on the same connection") {
  const probe::Served served;
  const idl::Channel channel = served.connect();
  auto call = probe::StreamClient(channel).watch(1'000'000);
  CHECK(call.next());
  for (int i = 0; i < 50; ++i) CHECK(probe::Client(channel).echo("x").value() == "x");
}

TEST_CASE("what does not encode or decode fails its call, and not the connection") {
  probe::Served served;
  const idl::Channel channel = served.connect();
  const probe::StreamClient client(channel);
  {
    auto call = client.upload();
    CHECK(!call.write("\xFF"));
    const auto result = call.finish();
    CHECK(result.error().code == Code::InvalidArgument);
    CHECK(result.error().origin == Origin::Local);
  }
  {
    auto call = client.upload_numbers();
    (void)call.write(0x7FFFFFFF00000001);
    const auto result = call.finish();
    CHECK(result.error().code == Code::InvalidArgument);
    CHECK(result.error().origin == Origin::Peer);
    CHECK(result.error().message.starts_with("an element of the caller's stream: "));
  }
  {
    served.streams.on_watch = [](idl::Context&, std::uint32_t,
                                 idl::Writer<std::string> out) -> probe::CheckResult {
      CHECK(!out.write("\xFF"));
      return {};
    };
    auto call = client.watch(1);
    CHECK(!call.next());
    CHECK(call.finish().error().code == Code::InvalidArgument);
  }
  CHECK(probe::Client(channel).echo("still here").value() == "still here");
}

TEST_CASE("an element that the caller cannot decode ends the call there") {
  const probe::Served served;
  auto call = served.stream_client().watch_numbers();
  CHECK(!call.next());
  const auto result = call.finish();
  CHECK(result.error().code == Code::InvalidArgument);
  CHECK(result.error().origin == Origin::Local);
}

TEST_CASE("an element above the limit on messages fails the call on the side that writes it") {
  probe::Served served;
  const auto client = served.stream_client();
  auto call = client.upload();
  CHECK(!call.write(std::string(5'000'000, 'x')));
  CHECK(call.finish().error().code == Code::MessageTooLarge);
  served.streams.on_watch = [](idl::Context&, std::uint32_t,
                               idl::Writer<std::string> out) -> probe::CheckResult {
    CHECK(!out.write(std::string(5'000'000, 'x')));
    return {};
  };
  CHECK(client.watch(1).finish().error().code == Code::MessageTooLarge);
}

TEST_CASE("two sides that do not agree on a method's streams get an error") {
  const probe::Served served;
  const auto client = served.stream_client();
  const auto streamed = client.upload_to_echo().finish();
  CHECK(streamed.error().code == Code::InvalidArgument);
  CHECK(streamed.error().executed == Executed::No);
  CHECK(client.echo_to_chat().error().code == Code::InvalidArgument);
}

TEST_CASE("a handler that throws, or lets its reader throw, fails its own call") {
  probe::Served served;
  served.streams.on_upload = [](idl::Context&, idl::Reader<std::string>) -> probe::CountResult {
    throw 7;
  };
  const auto client = served.stream_client();
  CHECK(client.upload().finish().error().code == Code::Internal);
}
