// Two real sessions, a network that clogs, splits and cuts, and a schedule drawn from a seed: calls
// of all sizes from both sides, streams in both directions, answers in any order, cancels,
// deadlines, drains. Whatever happens, every call ends exactly once, `executed=No` is never said of
// a call that was handed out, no call is handed out twice, no byte of one call appears in another;
// elements arrive in order and none is missing before an answer or an end. A failure prints its
// seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "idl/wire/little_endian.h"
#include "script.h"

using namespace idl;
using namespace idl::detail;
using namespace std::chrono_literals;

namespace {

constexpr unsigned kSeeds = 300;
constexpr int kStepsPerSeed = 400;

/// One direction of a call's streams: the elements that were written, and those that were read.
struct Flow {
  bool open = false;
  std::uint32_t written = 0;
  std::uint32_t read = 0;
};

/// What is known of a call from both of its ends. Calls are told apart by their method.
struct Fate {
  int endings = 0;
  int deliveries = 0;
  bool said_no = false;
  bool one_way = false;
  Flow up{};
  Flow down{};
};

class World {
 public:
  explicit World(unsigned seed)
      : random_(seed),
        sides_{Driven(Role::Initiator, options(seed)), Driven(Role::Acceptor, options(seed >> 1))} {
  }

  void run() {
    for (int step = 0; step < kStepsPerSeed; ++step) act();
    finish();
    for (const auto& [method, fate] : fates_) judge(method, fate);
  }

 private:
  static SessionOptions options(unsigned seed) {
    // Small limits are met often. A burst of cancels must not end the run.
    return {.limits = {.max_message_bytes = 80'000,
                       .max_frame_bytes = 16 * 1024,
                       .max_calls = 24,
                       .max_buffered_bytes = 150'000,
                       .max_streams = 12,
                       .stream_window = 64 * 1024,
                       .connection_window = 100'000,
                       .reset_burst = 1'000'000},
            .checksums = (seed & 1) != 0};
  }

  unsigned draw(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  void act() {
    const unsigned side = draw(2);
    switch (draw(20)) {
      case 12:
      case 13:
      case 14:
      case 15:
        return write_element(side);
      case 16:
      case 17:
        return read_some(side);
      case 18:
        return end_stream(side);
      case 0:
      case 1:
      case 2:
        return call(side);
      case 3:
        return cancel(side);
      case 4:
      case 5:
        return answer(side);
      case 6:
        return pass_time();
      case 7:
        if (draw(60) == 0) sides_[side].session.go_away("drain");
        return;
      default:
        return move_bytes(side);
    }
  }

  void call(unsigned side) {
    const std::uint64_t method = next_method_++;
    const Bytes parameters(draw(4) == 0 ? draw(70'000) : draw(200), static_cast<std::byte>(method));
    CallRequest request{.method = method, .one_way = draw(10) == 0};
    if (draw(2) == 0) request.remaining = std::chrono::milliseconds(1 + draw(500));
    if (!request.one_way && draw(2) == 0) request.streams = {draw(2) == 0, draw(2) == 0};
    const auto id = sides_[side].session.call(request, outgoing(parameters), now_);
    Fate& fate = fates_[method];
    fate.one_way = request.one_way;
    fate.up.open = request.streams.from_caller;
    fate.down.open = request.streams.from_callee;
    if (!id) {
      CHECK(id.error().executed == Executed::No);
      fate.endings = 1;
      fate.said_no = true;
    } else if (request.one_way) {
      fate.endings = 1;
    } else {
      made_[side][*id] = method;
    }
  }

  void cancel(unsigned side) {
    if (made_[side].empty()) return;
    auto chosen = std::next(made_[side].begin(), draw(static_cast<unsigned>(made_[side].size())));
    const auto executed = sides_[side].session.cancel(chosen->first);
    REQUIRE(executed);
    end(side, chosen->first, *executed == Executed::No);
  }

  void end(unsigned side, CallId id, bool said_no) {
    const auto made = made_[side].find(id);
    REQUIRE(made != made_[side].end());
    Fate& fate = fates_[made->second];
    ++fate.endings;
    fate.said_no = said_no;
    made_[side].erase(made);
  }

  using Calls = std::map<CallId, std::uint64_t>;
  const Calls::value_type* choose(const Calls& calls) {
    if (calls.empty()) return nullptr;
    return &*std::next(calls.begin(), draw(static_cast<unsigned>(calls.size())));
  }

  /// Writes to a call of either direction.
  void write_element(unsigned side) {
    const bool as_caller = draw(2) == 0;
    const auto* call = choose(as_caller ? made_[side] : running_[side]);
    if (call == nullptr) return;
    Flow& flow = as_caller ? fates_[call->second].up : fates_[call->second].down;
    Bytes element(4 + (draw(8) == 0 ? draw(70'000) : draw(300)),
                  static_cast<std::byte>(call->second));
    store_u32(element.data(), flow.written);
    const auto outcome = sides_[side].session.write_stream(call->first, outgoing(element));
    if (outcome == StreamWrite::Accepted) ++flow.written;
    if (!flow.open) REQUIRE(outcome == StreamWrite::Over);
    REQUIRE(sides_[side].session.buffered_bytes() < 2'000'000);
  }

  void end_stream(unsigned side) {
    if (const auto* call = choose(made_[side])) {
      sides_[side].session.end_stream(call->first);
      fates_[call->second].up.open = false;
    }
  }

  void read_some(unsigned side) {
    const bool as_caller = draw(2) == 0;
    const auto* call = choose(as_caller ? made_[side] : running_[side]);
    if (call == nullptr) return;
    read(side, call->first, call->second, as_caller);
  }

  void read(unsigned side, CallId id, std::uint64_t method, bool as_caller) {
    Buffer elements;
    sides_[side].session.read_stream(id, elements);
    const std::size_t cost = check_elements(elements, method, as_caller);
    sides_[side].session.consumed_stream(id, cost);
  }

  std::size_t check_elements(Buffer& elements, std::uint64_t method, bool as_caller) {
    Flow& flow = as_caller ? fates_[method].down : fates_[method].up;
    std::size_t cost = 0;
    while (const auto record = front_record(elements)) {
      REQUIRE(load_u32(record->element.data()) == flow.read);
      REQUIRE(is_all(record->element.subspan(4), method));
      ++flow.read;
      cost += record->cost;
      drop_record(elements, *record);
    }
    return cost;
  }

  void answer(unsigned side) {
    if (running_[side].empty()) return;
    const auto chosen =
        std::next(running_[side].begin(), draw(static_cast<unsigned>(running_[side].size())));
    const auto [id, method] = *chosen;
    running_[side].erase(chosen);
    const Bytes body(draw(4) == 0 ? draw(70'000) : draw(200), static_cast<std::byte>(method));
    Session& session = sides_[side].session;
    if (draw(5) == 0) {
      session.fail(id, {.error = {Code::Application, "no", Executed::Maybe, Origin::Application}});
    } else {
      session.reply(id, outgoing(body));
    }
  }

  void pass_time() {
    now_ += std::chrono::milliseconds(draw(100));
    for (unsigned side = 0; side < 2; ++side) {
      sides_[side].session.tick(now_);
      take_events(side);
    }
  }

  /// Moves some bytes from `side` to the network, and some from the network to the other side.
  void move_bytes(unsigned side) {
    Bytes& wire = wires_[side];
    const BytesView output = sides_[side].session.output();
    if (!output.empty() && draw(3) != 0) {
      const std::size_t count = 1 + random_() % output.size();
      wire.insert(wire.end(), output.begin(), output.begin() + static_cast<long>(count));
      sides_[side].session.consumed(count);
    }
    if (wire.empty() || draw(3) == 0) return;
    const auto count = static_cast<long>(1 + random_() % wire.size());
    const Bytes piece(wire.begin(), wire.begin() + count);
    wire.erase(wire.begin(), wire.begin() + count);
    sides_[1 - side].session.receive(piece, now_);
    take_events(1 - side);
  }

  void take_events(unsigned side) {
    while (auto event = sides_[side].session.next_event()) {
      std::visit([&](auto& one) { on(side, one); }, *event);
    }
  }

  void on(unsigned, const HandshakeDone&) {}
  void on(unsigned, const PeerGoingAway&) {}
  void on(unsigned, const CallCancelled&) {}
  void on(unsigned, const StreamWritable&) {}
  void on(unsigned side, const StreamReadable& readable) {
    if (draw(3) != 0) return;
    const auto made = made_[side].find(readable.call);
    const bool as_caller = made != made_[side].end();
    const auto running = running_[side].find(readable.call);
    if (!as_caller && running == running_[side].end()) return;
    read(side, readable.call, as_caller ? made->second : running->second, as_caller);
  }
  void on(unsigned side, const StreamEnded& ended) {
    const auto running = running_[side].find(ended.call);
    if (running == running_[side].end()) return;
    read(side, ended.call, running->second, /*as_caller=*/false);
    const Flow& up = fates_[running->second].up;
    REQUIRE(up.read == up.written);
  }
  void on(unsigned, const Closed& closed) {
    if (!cut_) FAIL("the connection closed by itself: " << closed.error.message);
  }
  void on(unsigned side, const CallReceived& call) {
    ++fates_[call.method].deliveries;
    REQUIRE(is_all(call.parameters.bytes(), call.method));
    if (call.one_way && draw(2) == 0) return sides_[side].session.finish_one_way(call.call);
    running_[side][call.call] = call.method;
  }
  void on(unsigned side, ReplyReceived& reply) {
    const std::uint64_t method = made_[side].at(reply.call);
    REQUIRE(is_all(reply.results.bytes(), method));
    check_elements(reply.unread, method, /*as_caller=*/true);
    REQUIRE(fates_[method].down.read == fates_[method].down.written);
    end(side, reply.call, false);
  }
  void on(unsigned side, CallFailed& failed) {
    const std::uint64_t method = made_[side].at(failed.call);
    check_elements(failed.unread, method, /*as_caller=*/true);
    const Flow& down = fates_[method].down;
    if (failed.failure.error.code == Code::Application) REQUIRE(down.read == down.written);
    end(side, failed.call, failed.failure.error.executed == Executed::No);
  }

  static bool is_all(BytesView bytes, std::uint64_t method) {
    return std::all_of(bytes.begin(), bytes.end(),
                       [method](std::byte byte) { return byte == static_cast<std::byte>(method); });
  }

  /// Either the network is cut, or everything is delivered and answered.
  void finish() {
    cut_ = draw(2) == 0;
    if (cut_) {
      for (unsigned side = 0; side < 2; ++side) {
        sides_[side].session.transport_lost(
            {.code = Code::Unavailable, .message = "cut", .origin = Origin::Transport});
        take_events(side);
      }
      return;
    }
    for (int round = 0; round < 10'000 && !is_quiet(); ++round) {
      for (unsigned side = 0; side < 2; ++side) {
        answer(side);
        read_some(side);
        move_bytes(side);
      }
    }
    REQUIRE(is_quiet());
  }

  bool is_quiet() const {
    for (unsigned side = 0; side < 2; ++side) {
      const Session& session = sides_[side].session;
      if (!made_[side].empty() || !running_[side].empty() || !wires_[side].empty()) return false;
      if (!session.output().empty() || session.outgoing_calls() != 0) return false;
    }
    return true;
  }

  void judge(std::uint64_t method, const Fate& fate) const {
    CAPTURE(method);
    REQUIRE(fate.endings == 1);
    REQUIRE(fate.deliveries <= 1);
    if (fate.said_no) REQUIRE(fate.deliveries == 0);
  }

  std::mt19937 random_;
  TimePoint now_ = TimePoint() + 1h;
  Driven sides_[2];
  Bytes wires_[2];  // from side i to the other
  Calls made_[2];
  Calls running_[2];
  std::map<std::uint64_t, Fate> fates_;
  std::uint64_t next_method_ = 1;
  bool cut_ = false;
};

}  // namespace

TEST_CASE("every call ends exactly once, and executed=No is never a lie") {
  // IDL_SEED replays one run.
  if (const char* seed = std::getenv("IDL_SEED")) {
    World(static_cast<unsigned>(std::strtoul(seed, nullptr, 10))).run();
    return;
  }
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    CAPTURE(seed);
    World(seed).run();
  }
}
