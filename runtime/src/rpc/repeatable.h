// Which failures of a call may be answered by making it again. The rule stands here alone; how
// often and when is a matter of options.
#pragma once

#include "idl/error.h"

namespace idl::detail {

/// Whether a failure is one that passes by itself: the connection is gone, or its server is going.
[[nodiscard]] inline bool is_transient(const Error& error) {
  return error.code == Code::Unavailable || error.code == Code::GoingAway;
}

/// Whether a call that failed so may be made again. Nothing runs twice unless its method allows it.
[[nodiscard]] inline bool is_repeatable(const Error& error, bool idempotent) {
  return error.origin != Origin::Application && is_transient(error) &&
         (error.executed == Executed::No || idempotent);
}

}  // namespace idl::detail
