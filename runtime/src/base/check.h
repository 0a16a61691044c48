// Checks of our own invariants: a failed one is a bug of ours, so the process ends with a message,
// in release builds too. Never for anything that a peer, a user or the system can bring about.
#pragma once

namespace idl::detail {

/// Writes "idl: internal check failed: WHAT" to standard error and aborts.
[[noreturn]] void check_failed(const char* what);

/// Aborts with `what` unless `holds`. Any thread.
inline void check(bool holds, const char* what) {
  if (!holds) [[unlikely]] {
    check_failed(what);
  }
}

}  // namespace idl::detail
