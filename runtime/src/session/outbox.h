// Frames on their way out. Short messages and control frames go straight into one contiguous buffer
// behind what is already there; the frames of long messages take turns, so that they delay nobody.
// What must not overtake a request waits for the frames of that.
// It frames and counts; what a frame means and whether it may be sent is the session's business.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>

#include "idl/bytes.h"
#include "idl/descriptors.h"
#include "idl/outgoing.h"
#include "idl/time_point.h"

#include "base/buffer.h"
#include "frame/frame.h"
#include "session/output.h"
#include "session/session_events.h"
#include "session/session_limits.h"
#include "session/stream_gate.h"

namespace idl::detail {

/// Where a frame begins, counted in bytes from the beginning of the connection.
enum class StreamPosition : std::uint64_t {};

/// A call, answer or element of a stream, in the pieces that it is made of.
struct OutMessage {
  FrameKind kind = FrameKind::Call;
  std::uint8_t flags = 0;
  CallId call{};
  BytesView head{};
  BytesView extras{};
  Outgoing body{};
  Descriptors* descriptors = nullptr;  ///< Moved from. Null or empty: none.

  [[nodiscard]] std::size_t size() const { return head.size() + extras.size() + body.size; }
};

/// One direction of a connection. No thread safety of its own.
class Outbox {
 public:
  /// checksums: whether each frame gets one.
  explicit Outbox(bool checksums) : checksums_(checksums) {}

  /// The largest payload of a frame from now on, checksum included; until then, the early limit.
  void set_max_payload(std::uint32_t bytes) { max_payload_ = bytes; }

  /// The most that a message may have to fit one frame.
  [[nodiscard]] std::size_t max_single_frame() const;

  /// Who knows how much of a stream may leave. Outlives the outbox.
  void set_gate(StreamGate& gate) { gate_ = &gate; }

  /// The largest frame of stream data from now on, header included; not above the frame limit.
  void set_max_stream_frame(std::size_t bytes) { max_stream_frame_ = bytes; }

  /// The room that the first frame of a stream's element of so many bytes needs.
  [[nodiscard]] std::size_t first_frame_bytes(std::size_t element) const;

  /// The bytes to be written next. Valid until the next function that is not const.
  [[nodiscard]] BytesView output() const { return buffer_.data(); }
  /// As in Session.
  [[nodiscard]] Output next_output() const;
  void consumed(std::size_t count);

  /// How many descriptors wait to be written. Counts them one by one.
  [[nodiscard]] std::size_t queued_descriptors() const;

  /// Queues a frame of at most a few bytes at once, and tells where it begins.
  StreamPosition queue_control(FrameKind kind, CallId call, BytesView payload);

  /// Queues a control frame that must not overtake a request: behind all of those made so far that
  /// are not queued in full, at once if there is none.
  void queue_behind_requests(FrameKind kind, BytesView payload);

  /// Queues a message: at least its first frame at once, unless an earlier message of the same call
  /// has not been queued in full; then it follows that. Tells where it begins if it begins at once.
  /// Stream data needs room at the gate for its first frame.
  StreamPosition queue_message(const OutMessage& message);

  /// The peer takes more of a call's stream, or of all streams.
  void resume(CallId call);
  void resume_all();

  /// Keeps a call back until release_held().
  void hold(const OutMessage& message, TimePoint now);

  /// The message that was kept back first, of those that still are.
  struct Held {
    CallId call{};
    std::size_t size = 0;
    std::size_t descriptors = 0;
  };
  [[nodiscard]] std::optional<Held> next_held() const;
  [[nodiscard]] std::size_t held_count() const { return held_.size(); }

  /// Queues a call that was kept back, with the time that it has left now.
  StreamPosition release_held(CallId call, TimePoint now);

  /// Whether a byte of the frame that begins at `position` was written.
  [[nodiscard]] bool is_written(StreamPosition position) const {
    return static_cast<std::uint64_t>(position) < written_;
  }

  /// Whether frames of a message of this call are still to be queued; and whether they are the
  /// call itself.
  [[nodiscard]] bool is_sending(CallId call) const;
  [[nodiscard]] bool is_sending_request(CallId call) const;

  /// Forgets what is not queued yet of a long or held message.
  void drop_rest(CallId call);

  /// What went with a call that was taken back.
  struct TakenBack {
    std::size_t stream_bytes = 0;  ///< Of stream data, headers included.
    Bytes references{};            ///< The list of those that were announced with it.
  };

  /// Makes the peer never see a call of which no byte was written; its first frame is at `first`.
  TakenBack take_back(CallId call, StreamPosition first);

  /// Forgets everything: there is nobody to write to.
  void clear();

  /// Forgets all messages that are not queued in full. What output() has stays.
  void drop_unqueued();

  /// Bytes of all messages and frames that are not written.
  [[nodiscard]] std::size_t buffered_bytes() const { return buffer_.size() + unqueued_bytes_; }

  /// How many queued frames that only answer the peer's own (pongs, refusals) are not written, or
  /// were written so recently that they still count.
  [[nodiscard]] std::uint32_t queued_controls() const { return older_.count + newer_.count; }

 private:
  struct LongMessage {
    FrameKind kind{};
    std::uint8_t flags = 0;
    CallId call{};
    Bytes bytes{};
    Descriptors descriptors{};  // until its first frame is queued
    std::size_t sent = 0;
    bool begun = false;
    TimePoint held_since{};

    [[nodiscard]] bool finished() const { return begun && sent == bytes.size(); }
  };
  struct Controls {
    std::uint32_t count = 0;
    std::uint64_t end = 0;  // where the last of them ends in the stream
  };

  /// What goes with the frame that begins at a place of the stream.
  struct Beside {
    StreamPosition at{};
    CallId call{};
    Descriptors descriptors{};
  };

  /// A control frame that waits for the requests up to `last`.
  struct Delayed {
    FrameKind kind{};
    CallId last{};
    Bytes payload{};
  };

  static LongMessage marshal(const OutMessage& message);
  [[nodiscard]] Bytes payload_of(BytesView frame) const;
  std::span<std::byte> open_frame(const FrameHeader& header, std::size_t data_size);
  void close_frame();
  void count_control();
  void attach(StreamPosition frame, CallId call, Descriptors& descriptors);
  StreamPosition start(LongMessage message);
  [[nodiscard]] std::size_t frame_overhead() const {
    return kFrameHeaderBytes + (checksums_ ? kChecksumBytes : 0);
  }
  [[nodiscard]] std::size_t max_data(FrameKind kind) const;
  [[nodiscard]] std::size_t room_for(const LongMessage& message) const;
  [[nodiscard]] bool queue_next_frame(LongMessage& message);
  void finish_turn();
  void queue_turns();
  [[nodiscard]] CallId last_request() const;
  [[nodiscard]] bool sends_request_up_to(CallId last) const;
  void queue_delayed();
  [[nodiscard]] std::uint64_t queued() const { return written_ + buffer_.size(); }

  bool checksums_;
  std::uint32_t max_payload_ = kEarlyFrameBytes;
  Buffer buffer_;
  std::size_t open_bytes_ = 0;  // the size of the frame between open_frame and close_frame
  std::uint64_t written_ = 0;
  StreamGate* gate_ = nullptr;
  std::size_t max_stream_frame_ = 0;
  std::list<LongMessage> turns_;  // lists, because they cost an idle connection nothing
  std::list<LongMessage> held_;
  std::list<LongMessage> parked_;  // stream data that the peer does not take yet
  std::list<LongMessage> behind_;  // what follows an unfinished message of the same call
  std::list<Beside> beside_;       // of frames that are queued, in their order
  std::list<Delayed> delayed_;
  std::size_t unqueued_bytes_ = 0;  // of all four
  Controls older_;
  Controls newer_;
};

}  // namespace idl::detail
