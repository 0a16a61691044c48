// What a channel knows of one of its addresses: when it may be tried, and why not now. Pure: the
// time is handed in, and nothing here connects.
#pragma once

#include <cstdint>
#include <optional>

#include "base/random.h"
#include "idl/backoff.h"
#include "idl/error.h"
#include "idl/time_point.h"

namespace idl::detail {

/// The health of one address. No thread safety of its own.
class EndpointHealth {
 public:
  /// A connection has been made: whatever was wrong is over.
  void note_connected();

  /// An attempt has failed.
  void note_failed(const BackoffOptions& options, Error reason, TimePoint now, Random& random);

  /// The connection was lost, having been used last at `last_used`.
  void note_lost(const BackoffOptions& options, TimePoint last_used, TimePoint now, Random& random);

  /// When the next attempt may begin: at any time, if that has passed.
  [[nodiscard]] TimePoint next_attempt() const { return next_attempt_; }

  /// Why the last attempt failed; nothing if it did not.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  TimePoint next_attempt_ = TimePoint::min();
  std::optional<Error> failure_;
  std::uint32_t failures_ = 0;  // in a row
};

}  // namespace idl::detail
