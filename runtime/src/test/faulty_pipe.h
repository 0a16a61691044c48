// One direction of one connection through a bad network: bytes from one transport to another, with
// faults. It waits for nothing; whoever polls the transports pumps it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "idl/bytes.h"
#include "idl/test/faulty_network.h"
#include "idl/time_point.h"
#include "idl/transport.h"

namespace idl::detail {

/// No thread safety of its own. The transports outlive it.
class FaultyPipe {
 public:
  FaultyPipe(Transport& from, Transport& to, const test::Faults& faults)
      : from_(from), to_(to), faults_(faults) {}

  /// Moves what can be moved at `now`. False when the connection is to break.
  [[nodiscard]] bool pump(TimePoint now);

  void unclog() { faults_.clog_at.reset(); }

  /// Whether it takes more from the one, and whether it has something that the other did not take.
  [[nodiscard]] bool wants_read() const { return !ended_ && queued_ < kMostQueued; }
  [[nodiscard]] bool wants_write() const { return blocked_; }

  /// Whether the one has ended and the other has been told.
  [[nodiscard]] bool over() const { return told_end_; }

  /// When delayed bytes are due; nothing while none are.
  [[nodiscard]] std::optional<TimePoint> due() const;

 private:
  // A slow reader holds its writer back, as a network of this capacity would.
  static constexpr std::size_t kMostQueued = 256 * 1024;

  struct Chunk {
    TimePoint arrival{};
    Bytes bytes{};
  };

  void read(TimePoint now);
  void take(BytesView bytes, TimePoint now);
  [[nodiscard]] bool write(TimePoint now);
  [[nodiscard]] std::size_t room_for(std::size_t bytes) const;
  [[nodiscard]] bool is_held_back() const { return faults_.clog_at && passed_ >= *faults_.clog_at; }
  [[nodiscard]] bool is_to_be_cut() const { return faults_.cut_at && passed_ >= *faults_.cut_at; }

  Transport& from_;
  Transport& to_;
  test::Faults faults_;
  std::deque<Chunk> chunks_;
  std::size_t queued_ = 0;
  std::uint64_t taken_ = 0;
  std::uint64_t passed_ = 0;
  bool blocked_ = false;
  bool ended_ = false;
  bool told_end_ = false;
};

}  // namespace idl::detail
