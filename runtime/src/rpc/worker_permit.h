// Whether a handler on a thread of a crew may block: if there is another thread for the calls that
// come meanwhile. It makes no thread.
#pragma once

#include "rpc/crew.h"
#include "rpc/current_call.h"

namespace idl::detail {

/// What a handler is told that must not wait.
[[nodiscard]] Error no_thread_left();

/// For a handler that does not run on the leader's thread. `crew` outlives it.
class WorkerPermit final : public BlockingPermit {
 public:
  explicit WorkerPermit(const Crew& crew) : crew_(crew) {}

  Result<void> prepare_to_block() override {
    if (crew_.has_spare()) return {};
    return no_thread_left();
  }

 private:
  const Crew& crew_;
};

}  // namespace idl::detail
