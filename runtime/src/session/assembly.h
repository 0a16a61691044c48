// A message that arrives in several frames, put together. The first frame says how long the whole
// is; memory is taken only as the bytes come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "idl/bytes.h"
#include "idl/time_point.h"

#include "frame/frame.h"

namespace idl::detail {

/// The bytes in front of the first of several frames that hold the size of the whole message.
inline constexpr std::size_t kMessageSizeBytes = 4;

/// A message's beginning, as its first frame shows it.
struct MessageStart {
  std::size_t size = 0;  ///< Of the whole message.
  BytesView data{};      ///< What the first frame has of it.
};

/// Reads the first frame of a message, of several or alone.
[[nodiscard]] MessageStart read_message_start(const FrameHeader& header, BytesView payload);

/// Collects a message.
class Assembly {
 public:
  Assembly() = default;
  Assembly(std::size_t size, TimePoint now) : size_(size), since_(now) {}

  enum class Outcome : std::uint8_t {
    Incomplete,  ///< More frames follow, as they must.
    Complete,    ///< take() gives the message.
    WrongSize,   ///< The frames hold more or less than the first one promised.
  };

  /// Adds the next frame's bytes; `more` tells whether that frame promises another.
  [[nodiscard]] Outcome add(BytesView data, bool more);

  /// Takes the whole message.
  [[nodiscard]] Bytes take() { return std::exchange(bytes_, Bytes{}); }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t missing() const { return size_ - bytes_.size(); }
  [[nodiscard]] TimePoint since() const { return since_; }

 private:
  Bytes bytes_{};
  std::size_t size_ = 0;
  TimePoint since_{};
};

}  // namespace idl::detail
