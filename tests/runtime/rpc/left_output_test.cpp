// Output that a reader leaves behind when its own answer has come. The peer is a bare session over
// an in-process transport, so that the test decides when it reads.
#include <thread>

#include "base/clock.h"
#include "fixture.h"
#include "idl/transport.h"
#include "session/session.h"

using namespace std::chrono_literals;
using idl::detail::CallReceived;
using idl::detail::Session;
using idl::detail::steady_clock;

namespace {

/// The other end of a channel. Used by one thread.
class Peer {
 public:
  explicit Peer(std::unique_ptr<idl::Transport> transport) : transport_(std::move(transport)) {}

  /// Reads until a call comes; nothing if none does.
  std::optional<CallReceived> next_call() {
    const idl::TimePoint deadline = steady_clock().now() + probe::kPatience;
    while (steady_clock().now() < deadline) {
      while (auto event = session_.next_event()) {
        if (auto* call = std::get_if<CallReceived>(&*event)) return std::move(*call);
      }
      const auto outcome = transport_->read(buffer_);
      session_.receive(std::span(buffer_).first(outcome.bytes), steady_clock().now());
      if (outcome.bytes == 0) (void)wait_until_ready(*transport_, idl::Interest::Read, deadline);
    }
    return std::nullopt;
  }

  void reply(idl::detail::CallId call) {
    session_.reply(call, {});
    write();
  }

  void write() {
    const idl::BytesView output = session_.output();
    session_.consumed(transport_->write({&output, 1}).bytes);
  }

 private:
  std::unique_ptr<idl::Transport> transport_;
  Session session_{idl::detail::Role::Acceptor, {}, steady_clock().now()};
  idl::Bytes buffer_ = idl::Bytes(64 * 1024);
};

std::unique_ptr<idl::Transport> accept(idl::Listener& listener) {
  for (;;) {
    auto accepted = listener.accept();
    if (accepted.transport != nullptr) return std::move(accepted.transport);
    std::this_thread::yield();
  }
}

}  // namespace

TEST_CASE("what the reader of a channel leaves unwritten leaves all the same") {
  auto listener = idl::open_listener(idl::MemoryAddress{"left-output"});
  REQUIRE(listener);
  constexpr int kNotes = 5;
  probe::Gate called;
  probe::Gate queued;
  probe::Gate returned;
  int notes = 0;
  std::thread peer_thread([&] {
    Peer peer(accept(**listener));
    peer.write();
    const auto echo = peer.next_call();
    called.open();
    queued.pass();
    if (echo) peer.reply(echo->call);
    returned.pass();
    while (notes < kNotes && peer.next_call()) ++notes;
  });
  const auto channel = idl::Channel::connect((*listener)->address());
  REQUIRE(channel);
  const probe::Client client(*channel);
  std::thread caller([&client] { (void)client.echo("x"); });
  called.pass();
  // More than the transport holds, while the caller reads and writes for all.
  for (int i = 0; i < kNotes; ++i) CHECK(client.note(std::string(100'000, 'n')));
  queued.open();
  caller.join();
  returned.open();
  peer_thread.join();
  CHECK(notes == kNotes);
}

TEST_CASE("a burst of started calls leaves though nobody waits for any of them") {
  auto listener = idl::open_listener(idl::MemoryAddress{"burst"});
  REQUIRE(listener);
  constexpr int kCalls = 64;
  int arrived = 0;
  std::thread peer_thread([&] {
    Peer peer(accept(**listener));
    peer.write();
    while (arrived < kCalls && peer.next_call()) ++arrived;
  });
  const auto channel = idl::Channel::connect((*listener)->address());
  REQUIRE(channel);
  const probe::Client client(*channel);
  std::vector<idl::Pending<idl::Result<std::string>>> started;
  for (int i = 0; i < kCalls; ++i) started.push_back(client.start_echo("x"));
  peer_thread.join();
  CHECK(arrived == kCalls);
}

TEST_CASE("whoever waits for a call sends what it has left to be sent with more") {
  auto listener = idl::open_listener(idl::MemoryAddress{"awaited-burst"});
  REQUIRE(listener);
  std::thread peer_thread([&] {
    Peer peer(accept(**listener));
    peer.write();
    while (const auto call = peer.next_call()) {
      peer.reply(call->call);
      if (call->one_way) break;
    }
  });
  const auto channel = idl::Channel::connect((*listener)->address());
  REQUIRE(channel);
  const probe::Client client(*channel);
  for (int round = 0; round < 50; ++round) {
    auto first = client.start_echo("x");
    auto second = client.start_echo("y");
    CHECK(second.wait());
    CHECK(first.wait());
  }
  CHECK(client.note("the end"));
  peer_thread.join();
}
