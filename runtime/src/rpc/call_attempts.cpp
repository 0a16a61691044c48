// A call that nobody has taken moves on to another connection once, at once and for nothing: the
// connection turned out to be dead, or its server to be going. Everything else is a repetition.
#include "rpc/call_attempts.h"

#include <string>

#include "rpc/repeatable.h"

namespace idl::detail {

std::uint32_t CallAttempts::max_repetitions() const {
  if (retries_ == nullptr) return 0;
  return start_.options.max_retries.value_or(retries_->max_retries());
}

bool CallAttempts::follow(const Error& failure) {
  if (!is_repeatable(failure, start_.method.idempotent || start_.options.idempotent)) return false;
  if (failure.executed == Executed::No && !moved_) {
    moved_ = true;
    return true;
  }
  if (repetitions_ >= max_repetitions() || !retries_->pause(repetitions_ + 1, deadline_)) {
    return false;
  }
  ++repetitions_;
  may_have_run_ = may_have_run_ || failure.executed == Executed::Maybe;
  return true;
}

Error CallAttempts::concluded(Error failure) const {
  if (may_have_run_) failure.executed = Executed::Maybe;
  if (repetitions_ > 0 && failure.code != Code::DeclaredError) {
    failure.message += "; the call was made " + std::to_string(repetitions_ + 1) + " times";
  }
  return failure;
}

}  // namespace idl::detail
