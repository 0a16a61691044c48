// The call that this thread is serving, if any, and the server whose loop it leads: how calls made
// inside a handler learn their deadline and their depth, how a thread that is about to block says
// so first, and how a server learns that it is asked to wait for itself. Thread-local; a server is
// a name here, and nothing is asked of it.
#pragma once

#include <cstdint>
#include <optional>

#include "idl/error.h"
#include "idl/result.h"
#include "idl/time_point.h"
#include "idl/trace_context.h"

namespace idl::detail {

/// Lets a handler block without harm to others: a server's thread that leads gives its role away.
class BlockingPermit {
 public:
  /// Called before the thread waits. Fails with ResourceExhausted if no thread would be left to
  /// serve; then it must not wait.
  virtual Result<void> prepare_to_block() = 0;

 protected:
  ~BlockingPermit() = default;
};

/// What calls made inside a handler inherit.
struct CurrentCall {
  TimePoint deadline = TimePoint::max();
  std::uint8_t depth = 0;
  const void* server = nullptr;         ///< Names the server whose handler this is.
  const TraceContext* trace = nullptr;  ///< Of the handler's call; null: it is in none.
  bool is_task = false;  ///< The handler is a coroutine, which may outlive its thread's work.
};

/// The call that this thread serves now; null outside handlers.
const CurrentCall* current_call();

/// Makes a call this thread's current one, for as long as the scope lives.
class CurrentCallScope {
 public:
  explicit CurrentCallScope(const CurrentCall& call);
  ~CurrentCallScope();
  CurrentCallScope(const CurrentCallScope&) = delete;
  CurrentCallScope& operator=(const CurrentCallScope&) = delete;

 private:
  const CurrentCall call_;
  const CurrentCall* const outer_;
};

/// Says that this thread leads a server's loop, for as long as the scope lives. What the loop calls
/// there besides handlers (rules of admission, a log) cannot wait for that server either.
class LeadScope {
 public:
  explicit LeadScope(const void* server);
  ~LeadScope();
  LeadScope(const LeadScope&) = delete;
  LeadScope& operator=(const LeadScope&) = delete;

 private:
  const void* const outer_;
};

/// Whether this thread leads or runs a handler of `server`, as CurrentCall and LeadScope name it.
[[nodiscard]] bool works_for(const void* server);

/// Whether this thread leads `server` and is in no handler of it: nobody else can lead meanwhile.
[[nodiscard]] bool leads_alone(const void* server);

/// The trace that a call made now carries: the one that was chosen for it if that is valid, the
/// next span of the current call's trace if none was chosen.
[[nodiscard]] std::optional<TraceContext> trace_to_send(const std::optional<TraceContext>& chosen);

/// Makes this thread ask `permit` before it blocks, for as long as the scope lives, whatever call
/// it works for meanwhile. Null: it may block as it is.
class PermitScope {
 public:
  explicit PermitScope(BlockingPermit* permit);
  ~PermitScope();
  PermitScope(const PermitScope&) = delete;
  PermitScope& operator=(const PermitScope&) = delete;

 private:
  BlockingPermit* const outer_;
};

/// Asks this thread's permit, if there is one.
Result<void> prepare_to_block();

}  // namespace idl::detail
