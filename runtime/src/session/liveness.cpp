// Pings, pongs, strikes and silence.
// It keeps no time of its own: what now is, it is told.
#include "session/liveness.h"

#include <algorithm>

#include "idl/wire/little_endian.h"

#include "base/clock.h"

namespace idl::detail {

void Liveness::heard() { heard_ = context_.now; }

void Liveness::ping(PingPurpose purpose) {
  std::array<std::byte, kPingBytes> payload;
  store_number(payload.data(), static_cast<std::uint64_t>(purpose));
  context_.outbox.queue_control(FrameKind::Ping, CallId{}, payload);
  outstanding(purpose) = true;
}

Fault Liveness::on_ping(const Frame& frame) {
  const bool too_soon = last_ping_ && context_.now - *last_ping_ < context_.limits.min_ping_spacing;
  strikes_ = too_soon ? strikes_ + 1 : 0;
  last_ping_ = context_.now;
  if (strikes_ >= context_.limits.max_ping_strikes) return flood("the peer pings too often");
  context_.outbox.queue_control(FrameKind::Pong, CallId{}, frame.payload);
  return std::nullopt;
}

Fault Liveness::on_pong(const Frame& frame, bool& drained) {
  const PingPurpose purpose{load_number<std::uint64_t>(frame.payload.data())};
  const bool known = purpose == PingPurpose::KeepAlive || purpose == PingPurpose::Drain;
  if (!known || !outstanding(purpose)) return broken_rule("a pong came without its ping");
  outstanding(purpose) = false;
  drained = purpose == PingPurpose::Drain;
  return std::nullopt;
}

Fault Liveness::tick() {
  if (context_.now < next_deadline()) return std::nullopt;
  if (!keep_alive_outstanding_) {
    ping(PingPurpose::KeepAlive);
    keep_alive_sent_ = context_.now;
    return std::nullopt;
  }
  return Error{.code = Code::Unavailable,
               .message = "the peer has not answered a ping",
               .origin = Origin::Transport};
}

TimePoint Liveness::next_deadline() const {
  const SessionLimits& limits = context_.limits;
  if (limits.keep_alive_interval <= Duration::zero()) return TimePoint::max();
  if (!keep_alive_outstanding_) return deadline_after(heard_, limits.keep_alive_interval);
  return deadline_after(std::max(heard_, keep_alive_sent_), limits.keep_alive_timeout);
}

}  // namespace idl::detail
