// The streams of all calls of a connection, of both sides: their elements on the way in and out,
// their halves, and the credit that keeps a slow reader's memory small. Which calls there are, and
// how they end, is the business of the two sides of calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "idl/error.h"
#include "idl/outgoing.h"

#include "base/buffer.h"
#include "frame/frame_reader.h"
#include "frame/hello.h"
#include "session/assembly.h"
#include "session/call_table.h"
#include "session/session.h"
#include "session/session_context.h"
#include "session/stream_credit.h"
#include "session/stream_gate.h"

namespace idl::detail {

/// Part of SessionCore; `context` must outlive it, and both stay where they are.
class Streams final : private StreamGate {
 public:
  explicit Streams(SessionContext& context);

  /// The peer's hello has come: it says what the peer takes unasked.
  void on_hello(const Hello& hello);

  /// Whether both sides have streams; not before the peer's hello.
  [[nodiscard]] bool available() const { return available_; }

  /// A call with streams begins. Nothing flows before start().
  void open(CallId id, bool sends, bool receives);

  /// The call is on its way, or has come.
  void start(CallId id);

  /// The call is over; gives the elements that were not read.
  Buffer close(CallId id);

  /// Nobody reads any more; what comes is counted as late.
  void stop_receiving(CallId id);

  /// From now on no credit is granted: the connection is over.
  void stop() { stopped_ = true; }

  [[nodiscard]] bool has(CallId id) { return streams_.find(id) != nullptr; }

  /// What a data frame is taken for: a fault of the connection, or an element for which its call
  /// has to fail, or neither.
  struct Verdict {
    Fault fault = std::nullopt;
    std::optional<Error> refusal = std::nullopt;
  };

  /// Frames about a stream that is open.
  [[nodiscard]] Verdict on_data(CallId id, const Frame& frame);
  [[nodiscard]] Fault on_end(CallId id);
  [[nodiscard]] Fault on_credit(CallId id, const Frame& frame);

  /// Data of a stream that is over: it took credit of the connection.
  [[nodiscard]] Fault on_late_data(const Frame& frame);
  [[nodiscard]] Fault on_connection_credit(const Frame& frame);

  /// As in Session.
  [[nodiscard]] StreamWrite write(CallId id, const Outgoing& element);
  [[nodiscard]] bool may_write(CallId id);
  void end(CallId id);
  bool read(CallId id, Buffer& into);
  void consumed(CallId id, std::size_t cost);

  /// Frames of so many bytes were taken back before they left.
  void refund(std::size_t bytes);

  /// Bytes of frames whose elements have not been read.
  [[nodiscard]] std::size_t unread_bytes() const { return in_.unread(); }

 private:
  struct Stream {
    bool sends = false;
    bool receives = false;
    bool started = false;
    bool send_ended = false;
    bool receive_ended = false;
    bool unread_told = false;  // StreamReadable is out, and nobody has read since
    bool dropping = false;     // nobody reads any more
    std::size_t wanted = 0;    // the room that a write waits for; 0: none waits
    OutCredit out{};
    InCredit in{};
    Buffer records{};
    bool unfinished = false;  // an element is arriving
    bool hurried = false;     // and it gets credit beyond the window
    Assembly element{};
    std::size_t element_cost = 0;
    std::size_t excess = 0;  // what its elements take beyond the window
  };

  // StreamGate, for the outbox.
  [[nodiscard]] std::size_t room(CallId call) const override;
  void spend(CallId call, std::size_t bytes) override;

  [[nodiscard]] bool begin_element(Stream& stream, const MessageStart& start, Verdict& verdict);
  void add_to_element(CallId id, Stream& stream, const Frame& piece, Verdict& verdict);
  void keep(CallId id, Stream& stream, BytesView element, std::size_t cost);
  void leave_element(Stream& stream);
  void hurry(Stream& stream);
  void set_excess(Stream& stream, std::size_t excess);
  void grant(CallId id, Stream& stream);
  void grant_connection();
  [[nodiscard]] bool may_write(CallId id, const Stream& stream) const;
  void tell_writable(CallId id, Stream& stream);

  SessionContext& context_;
  CallTable<Stream> streams_;
  bool available_ = false;
  bool stopped_ = false;
  std::uint32_t peer_window_ = 0;
  std::size_t peer_max_message_ = 0;
  OutCredit out_;
  InCredit in_;
  std::size_t unfinished_ = 0;  // streams on which an element is arriving
  std::size_t hurried_ = 0;     // those of them that get credit beyond the window
  std::size_t excess_ = 0;      // of all streams
};

}  // namespace idl::detail
