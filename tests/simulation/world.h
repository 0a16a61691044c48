// Two real sessions, a clock and a network, and a schedule drawn from a seed: calls of all sizes
// from both sides, streams in both directions, answers in any order, cancels, deadlines, drains;
// wires that delay, split, clog, corrupt and break. What it sees it tells the oracle.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>

#include "base/buffer.h"
#include "session/session.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/oracle.h"
#include "tests/simulation/wire.h"

namespace simulation {

/// How much a run does.
inline constexpr int kStepsPerSeed = 400;

class World {
 public:
  explicit World(std::uint32_t seed);

  /// The whole run; the test fails at the first promise that is not kept.
  void run();

 private:
  using CallId = idl::detail::CallId;
  using Calls = std::map<CallId, std::uint64_t>;  // to their methods

  /// What becomes of the network in the end.
  enum class Plan { Deliver, Cut, Corrupt };

  struct Side {
    explicit Side(idl::detail::Session its_session) : session(std::move(its_session)) {}

    idl::detail::Session session;
    Wire out{};       // to the other side
    Calls made{};     // that have not ended
    Calls running{};  // of the other side, that are not answered
    bool greeted = false;
    bool over = false;  // it has told of its end
  };

  // What an act needs of the two sides.
  void act();
  void act_on_calls(unsigned side);
  void act_on_streams(unsigned side);
  void act_on_network(unsigned side);
  void fill_streams(unsigned side);

  void call(unsigned side);
  idl::detail::CallRequest draw_request(std::uint64_t method);
  void cancel(unsigned side);
  void answer(unsigned side);
  void write_element(unsigned side);
  void end_stream(unsigned side);
  void read_some(unsigned side);
  void read(unsigned side, CallId call, std::uint64_t method, bool as_caller);
  std::size_t take_elements(idl::detail::Buffer& elements, std::uint64_t method, bool as_caller);
  void pass_time(idl::Duration span);
  void move_bytes(unsigned side);
  void lose(unsigned side);
  void check_counts() const;
  void judge_step() const;

  void take_events(unsigned side);
  /// The method of a call of this side that has not ended.
  [[nodiscard]] std::uint64_t made_under(unsigned side, CallId call) const;
  template <class Told>
  void on(unsigned, const Told&) {}
  void on(unsigned side, const idl::detail::HandshakeDone&) { sides_[side].greeted = true; }
  void on(unsigned side, const idl::detail::StreamReadable& told);
  void on(unsigned side, const idl::detail::StreamEnded& told);
  void on(unsigned side, const idl::detail::CallCancelled& told);
  void on(unsigned side, const idl::detail::CallReceived& told);
  void on(unsigned side, idl::detail::ReplyReceived& told);
  void on(unsigned side, idl::detail::CallFailed& told);
  void on(unsigned side, const idl::detail::Closed& told);

  void finish();
  void deliver_everything();
  [[nodiscard]] bool nothing_under_way() const;
  [[nodiscard]] bool is_quiet() const;
  const Calls::value_type* choose(const Calls& calls);
  idl::Bytes message(std::uint64_t method, std::size_t least = 0);

  Dice dice_;
  Oracle oracle_;
  idl::TimePoint now_ = idl::TimePoint() + std::chrono::hours(1);
  std::array<Side, 2> sides_;
  std::uint64_t next_method_ = 1;
  Plan plan_;
  bool stalled_;         // nobody reads, answers or gives up: streams fill over a quick network
  bool broken_ = false;  // the plan has come true
};

}  // namespace simulation
