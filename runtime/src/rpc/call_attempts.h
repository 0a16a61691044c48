// The attempts that one call has: when another one follows a failure, and what is told of all of
// them in the end. It makes no attempt itself.
#pragma once

#include <cstdint>

#include "idl/client_call.h"
#include "idl/error.h"
#include "idl/time_point.h"
#include "rpc/retries.h"

namespace idl::detail {

/// One thread's.
class CallAttempts {
 public:
  /// Without `retries`, nothing is repeated that has been sent. Both outlive this object.
  CallAttempts(Retries* retries, const CallStart& start, TimePoint deadline)
      : retries_(retries), start_(start), deadline_(deadline) {}

  /// Whether the call is to be made again after an attempt that failed so. May block for a pause.
  [[nodiscard]] bool follow(const Error& failure);

  /// An attempt has succeeded.
  void note_success() {
    if (retries_ != nullptr) retries_->note_success();
  }

  /// The last failure, as one of the whole call.
  [[nodiscard]] Error concluded(Error failure) const;

 private:
  [[nodiscard]] std::uint32_t max_repetitions() const;

  Retries* const retries_;
  const CallStart& start_;
  const TimePoint deadline_;
  std::uint32_t repetitions_ = 0;
  bool moved_ = false;
  bool may_have_run_ = false;
};

}  // namespace idl::detail
