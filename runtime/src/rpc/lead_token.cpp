// One atomic word; every change is a compare-and-swap or the holder's own store. It says who leads,
// and never what the leader does.
#include "rpc/lead_token.h"

namespace idl::detail {

bool LeadToken::take() {
  std::uint64_t word = word_.load(std::memory_order_relaxed);
  while ((word & kStateMask) == kFree) {
    if (word_.compare_exchange_weak(word, word | kLeading, std::memory_order_acq_rel)) return true;
  }
  return false;
}

void LeadToken::release() {
  word_.store(word_.load(std::memory_order_relaxed) & ~kStateMask, std::memory_order_release);
}

LeadToken::Run LeadToken::begin_run() {
  const std::uint64_t number = (word_.load(std::memory_order_relaxed) >> kStateBits) + 1;
  const std::uint64_t word = (number << kStateBits) | kRunning;
  // Sequentially consistent: the monitor either sees this run before it sleeps, or is seen asleep.
  word_.store(word, std::memory_order_seq_cst);
  return Run{word};
}

bool LeadToken::end_run(Run run) {
  std::uint64_t expected = static_cast<std::uint64_t>(run);
  return word_.compare_exchange_strong(expected, (expected & ~kStateMask) | kLeading,
                                       std::memory_order_acq_rel);
}

bool LeadToken::revoke(Run run) {
  std::uint64_t expected = static_cast<std::uint64_t>(run);
  return word_.compare_exchange_strong(expected, expected & ~kStateMask, std::memory_order_acq_rel);
}

bool LeadToken::is_in(Run run) const {
  return word_.load(std::memory_order_acquire) == static_cast<std::uint64_t>(run);
}

bool LeadToken::in_run(Run& run) const {
  const std::uint64_t word = word_.load(std::memory_order_seq_cst);
  run = Run{word};
  return (word & kStateMask) == kRunning;
}

bool LeadToken::is_free() const {
  return (word_.load(std::memory_order_acquire) & kStateMask) == kFree;
}

}  // namespace idl::detail
