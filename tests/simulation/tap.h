// Listens to what leaves a side, frame header by frame header: which calls have begun to leave is
// what their outcomes are judged by.
#pragma once

#include <array>
#include <cstddef>
#include <set>

#include "frame/frame.h"
#include "idl/bytes.h"
#include "session/session_events.h"

namespace simulation {

class Tap {
 public:
  /// The next bytes that left the side.
  void hear(idl::BytesView bytes);

  /// Whether at least the header of the call's first frame has left.
  [[nodiscard]] bool has_left(idl::detail::CallId call) const { return left_.contains(call); }

 private:
  std::array<std::byte, idl::detail::kFrameHeaderBytes> header_{};
  std::size_t header_size_ = 0;   // of the header that is under way
  std::size_t payload_left_ = 0;  // of the frame that is under way
  std::set<idl::detail::CallId> left_{};
};

}  // namespace simulation
