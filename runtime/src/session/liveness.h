// Pings in both directions: whether the peer is still there, whether it pings too often, and a
// round trip on request, after which everything sent before it has been seen.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "idl/time_point.h"

#include "frame/frame_reader.h"
#include "session/session_context.h"

namespace idl::detail {

/// Why this side pings. The number is what its ping carries.
enum class PingPurpose : std::uint64_t { KeepAlive = 1, Drain = 2 };

/// Part of SessionCore; `context` must outlive it and stay where it is.
class Liveness {
 public:
  explicit Liveness(SessionContext& context) : context_(context), heard_(context.now) {}

  /// Bytes have come from the peer.
  void heard();

  /// Asks the peer for a pong. One a purpose at a time.
  void ping(PingPurpose purpose);

  /// The peer asks; it gets its pong.
  [[nodiscard]] Fault on_ping(const Frame& frame);

  /// The peer answers. `drained` becomes true if it was the ping for the drain.
  [[nodiscard]] Fault on_pong(const Frame& frame, bool& drained);

  /// Pings a silent peer, and gives up one that stays silent.
  [[nodiscard]] Fault tick();

  /// When tick() has something to do; TimePoint::max() for never.
  [[nodiscard]] TimePoint next_deadline() const;

 private:
  [[nodiscard]] bool& outstanding(PingPurpose purpose) {
    return purpose == PingPurpose::Drain ? drain_outstanding_ : keep_alive_outstanding_;
  }

  SessionContext& context_;
  TimePoint heard_;
  TimePoint keep_alive_sent_{};
  bool keep_alive_outstanding_ = false;
  bool drain_outstanding_ = false;
  std::optional<TimePoint> last_ping_{};  // of the peer
  std::uint32_t strikes_ = 0;
};

}  // namespace idl::detail
