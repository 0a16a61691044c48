// The protocol of one connection as a pure state machine: bytes and the time go in, events and
// bytes to write come out. Both sides of a connection are the same class, and either may call the
// other. It has no socket, no thread, no clock and no random source; it knows neither services nor
// values. docs/PROTOCOL.md describes the protocol, this header the use.

// Threads: none of its own and no locks; its owner lets one thread in at a time.
// How to drive it:
//   write  while output() is not empty, write from it and tell consumed() what the system took.
//          The owner's guard is held from output() to consumed(): every other call may move bytes.
//   read   give receive() what arrived, then take next_event() until it gives nothing.
//   time   call tick() when next_deadline() has come, then take next_event() until it gives
//   nothing.
// How the received bytes are split never matters: any split gives the same events.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "idl/bytes.h"
#include "idl/descriptors.h"
#include "idl/error.h"
#include "idl/outgoing.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/time_point.h"

#include "session/byte_account.h"
#include "session/output.h"
#include "session/session_events.h"
#include "session/session_limits.h"

namespace idl::detail {

/// Which side began the connection. It decides the lowest bit of this side's call ids, no more.
enum class Role : std::uint8_t { Initiator, Acceptor };

/// A connection's life. It only ever moves downwards, past states if need be.
enum class SessionState : std::uint8_t {
  Greeting,  ///< The peer's hello has not arrived; calls within the early limits are sent already.
  Open,      ///< Both hellos agree.
  Draining,  ///< A side has said that it goes away: what runs is finished.
  Closed,    ///< Over. Nothing is accepted, sent or reported any more, but for pending events.
};
[[nodiscard]] std::string_view to_string(SessionState state);

/// A call's life at the side that began it. Erased when its one outcome is known.
enum class OutgoingState : std::uint8_t {
  Held,       ///< Kept back: the early limits are used up and the peer's hello has not arrived.
  Sent,       ///< At least its first frame is in output(), or has left.
  Receiving,  ///< The first frames of its answer have arrived.
};
[[nodiscard]] std::string_view to_string(OutgoingState state);

/// A call's life at the side that serves it. Erased when it is answered or finished.
enum class IncomingState : std::uint8_t {
  Receiving,  ///< Its first frames have arrived.
  Running,    ///< Handed out as CallReceived.
  Answering,  ///< Its answer waits behind the last element of its stream, which has not left.
  Cancelled,  ///< Nobody waits for it, but its handler has not ended.
};
[[nodiscard]] std::string_view to_string(IncomingState state);

/// A call to be made.
struct CallRequest {
  std::uint64_t method = 0;
  std::uint32_t target = 0;
  std::optional<Duration> remaining = std::nullopt;  ///< Time left; nothing: no deadline.
  std::uint8_t depth = 0;  ///< 0 outside handlers; inside one, its call's depth + 1.
  bool one_way = false;
  StreamHalves streams{};              ///< Not of a one-way call.
  const CallExtras* extras = nullptr;  ///< Null or empty: none.
  Descriptors* descriptors = nullptr;  ///< Moved from if the call begins. Null or empty: none.
  std::span<const std::uint32_t> references{};  ///< Numbers of this side's objects in it.
};

/// What became of an element that was to be written to a stream.
enum class StreamWrite : std::uint8_t {
  Accepted,  ///< It is in output(), or follows as soon as the peer takes it.
  Blocked,   ///< Not now: the peer has to read first, or an earlier element has to leave.
  TooLarge,  ///< The peer takes no message of this size.
  Over,      ///< The call is over, or this half of it is.
};

/// A failure to be sent. For a declared error: the hash of its name, its name, and its fields.
struct Failure {
  Error error{};
  std::uint64_t declared = 0;
  std::string_view name{};
  Outgoing fields{};
};

/// An open call, for the report of a shutdown.
struct OpenCall {
  CallId call{};
  std::uint64_t method = 0;
  bool incoming = false;
  TimePoint since{};
};

/// What has happened so far. Only ever grows.
struct SessionCounters {
  std::uint64_t frames_received = 0;
  std::uint64_t calls_sent = 0;
  std::uint64_t calls_received = 0;
  std::uint64_t calls_refused = 0;    ///< Of the peer, before they ran.
  std::uint64_t calls_cancelled = 0;  ///< By the peer.
  std::uint64_t late_frames = 0;      ///< Of calls that were over; ignored.
  std::uint64_t ignored_frames = 0;   ///< Of kinds that this version does not know.

  friend bool operator==(const SessionCounters&, const SessionCounters&) = default;
};

/// What a session is given at birth.
struct SessionOptions {
  SessionLimits limits{};
  /// Whether this side's frames carry a CRC-32C: yes where the transport's own check is weak.
  bool checksums = false;
  /// What it shares with the other connections of its server, which outlives it; null: nothing. The
  /// session only asks; its owner books buffered_bytes().
  const ByteAccount* account = nullptr;
  /// Whether all calls are kept back until the peer's hello, rather than some sent ahead of it. For
  /// a peer that may be long in coming: they leave with the time that they have left by then.
  bool holds_calls = false;
};

class SessionCore;

/// One connection's protocol. See the top of the file for threads and for how to drive it.
class Session {
 public:
  /// The hello is in output() at once, and calls may be made at once.
  Session(Role role, const SessionOptions& options, TimePoint now);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  /// Takes bytes in the order in which they arrived. `bytes` must stay unchanged, and the events
  /// of the receive before must all have been taken, until next_event() gives nothing: it parses
  /// them where they lie. Views in payloads hold until the next receive() as long as `bytes` does.
  void receive(BytesView bytes, TimePoint now);

  /// Takes the descriptors that came beside the bytes of the next receive(), before it.
  void receive_descriptors(Descriptors descriptors);

  /// The next event, or null. It is the caller's to take apart, and holds until the next
  /// next_event(). Calling, answering and cancelling between two events is fine.
  [[nodiscard]] Event* next_event();

  /// The bytes to be written next, all in one piece; empty when there is nothing to write. Valid
  /// until any function that is not const. After Closed it holds the reason for the peer, if any.
  [[nodiscard]] BytesView output() const;

  /// The beginning of output() that may be written at once: descriptors end it. Valid as long.
  [[nodiscard]] Output next_output() const;

  /// The system has taken the first `count` bytes of output(), and the descriptors among them. A
  /// call of which no byte was consumed counts as not sent: never claim less than was written.
  void consumed(std::size_t count);

  /// Begins a call; `parameters` is written before this returns, straight into output() if the
  /// message fits a frame. Exactly one of ReplyReceived, CallFailed and a successful cancel() ends
  /// it; a one-way call gives no event and is over once it is queued. Fails, without an event, if
  /// the call cannot be made (too large, too deep, too many, no time left, peer going away,
  /// closed): always with Executed::No.
  [[nodiscard]] Result<CallId> call(const CallRequest& request, const Outgoing& parameters,
                                    TimePoint now);

  /// Writes an element to the stream that this side sends in `call`; `element` is written before
  /// this returns, straight into output() if it fits a frame. After Blocked, StreamWritable comes
  /// once the peer has granted credit; room that consumed() makes is told by may_write_stream().
  [[nodiscard]] StreamWrite write_stream(CallId call, const Outgoing& element);

  /// Whether a write that was Blocked is worth another try.
  [[nodiscard]] bool may_write_stream(CallId call) const;

  /// Ends the stream that this side sends in a call of its own. Ignored if it has ended.
  void end_stream(CallId call);

  /// Moves the elements that have arrived (see stream_records.h) into the empty buffer `into`;
  /// false if there are none. They hold their credit until consumed_stream().
  bool read_stream(CallId call, Buffer& into);

  /// Elements of so much cost have been read, or dropped: the peer may send as much again.
  void consumed_stream(CallId call, std::size_t cost);

  /// Ends a call of this side without an event; the peer is told if it has seen the call. Gives
  /// nothing if the call has ended already, otherwise whether it may have run. `No` means that the
  /// request was taken back before a byte of it was written.
  std::optional<Executed> cancel(CallId call);

  /// Answers a call of the peer. Ignored if nobody waits for it. An answer that is too large for
  /// the peer becomes the failure MessageTooLarge, one with descriptors that the connection does
  /// not take Unimplemented or ResourceExhausted. `references` as in CallRequest: an answer with
  /// too many becomes a failure, too. False if the answer brings nothing to the peer.
  bool reply(CallId call, const Outgoing& results, Descriptors descriptors = {},
             std::span<const std::uint32_t> references = {});

  /// Answers a call of the peer with a failure; error.executed says whether its handler was
  /// entered. Ignored if nobody waits for it; a one-way call is only finished by it.
  void fail(CallId call, const Failure& failure);

  /// Gives an object of the peer back, which had been received `count` times in messages.
  void release_reference(std::uint32_t number, std::uint32_t count);

  /// Whether the peer holds, or is about to receive, references to an object of this side.
  [[nodiscard]] bool has_given(std::uint32_t number) const;

  /// Says that a one-way call of the peer has run.
  void finish_one_way(CallId call);

  /// Begins to drain: the peer is told to begin no more calls, and once it has answered, which
  /// calls were the last. Calls of this side still can be made. `reason` is for people. Idempotent.
  void go_away(std::string_view reason);

  /// Whether nothing is left to do after a go_away(): the peer knows the last call, no call is
  /// open in either direction, and output() is empty. True when closed, too.
  [[nodiscard]] bool drained() const;

  /// Ends the connection from this side, for `reason`: the peer is told it, and which of its calls
  /// were taken; every open call ends, then Closed comes. Nothing if it is over already.
  void close(const Error& reason);

  /// The transport is gone, or is to be given up for the reason `error`: every open call ends, then
  /// Closed comes. First give receive() whatever can still be read: it may hold answers. After the
  /// end it only drops what was still to be written, with its descriptors.
  void transport_lost(const Error& error);

  /// Lets time pass: deadlines, incomplete messages, the handshake, keep-alive.
  void tick(TimePoint now);

  /// When tick() has something to do at the earliest; nothing if never. It may be too early.
  [[nodiscard]] std::optional<TimePoint> next_deadline() const;

  [[nodiscard]] SessionState state() const;
  [[nodiscard]] const SessionCounters& counters() const;

  /// Why a call of the peer was refused last, if one was (counters().calls_refused).
  [[nodiscard]] const Error& last_refusal() const;

  /// The open calls of both directions, oldest first. Allocates; meant for reports.
  [[nodiscard]] std::vector<OpenCall> open_calls() const;

  /// How many calls are open: those of this side, of which so many have streams, and the peer's.
  [[nodiscard]] std::size_t outgoing_calls() const;
  [[nodiscard]] std::size_t outgoing_streams() const;
  [[nodiscard]] std::size_t incoming_calls() const;

  /// Bytes held for calls of the peer that have not ended, for elements of streams that were not
  /// read, and for unwritten output.
  [[nodiscard]] std::size_t buffered_bytes() const;

 private:
  std::unique_ptr<SessionCore> core_;
};

}  // namespace idl::detail
