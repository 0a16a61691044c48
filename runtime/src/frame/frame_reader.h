// Finds the frames in a stream of bytes that arrives in any pieces. Whole frames are handed out
// where they lie; only what a piece leaves unfinished is copied. It judges every header as soon as
// it is there, before a byte of payload is kept. Of what frames mean it knows only that the first
// one is a hello.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "idl/bytes.h"
#include "idl/time_point.h"

#include "frame/frame.h"

namespace idl::detail {

/// A whole frame. The payload is without its checksum, which has been verified.
struct Frame {
  FrameHeader header;
  BytesView payload;
};

/// The receiving end of a stream of frames.
class FrameReader {
 public:
  /// Payloads above `max_size` bytes, checksum included, are refused from their header.
  explicit FrameReader(std::uint32_t max_size) : max_size_(max_size) {}

  /// Takes the next bytes of the stream, which must stay unchanged until next() gives nothing. Call
  /// it only then.
  void feed(BytesView bytes, TimePoint now) {
    stitched_.clear();
    input_ = bytes;
    now_ = now;
  }

  /// The next whole frame; its payload is valid until the next feed() as long as the bytes given
  /// to feed() are. Nothing when more bytes are needed, or after a fault.
  [[nodiscard]] std::optional<Frame> next();

  /// What is wrong with the stream. After a fault it stays where it is.
  [[nodiscard]] FrameFault fault() const { return fault_; }

  /// The header that the fault is about.
  [[nodiscard]] const std::array<std::byte, kFrameHeaderBytes>& faulty_header() const {
    return faulty_header_;
  }

  /// When the first byte of a frame arrived that is still incomplete; nothing if there is none.
  [[nodiscard]] std::optional<TimePoint> incomplete_since() const {
    return partial_.empty() ? std::nullopt : std::optional(partial_since_);
  }

  /// How many bytes of an incomplete frame are held.
  [[nodiscard]] std::size_t buffered() const { return partial_.size(); }

 private:
  std::optional<Frame> next_in_place();
  std::optional<Frame> next_stitched();
  std::optional<FrameHeader> judge_header(const std::byte* header);
  std::optional<Frame> finish(const FrameHeader& header, BytesView frame);
  void fill_partial(std::size_t size);
  void keep_rest();

  std::uint32_t max_size_;
  BytesView input_{};
  TimePoint now_{};
  TimePoint partial_since_{};
  Bytes partial_{};   // the beginning of a frame whose end has not arrived
  Bytes stitched_{};  // a frame whose end has: the last feed's, kept for its views
  FrameFault fault_ = FrameFault::None;
  std::array<std::byte, kFrameHeaderBytes> faulty_header_{};
  std::optional<bool> checksums_{};  // as the first frame has them
};

}  // namespace idl::detail
