// The base of everything that a server can serve. Generated server classes derive from it and fill
// in their methods; users derive from those.
#pragma once

#include <cstddef>
#include <span>

#include "idl/method.h"

namespace idl {

/// How a server serves one service.
struct ServiceOptions {
  /// One call at a time, in the order in which they arrived: handlers need no protection against
  /// each other. Calls that wait hold no thread. A call with streams counts for as long as its
  /// handler runs. A handler that calls its own serial service and waits, waits for itself, until
  /// the deadline.
  bool serial = false;
  /// The calls of a serial service that may wait behind the one that runs; what comes then is
  /// refused with ResourceExhausted.
  std::size_t max_waiting_calls = 1'000;
};

/// A set of methods that peers may call. Handlers of one object run on several threads at once
/// unless it is served serially, so what they share needs its own protection. A handler takes its
/// arguments by value; it may block, which delays no other call, and it may throw, which fails its
/// own call only.
class Service {
 public:
  virtual ~Service() = default;

  /// The methods of this service, constant during the life of the program. Generated.
  [[nodiscard]] virtual std::span<const MethodEntry> methods() const = 0;

  /// Whether its handlers are coroutines, which wait without holding a thread.
  [[nodiscard]] virtual bool has_coroutines() const { return false; }

 protected:
  Service() = default;
  Service(const Service&) = default;
  Service& operator=(const Service&) = default;
};

/// The base of generated servers whose handlers are coroutines: each gives an idl::Task, and its
/// call is answered when that has ended, on whatever thread. Arguments, which it takes by value,
/// and the context live until then. A handler holds a thread only while it runs: what is said of
/// plain handlers holds for it, too.
class AsyncService : public Service {
 public:
  [[nodiscard]] bool has_coroutines() const final { return true; }
};

}  // namespace idl
