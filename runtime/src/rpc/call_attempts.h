// The attempts that one call has: when another one follows a failure, and what is told of all of
// them in the end. It makes no attempt itself.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "idl/client_call.h"
#include "idl/error.h"
#include "idl/time_point.h"
#include "rpc/retries.h"

namespace idl::detail {

/// What a call says about being made again.
struct RetryTerms {
  bool idempotent = false;  ///< Its method, or its caller for it.
  std::optional<std::uint32_t> max_retries{};
  TimePoint deadline = TimePoint::max();

  static RetryTerms of(const CallStart& start, TimePoint deadline) {
    return {start.method.idempotent || start.options.idempotent, start.options.max_retries,
            deadline};
  }
};

/// One thread at a time.
class CallAttempts {
 public:
  /// Without `retries`, which outlives this object, nothing is repeated that has been sent.
  CallAttempts(Retries* retries, const RetryTerms& terms) : retries_(retries), terms_(terms) {}

  /// When the next attempt is to begin after one that failed so, TimePoint::min() for at once;
  /// nothing if none is. It counts as made.
  [[nodiscard]] std::optional<TimePoint> next(const Error& failure);

  /// The attempt that next() has granted is not made after all.
  void take_back() {
    if (std::exchange(repeats_, false)) --repetitions_;
  }

  /// next(), after the pause, for which it blocks. False: no attempt follows.
  [[nodiscard]] bool follow(const Error& failure);

  /// The call has moved to another connection, for free, which it may do once.
  void note_moved() { moved_ = true; }
  [[nodiscard]] bool has_moved() const { return moved_; }

  /// An attempt has succeeded.
  void note_success() {
    if (retries_ != nullptr) retries_->note_success();
  }

  /// The last failure, as one of the whole call.
  [[nodiscard]] Error concluded(Error failure) const;

 private:
  [[nodiscard]] std::uint32_t max_repetitions() const;

  Retries* const retries_;
  const RetryTerms terms_;
  std::uint32_t repetitions_ = 0;
  bool repeats_ = false;  // next() has granted a repetition last
  bool moved_ = false;
  bool may_have_run_ = false;
};

}  // namespace idl::detail
