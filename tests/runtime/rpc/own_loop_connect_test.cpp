// Channels in an own loop that have to connect first: no call waits for that on the loop's thread,
// of whatever kind it is, and nothing is left of a connection that did not come about. The
// addresses that never answer are given an hour: who waits for one there fails by the time limit of
// the test.
#include <atomic>
#include <chrono>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fd_probe.h"
#include "fixture.h"
#include "servers.h"
#include "silent_place.h"
#include "tests/support/open_descriptors.h"
#include "tests/support/process_threads.h"
#include "turn.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::test::open_descriptors;
using idl::test::settled_threads;
using idl::test::threads_of_this_process;
using probe::drive_until;
using probe::EchoResult;
using probe::turn;

namespace {

idl::ChannelOptions lazy_in_loop() {
  return {.connect_timeout = 1h, .lazy = true, .backoff = probe::kNoPauses, .own_loop = true};
}

idl::Channel lazily(const std::vector<idl::Address>& addresses,
                    idl::ChannelOptions options = lazy_in_loop()) {
  return idl::Channel::connect(addresses, std::move(options)).value();
}

struct LoopTask {
  struct promise_type {
    LoopTask get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

LoopTask echo_once(probe::Client client, std::optional<EchoResult>& result) {
  auto pending = client.start_echo("coroutine");
  auto answer = co_await pending;
  result = std::move(answer);
}

LoopTask watch_three(probe::StreamClient client, std::string& seen) {
  auto watch = client.watch(3).async();
  for (bool more = true; more;) {
    const auto element = co_await watch.next();
    more = element.has_value();
    if (more) seen += *element;
  }
  const auto end = co_await watch.finish();
  seen += end ? "." : "!";
}

LoopTask upload_two(probe::StreamClient client, std::optional<std::uint64_t>& bytes) {
  auto upload = client.upload().async();
  const bool first = co_await upload.write("ab");
  const bool second = co_await upload.write("cde");
  const auto counts = co_await upload.finish();
  bytes = first && second && counts ? counts->bytes : 0;
}

/// Every kind of call there is, begun together.
struct AllKinds {
  explicit AllKinds(const idl::Channel& channel, idl::CallOptions options = {}) {
    const probe::Client client = probe::Client(channel).with(options);
    const probe::StreamClient streams = probe::StreamClient(channel).with(options);
    note = static_cast<bool>(client.note("note"));
    client.start_echo("started").then([this](EchoResult result) { started = std::move(result); });
    echo_once(client, awaited);
    watch_three(streams, watched);
    upload_two(streams, uploaded);
  }

  [[nodiscard]] bool have_begun() const { return note; }
  [[nodiscard]] bool have_ended() const {
    return started && awaited && uploaded && (watched.ends_with('.') || watched.ends_with('!'));
  }

  bool note = false;
  std::optional<EchoResult> started;
  std::optional<EchoResult> awaited;
  std::string watched;
  std::optional<std::uint64_t> uploaded;
};

/// A call that counts its callbacks.
struct Started {
  Started(const idl::Channel& channel, idl::CallOptions options = {}) {
    probe::Client(channel).with(options).start_echo("x").then([this](EchoResult end) {
      result = std::move(end);
      ++callbacks;
    });
  }

  [[nodiscard]] const idl::Error& error() const { return result->error(); }

  std::optional<EchoResult> result;
  int callbacks = 0;
};

/// Answers once it is let, as one that asks a server far away.
class HeldResolver final : public idl::Resolver {
 public:
  explicit HeldResolver(idl::Result<std::vector<idl::Address>> answer)
      : answer_(std::move(answer)) {}

  idl::Result<std::vector<idl::Address>> resolve(idl::TimePoint) override {
    gate.pass();
    return answer_;
  }
  std::optional<idl::Duration> refresh_after() const override { return std::nullopt; }

  probe::Gate gate;

 private:
  const idl::Result<std::vector<idl::Address>> answer_;
};

}  // namespace

TEST_CASE("calls of every kind wait for the connection of an own loop") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    std::atomic<int> notes = 0;
    served.service.on_note = [&](idl::Context&, const std::string&) { ++notes; };
    auto channel = lazily({served.address});
    AllKinds calls(channel);
    CHECK(calls.have_begun());
    drive_until(channel, [&] { return calls.have_ended(); });
    CHECK(calls.started->value() == "started");
    CHECK(calls.awaited->value() == "coroutine");
    CHECK(calls.watched == "012.");
    CHECK(calls.uploaded == 5);
    CHECK(probe::Client(channel).echo("and then").value() == "and then");
    while (notes == 0) std::this_thread::yield();
    CHECK(notes == 1);
  });
}

TEST_CASE("descriptors wait with their call for the connection of an own loop") {
  const std::size_t before = open_descriptors();
  {
    probe::TempFolder folder;
    probe::FdServer service;
    service.on_size = [](const idl::Fd& file, const std::optional<idl::Fd>&) {
      return probe::SizeResult(static_cast<std::uint64_t>(::lseek(file.get(), 0, SEEK_END)));
    };
    idl::Server server({.max_descriptors = 4});
    REQUIRE(server.add(service));
    const auto address = server.listen("unix:" + folder.path() + "/socket").value();
    auto options = lazy_in_loop();
    options.max_descriptors = 4;
    auto channel = lazily({address}, options);
    idl::Fd file(::memfd_create("seven", MFD_CLOEXEC));
    REQUIRE(::write(file.get(), "1234567", 7) == 7);
    std::optional<probe::SizeResult> size;
    probe::FdClient(channel).start_size(file, std::nullopt).then([&](probe::SizeResult result) {
      size = std::move(result);
    });
    file.reset();
    drive_until(channel, [&] { return size.has_value(); });
    CHECK(size->value() == 7);
  }
  CHECK(open_descriptors() == before);
}

TEST_CASE("an own loop turns as ever while its channel connects to where nobody answers") {
  (void)settled_threads();
  const auto before = threads_of_this_process();
  probe::SilentPlace place;
  SUBCASE("the connection is taken") {}
  SUBCASE("the queue is full") { place.fill(); }
  auto channel = lazily({place.address()});
  AllKinds calls(channel, {.timeout = 1h});
  CHECK(calls.have_begun());
  for (int turns = 0; turns < 1'000; ++turns) channel.run_once();
  CHECK_FALSE(calls.started.has_value());
  CHECK(channel.next_timeout() > 1min);
  CHECK(threads_of_this_process() == before);
  channel.close();
  drive_until(channel, [&] { return calls.have_ended(); });
  CHECK(calls.started->error().code == Code::Cancelled);
  CHECK(calls.awaited->error().code == Code::Cancelled);
  CHECK(calls.watched == "!");
  CHECK(calls.uploaded == 0);
}

TEST_CASE("P17 a channel goes while its own loop connects, and leaves nothing behind") {
  (void)settled_threads();
  const auto threads = threads_of_this_process();
  const std::size_t descriptors = open_descriptors();
  {
    probe::SilentPlace place;
    std::optional<idl::Channel> channel = lazily({place.address()});
    probe::Gate done;
    done.open();
    probe::Client(*channel).start_echo("x").then([&](const EchoResult& result) {
      CHECK(result.error().code == Code::Cancelled);
      CHECK(result.error().executed == Executed::No);
      done.pass();
    });
    SUBCASE("before its first turn") {}
    SUBCASE("later") {
      for (int turns = 0; turns < 10; ++turns) channel->run_once();
    }
    channel.reset();
    done.await_arrivals(1);
  }
  CHECK(idl::test::await_threads(threads) == threads);
  CHECK(open_descriptors() == descriptors);
}

TEST_CASE("a call that waits for an own loop's connection can be cancelled, and was not executed") {
  probe::SilentPlace place;
  auto channel = lazily({place.address()});
  auto pending = probe::Client(channel).start_echo("x");
  channel.run_once();
  pending.cancel();
  const auto result = pending.wait();
  CHECK(result.error().code == Code::Cancelled);
  CHECK(result.error().executed == Executed::No);
}

TEST_CASE(
    "P3 a call whose time ends before an own loop is connected says so, and was not executed") {
  probe::SilentPlace place;
  auto channel = lazily({place.address()});
  const Started call(channel, {.timeout = 20ms});
  drive_until(channel, [&] { return call.result.has_value(); });
  CHECK(call.error().code == Code::DeadlineExceeded);
  CHECK(call.error().executed == Executed::No);
  CHECK(call.error().message == "the time ran out while the call waited for a connection to `" +
                                    to_string(place.address()) + "`");
}

TEST_CASE("where nobody listens a started call in an own loop fails in its turn, once") {
  const probe::TempFolder folder;
  const std::string path = folder.path() + "/nobody";
  auto channel = lazily({idl::UnixAddress{path}});
  const Started call(channel);
  CHECK_FALSE(call.result.has_value());
  drive_until(channel, [&] { return call.result.has_value(); });
  CHECK(call.error().code == Code::Unavailable);
  CHECK(call.error().executed == Executed::No);
  CHECK(call.error().message == "cannot connect to unix:" + path +
                                    ": No such file or directory; start the server, or check the "
                                    "path");
  for (int turns = 0; turns < 10; ++turns) channel.run_once();
  CHECK(call.callbacks == 1);
}

TEST_CASE("an own loop keeps to the pauses of an address, and tells how long they are") {
  const probe::TempFolder folder;
  auto options = lazy_in_loop();
  options.backoff = {.first = 1h, .most = 1h};
  auto channel = lazily({idl::UnixAddress{folder.path() + "/nobody"}}, options);
  const Started first(channel);
  drive_until(channel, [&] { return first.result.has_value(); });

  const Started hasty(channel, {.timeout = 1min});
  drive_until(channel, [&] { return hasty.result.has_value(); });
  CHECK(hasty.error().message.find("it is not tried again for") != std::string::npos);

  const Started patient(channel, {.timeout = 2h, .wait_for_ready = true});
  for (int turns = 0; turns < 10; ++turns) channel.run_once();
  CHECK_FALSE(patient.result.has_value());
  CHECK(channel.next_timeout() > 20min);
  CHECK(channel.next_timeout() <= 1h);
  channel.close();
  channel.run_once();
  CHECK(patient.error().code == Code::Cancelled);
}

TEST_CASE("calls in an own loop that wait for ready outlive those that do not") {
  const probe::TempFolder folder;
  const idl::Address address = idl::UnixAddress{folder.path() + "/socket"};
  auto options = lazy_in_loop();
  options.backoff = {.first = 1ms, .most = 1ms};
  auto channel = lazily({address}, options);
  const AllKinds patient(channel, {.timeout = 1h, .wait_for_ready = true});
  const Started impatient(channel);
  drive_until(channel, [&] { return impatient.result.has_value(); });
  CHECK(impatient.error().code == Code::Unavailable);
  CHECK_FALSE(patient.started.has_value());

  probe::Server service;
  probe::StreamServer streams;
  std::atomic<int> notes = 0;
  service.on_note = [&](idl::Context&, const std::string&) { ++notes; };
  idl::Server server;
  REQUIRE(server.add(service));
  REQUIRE(server.add(streams));
  REQUIRE(server.listen(address));
  drive_until(channel, [&] { return patient.have_ended(); });
  CHECK(patient.started->value() == "started");
  CHECK(patient.watched == "012.");
  CHECK(patient.uploaded == 5);
  while (notes == 0) std::this_thread::yield();
}

TEST_CASE(
    "an own loop passes addresses at which nobody listens, or somebody who speaks otherwise") {
  probe::SeveralServers servers(2);
  probe::SilentPlace stranger;
  std::vector<idl::Address> addresses = servers.addresses();
  servers[0].stop();
  addresses.insert(addresses.begin() + 1, stranger.address());
  auto channel = lazily(addresses);
  const Started call(channel, {.timeout = 1h});
  idl::Fd taken;
  drive_until(channel, [&] {
    if (!taken) taken = stranger.accept();
    constexpr std::string_view kAnswer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
    if (taken) (void)::send(taken.get(), kAnswer.data(), kAnswer.size(), MSG_NOSIGNAL);
    return call.result.has_value();
  });
  CHECK(call.result->value() == "b");
}

TEST_CASE("where every address fails, an own loop names how many, and the last reason") {
  probe::SeveralServers servers(3);
  for (std::size_t i = 0; i < 3; ++i) servers[i].stop();
  auto channel = lazily(servers.addresses());
  const Started call(channel);
  drive_until(channel, [&] { return call.result.has_value(); });
  CHECK(call.error().message.starts_with("none of 3 addresses took a connection; the last one: "));
}

TEST_CASE("calls of an own loop do not wait for an address while another one has a connection") {
  probe::SeveralServers servers(1);
  const probe::SilentPlace silent;
  const std::vector<idl::Address> addresses{servers[0].address(), silent.address()};
  auto options = lazy_in_loop();
  options.balance = idl::Balance::RoundRobin;
  auto channel = lazily(addresses, options);
  for (int i = 0; i < 10; ++i) {
    const Started call(channel, {.timeout = 1h});
    drive_until(channel, [&] { return call.result.has_value(); });
    CHECK(call.result->value() == "a");
  }
}

TEST_CASE("an own loop connects to further addresses beside its calls, and uses them by and by") {
  probe::SeveralServers servers(2);
  auto options = lazy_in_loop();
  options.balance = idl::Balance::RoundRobin;
  auto channel = lazily(servers.addresses(), options);
  std::string answers;
  while (answers.find("abab") == std::string::npos) {
    const Started call(channel, {.timeout = 1h});
    drive_until(channel, [&] { return call.result.has_value(); });
    answers += call.result->value();
  }
  servers[0].stop();
  std::string after;
  while (after.find("bbb") == std::string::npos) {
    const Started call(channel, {.timeout = 1h});
    drive_until(channel, [&] { return call.result.has_value(); });
    after += *call.result ? **call.result : "-";
  }
}

TEST_CASE("blocking calls over an own loop's channel connect by themselves, beside started ones") {
  probe::over_each([](probe::Over over) {
    const probe::Served served(over);
    auto channel = lazily({served.address});
    const Started before(channel);
    CHECK(probe::Client(channel).echo("x").value() == "x");
    const Started behind(channel);
    drive_until(channel, [&] { return before.result && behind.result; });
    CHECK(before.result->value() == "x");
    CHECK(behind.result->value() == "x");
  });
}

TEST_CASE("threads that block until an own loop's channel is connected need no turn of it") {
  const probe::Served served;
  auto channel = lazily({served.address});
  std::vector<std::thread> threads;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] { answered += probe::Client(channel).echo("x") ? 1 : 0; });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(answered == 4);
}

TEST_CASE("an own loop connects to a server that it drives itself, and needs no thread") {
  probe::over_each([](probe::Over over) {
    (void)settled_threads();
    const auto before = threads_of_this_process();
    probe::Served served(over, {.own_loop = true});
    auto channel = lazily({served.address});
    const Started call(channel, {.timeout = 1h});
    while (!call.result) {
      served.server.run_once();
      channel.run_once();
    }
    CHECK(call.result->value() == "x");
    CHECK(threads_of_this_process() == before);
  });
}

TEST_CASE("connect() over an own loop tells why nobody can be reached, unless it is to be lazy") {
  const probe::SilentPlace place;
  const probe::TempFolder folder;
  const auto late = idl::Channel::connect(
      place.address(), {.connect_timeout = 20ms, .backoff = probe::kNoPauses, .own_loop = true});
  CHECK_FALSE(late);
  const auto refused = idl::Channel::connect("unix:" + folder.path() + "/nobody",
                                             {.backoff = probe::kNoPauses, .own_loop = true});
  CHECK(refused.error().code == Code::Unavailable);
}

TEST_CASE("an own loop does not wait for a resolver, nor does whoever lets the channel go") {
  const probe::Served served;
  const auto resolver = std::make_shared<HeldResolver>(std::vector{served.address});
  std::optional channel = idl::Channel::connect(resolver, lazy_in_loop()).value();
  std::optional<Started> call(std::in_place, *channel, idl::CallOptions{.timeout = 1h});
  resolver->gate.await_arrivals(1);
  for (int turns = 0; turns < 100; ++turns) channel->run_once();
  CHECK_FALSE(call->result.has_value());
  SUBCASE("it answers") {
    resolver->gate.open();
    drive_until(*channel, [&] { return call->result.has_value(); });
    CHECK(call->result->value() == "x");
  }
  SUBCASE("the channel goes") {
    channel->close();
    drive_until(*channel, [&] { return call->result.has_value(); });
    channel.reset();
    CHECK(call->error().code == Code::Cancelled);
    resolver->gate.open();
  }
}

TEST_CASE("an own loop passes on what its resolver says when it fails") {
  const auto resolver = std::make_shared<HeldResolver>(idl::Error{
      Code::Unavailable, "the registry is closed", Executed::No, idl::Origin::Application});
  resolver->gate.open();
  auto channel = idl::Channel::connect(resolver, lazy_in_loop()).value();
  const Started call(channel, {.timeout = 1h});
  drive_until(channel, [&] { return call.result.has_value(); });
  CHECK(call.error().message == "the registry is closed");
}
