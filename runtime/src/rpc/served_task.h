// The coroutine that serves a call: it begins on the thread that dispatches the call, and ends
// anywhere. Whoever comes last, that thread or the coroutine's end, finishes the call.
#pragma once

#include <atomic>
#include <cstdint>

#include "idl/call_scope.h"
#include "idl/server_call.h"
#include "idl/task.h"

#include "rpc/current_call.h"

namespace idl::detail {

class CallHost;
class IncomingCall;

/// A part of an IncomingCall.
class ServedTask final : private TaskEnd {
 public:
  explicit ServedTask(IncomingCall& call) : call_(call) {}

  /// What is needed if the handler turns out to be a coroutine; before it is entered.
  void prepare(CallHost& host) { host_ = &host; }

  /// Runs the coroutine until it waits; at its end `answer` answers the call.
  void start(AnyTask task, ServerCall::AnswerTask answer);

  /// Whether the handler has turned out to be a coroutine; for the thread that dispatched the call.
  [[nodiscard]] bool has_begun() const {
    return state_.load(std::memory_order_relaxed) != State::None;
  }

  /// The thread that dispatched the call is done with it. Gives whether the call is over; if not,
  /// the coroutine has it, and nobody else may touch it. Once for each call.
  [[nodiscard]] bool let_go();

 private:
  enum class State : std::uint8_t {
    None,   ///< a plain handler
    Begun,  ///< the dispatching thread has it
    LetGo,  ///< the coroutine has it
    Ended,  ///< before it was let go
  };

  void on_task_end() noexcept override;
  void finish_task() noexcept;

  IncomingCall& call_;
  CallHost* host_ = nullptr;
  AnyTask task_;
  ServerCall::AnswerTask answer_ = nullptr;
  CurrentCall current_;
  CallScope scope_{&current_};
  std::atomic<State> state_{State::None};
};

}  // namespace idl::detail
