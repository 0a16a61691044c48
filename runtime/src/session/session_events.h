// What a session tells its owner: values, each an event of exactly one call or of the connection.
// They carry no behaviour; session.h says in which order they come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "idl/bytes.h"
#include "idl/descriptors.h"
#include "idl/error.h"
#include "idl/time_point.h"

#include "base/buffer.h"
#include "frame/call_extras.h"
#include "frame/stream_halves.h"

namespace idl::detail {

/// Names a call within its connection; the lowest bit tells which side began it (0: the
/// initiator). Ids of one side ascend and are never reused. 0 is no call.
enum class CallId : std::uint64_t {};

/// The bytes of a message's body. A message that came in one frame is a view into what receive()
/// was given, or into the session, and valid until the next receive(); a longer one owns its bytes.
class Payload {
 public:
  Payload() = default;
  /// Somebody else's bytes.
  explicit Payload(BytesView view) : view_(view) {}
  /// Bytes of its own.
  explicit Payload(Bytes owned) : owned_(std::move(owned)) {}

  /// The bytes, valid as said above and only as long as this object stays where it is.
  [[nodiscard]] BytesView bytes() const {
    return owned_.empty() ? view_ : BytesView(owned_).subspan(skipped_);
  }
  [[nodiscard]] bool is_view() const { return owned_.empty(); }

  /// Leaves the first `count` bytes out.
  void drop_front(std::size_t count);

  /// Makes the payload independent of receive(), by a copy if it is a view.
  void own();

 private:
  BytesView view_{};
  Bytes owned_{};
  std::size_t skipped_ = 0;
};

/// An error frame as a value. `error.executed` and `error.origin` are from the receiver's point of
/// view. A declared error has the 64-bit hash of its name (never 0), its name and its encoded
/// fields; any other has neither.
struct WireError {
  Error error{};
  std::uint64_t declared = 0;
  std::string name{};
  Bytes body{};

  friend bool operator==(const WireError&, const WireError&) = default;
};

/// The peer's hello has arrived and both sides agree. The first event, or it never comes.
struct HandshakeDone {
  std::uint16_t version = 0;
  std::uint32_t peer_max_message_bytes = 0;
  std::uint32_t peer_max_calls = 0;
};

/// The peer calls. Answer it with reply(), fail() or, if it is one-way, finish_one_way(), exactly
/// once and also after a CallCancelled.
struct CallReceived {
  CallId call{};
  std::uint64_t method = 0;
  std::uint32_t target = 0;  ///< 0: the connection's registered services.
  std::optional<TimePoint> deadline = std::nullopt;
  std::uint8_t depth = 0;
  bool one_way = false;
  StreamHalves streams{};
  CallExtras extras{};
  Payload parameters{};
  Descriptors descriptors{};                ///< In the order of their indexes.
  std::vector<std::uint32_t> references{};  ///< Received once each; to be released one day.
};

/// A call of this side has succeeded. `unread`: the elements of its stream that Session::read() has
/// not given yet.
struct ReplyReceived {
  CallId call{};
  Payload results{};
  Buffer unread{};
  Descriptors descriptors{};
  std::vector<std::uint32_t> references{};  ///< As in CallReceived.
};

/// A call of this side has failed: at the peer, at its deadline, or with the connection. `unread`
/// as in ReplyReceived; empty after a deadline.
struct CallFailed {
  CallId call{};
  WireError failure{};
  Buffer unread{};
};

/// Nobody waits for this call of the peer any more. It still has to be answered, to give its place
/// free; the answer goes nowhere.
struct CallCancelled {
  CallId call{};
};

/// Elements of the call's stream have arrived: Session::read_stream() gives them. Comes again only
/// after that.
struct StreamReadable {
  CallId call{};
};

/// The caller's stream has ended; what has arrived of it can still be read. A stream of the callee
/// ends with the call's answer.
struct StreamEnded {
  CallId call{};
};

/// A write that was Blocked is worth another try. May come although the outbox blocks it again.
struct StreamWritable {
  CallId call{};
};

/// The peer has given all references to this object back, or has never seen them.
struct ReferenceReleased {
  std::uint32_t number = 0;
};

/// The peer takes no further calls; those under way go on. Comes once.
struct PeerGoingAway {
  std::string reason{};
};

/// The connection is over: write what output() still has if you can, then close the transport.
/// The last event; every call has had its own before.
struct Closed {
  Error error{};
};

using Event = std::variant<HandshakeDone, CallReceived, ReplyReceived, CallFailed, CallCancelled,
                           StreamReadable, StreamEnded, StreamWritable, ReferenceReleased,
                           PeerGoingAway, Closed>;

}  // namespace idl::detail
