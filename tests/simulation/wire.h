// One direction of a simulated network: bytes arrive in order, after a while, in pieces of any
// size; it may clog, corrupt a byte, and be cut. Which of these happens when, its owner decides.
#pragma once

#include <deque>

#include "idl/bytes.h"
#include "idl/time_point.h"

#include "tests/simulation/dice.h"

namespace simulation {

class Wire {
 public:
  /// Takes bytes that arrive at `arrival`, or when those before them do, if that is later.
  void send(idl::BytesView bytes, idl::TimePoint arrival);

  /// A piece of what has arrived by `now`; empty while nothing has, or nothing passes.
  [[nodiscard]] idl::Bytes take(Dice& dice, idl::TimePoint now);

  /// Nothing passes until the next call.
  void toggle_clog() { clogged_ = !clogged_; }
  void unclog() { clogged_ = false; }

  /// Inverts bits of one byte under way. False if there is none.
  bool corrupt(Dice& dice);

  /// From now on what is sent vanishes, and so does what is under way, but for a random beginning.
  void cut(Dice& dice);

  [[nodiscard]] bool empty() const { return chunks_.empty(); }

 private:
  struct Chunk {
    idl::TimePoint arrival{};
    idl::Bytes bytes{};
  };

  std::deque<Chunk> chunks_;
  bool clogged_ = false;
  bool cut_ = false;
};

}  // namespace simulation
