// The request of a started call, for the case that the call has to be made again when its
// parameters are gone. Slots keep one each, whose memory serves call after call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "idl/bytes.h"
#include "idl/call_options.h"
#include "idl/client_call.h"
#include "idl/method.h"
#include "idl/time_point.h"
#include "idl/trace_context.h"

namespace idl::detail {

class CallRoute;

/// One thread at a time.
class KeptRequest {
 public:
  /// Whether a call that is started so can be made again: its parameters are bytes alone, which
  /// bring no descriptors and no services, and some repetition is allowed.
  [[nodiscard]] static bool suits(const CallRoute& route, const CallStart& start);

  /// Takes a copy of the request. `trace` is what is sent of it.
  void keep(const std::shared_ptr<CallRoute>& route, const CallStart& start, TimePoint deadline,
            const std::optional<TraceContext>& trace);

  /// The call has moved to another connection before it was left alone.
  void note_moved() { moved_ = true; }

  /// Holds nothing from now on; gives big memory back.
  void drop();

  /// Whether it holds a request; the rest only then.
  [[nodiscard]] bool any() const { return any_; }

  /// The request as that of another attempt. Refers to this object.
  [[nodiscard]] CallStart start() const;
  [[nodiscard]] TimePoint deadline() const { return deadline_; }
  [[nodiscard]] std::uint8_t depth() const { return depth_; }
  [[nodiscard]] bool has_moved() const { return moved_; }
  /// Null if the channel is gone.
  [[nodiscard]] std::shared_ptr<CallRoute> route() const { return route_.lock(); }

 private:
  Method method_{};
  CallOptions options_{};
  Bytes parameters_{};
  std::weak_ptr<CallRoute> route_{};
  TimePoint deadline_ = TimePoint::max();
  std::uint8_t depth_ = 0;
  bool moved_ = false;
  bool any_ = false;
};

}  // namespace idl::detail
