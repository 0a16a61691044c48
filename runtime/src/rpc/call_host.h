// Who serves calls, as the calls see it: it is told when a coroutine that served one has ended, on
// whatever thread that was. A server's loop is one.
#pragma once

namespace idl::detail {

class IncomingCall;

/// Whether what() of an exception may leave the process.
enum class ExceptionText { Hidden, Sent };

/// Any thread. It outlives the tasks that it was told of.
class CallHost {
 public:
  /// What names the host in CurrentCall, and what callers get to read of exceptions.
  CallHost(const void* server, ExceptionText exception_text)
      : server_(server), exception_text_(exception_text) {}
  CallHost(const CallHost&) = delete;
  CallHost& operator=(const CallHost&) = delete;

  [[nodiscard]] const void* server() const { return server_; }
  [[nodiscard]] ExceptionText exception_text() const { return exception_text_; }

  /// A coroutine begins to serve a call.
  virtual void task_begun() = 0;

  /// The coroutine has ended before the thread that began it was done with it, which finishes the
  /// call itself.
  virtual void task_ended() = 0;

  /// The coroutine has ended behind that thread's back; the call is answered, and to be finished.
  virtual void task_ended(IncomingCall& call) = 0;

 protected:
  ~CallHost() = default;

 private:
  const void* const server_;
  const ExceptionText exception_text_;
};

}  // namespace idl::detail
