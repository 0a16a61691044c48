// What the session's tests are written in: frames as literal bytes, a session with a clock that is
// moved by hand, and events as lines of text, so that a test compares what happened with what is
// written in it.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "frame/call_head.h"
#include "frame/error_body.h"
#include "frame/frame.h"
#include "frame/go_away.h"
#include "frame/hello.h"
#include "session/session.h"
#include "session/stream_records.h"

namespace idl::detail {

/// A frame with a right header and, if `flags` say so, a right checksum.
Bytes frame(FrameKind kind, std::uint64_t call, const Bytes& data = {}, std::uint8_t flags = 0);

/// The hello of a peer that speaks version 1 and has the default limits.
Hello default_hello();
Bytes hello_frame(const Hello& hello = default_hello(), std::uint8_t flags = 0);

/// The payload of a call: its head and `size` bytes of parameters, each 0x50.
Bytes call_payload(std::size_t size, const CallHead& head = {.method = 7});
Bytes call_frame(std::uint64_t call, std::size_t size = 3, std::uint8_t flags = 0);
/// A call with streams and no parameters, and the frames that belong to streams. Elements are 0x52.
Bytes stream_call_frame(std::uint64_t call, StreamHalves halves);
Bytes data_frame(std::uint64_t call, std::size_t size);
Bytes end_frame(std::uint64_t call);
Bytes credit_frame(std::uint64_t call, std::uint32_t bytes);
Bytes reply_frame(std::uint64_t call, std::size_t size = 3);
Bytes error_frame(std::uint64_t call, const ErrorBody& body);
Bytes cancel_frame(std::uint64_t call);
Bytes ping_frame(std::uint64_t token);
Bytes pong_frame(std::uint64_t token);
Bytes go_away_frame(const GoAway& go_away);

/// The frames of a long message whose bytes are `message`, `piece` bytes of it in each.
std::vector<Bytes> long_message(FrameKind kind, std::uint64_t call, const Bytes& message,
                                std::size_t piece);

Bytes join(const std::vector<Bytes>& parts);

/// Bytes as parameters or results; `bytes` must outlive it.
Outgoing outgoing(const Bytes& bytes);

/// An event as one line, such as "reply 2 (3 bytes)".
std::string describe(const Event& event);

/// The sizes of the elements in a buffer of a stream.
std::string describe_elements(const Buffer& elements);

/// Every frame of `stream`, as one line each, such as "call 2 (19)". An incomplete rest is "...".
std::vector<std::string> describe_frames(BytesView stream);

/// A session, its clock, and what it said.
class Driven {
 public:
  explicit Driven(Role role, const SessionOptions& options = {})
      : session(role, options, TimePoint() + std::chrono::hours(1)) {}

  /// Gives `bytes` to the session and notes the events.
  void feed(BytesView bytes);

  /// The same in pieces of `piece` bytes.
  void feed_in_pieces(const Bytes& bytes, std::size_t piece);

  /// Lets the time pass in one step, and notes the events.
  void wait(Duration span);

  /// Notes the events that are there.
  void note_events();

  /// Takes what the session has to write, as a socket would that takes everything.
  Bytes take_output();

  /// Handshake done and forgotten: hellos exchanged, log empty.
  Driven& opened(const Hello& hello = default_hello());

  /// Begins a call with `size` bytes of parameters; the test fails if it is refused.
  CallId call(std::size_t size = 3, const CallRequest& request = {.method = 7});

  /// Writes an element of `size` bytes to a stream.
  StreamWrite write(CallId call, std::size_t size);

  /// Reads what has arrived of a stream, and gives its credit back; the elements' sizes.
  std::string read(CallId call);

  /// The events so far, which are then forgotten.
  std::vector<std::string> events();

  TimePoint now = TimePoint() + std::chrono::hours(1);
  Session session;

 private:
  std::vector<std::string> log_;
};

using Lines = std::vector<std::string>;

}  // namespace idl::detail

/// Shows the lines where a comparison of them fails.
template <>
struct doctest::StringMaker<idl::detail::Lines> {
  static String convert(const idl::detail::Lines& lines);
};
