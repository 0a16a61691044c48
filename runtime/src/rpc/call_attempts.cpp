// A call that nobody has taken moves on to another connection once, at once and for nothing: the
// connection turned out to be dead, or its server to be going. Everything else is a repetition.
#include "rpc/call_attempts.h"

#include <string>

#include "rpc/repeatable.h"

namespace idl::detail {

std::uint32_t CallAttempts::max_repetitions() const {
  return retries_ == nullptr ? 0 : terms_.max_retries.value_or(retries_->max_retries());
}

std::optional<TimePoint> CallAttempts::next(const Error& failure) {
  repeats_ = false;
  if (!is_repeatable(failure, terms_.idempotent)) return std::nullopt;
  if (failure.executed == Executed::No && !moved_) {
    moved_ = true;
    return TimePoint::min();
  }
  if (repetitions_ >= max_repetitions()) return std::nullopt;
  const auto at = retries_->grant(repetitions_ + 1, terms_.deadline);
  if (!at) return std::nullopt;
  repeats_ = true;
  ++repetitions_;
  may_have_run_ = may_have_run_ || failure.executed == Executed::Maybe;
  return at;
}

bool CallAttempts::follow(const Error& failure) {
  const auto at = next(failure);
  if (!at) return false;
  if (*at == TimePoint::min() || retries_->sleep_until(*at)) return true;
  take_back();
  return false;
}

Error CallAttempts::concluded(Error failure) const {
  if (may_have_run_) failure.executed = Executed::Maybe;
  if (repetitions_ > 0 && failure.code != Code::DeclaredError) {
    failure.message += "; the call was made " + std::to_string(repetitions_ + 1) + " times";
  }
  return failure;
}

}  // namespace idl::detail
