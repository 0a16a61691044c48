// Listens to the frames that pass a place, header by header: which calls and cancels have begun to
// pass, or have passed in full, is what outcomes are judged by.
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
  /// The next bytes that passed. False if they are no frames, from where on it hears nothing.
  bool hear(idl::BytesView bytes);

  /// Whether at least the header of the call's first frame has passed.
  [[nodiscard]] bool has_begun(idl::detail::CallId call) const { return begun_.contains(call); }

  /// Whether the last frame of the call's parameters has passed.
  [[nodiscard]] bool has_passed(idl::detail::CallId call) const { return passed_.contains(call); }

  /// Whether a cancel of the call has passed.
  [[nodiscard]] bool was_cancelled(idl::detail::CallId call) const {
    return cancelled_.contains(call);
  }

 private:
  bool begin_frame();
  void end_frame();

  std::array<std::byte, idl::detail::kFrameHeaderBytes> header_{};
  std::size_t header_size_ = 0;  // of the header that is under way
  idl::detail::FrameHeader frame_{};
  std::size_t payload_left_ = 0;  // of the frame that is under way
  bool deaf_ = false;
  std::set<idl::detail::CallId> begun_{};
  std::set<idl::detail::CallId> passed_{};
  std::set<idl::detail::CallId> cancelled_{};
};

}  // namespace simulation
