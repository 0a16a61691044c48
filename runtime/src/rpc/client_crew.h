// The threads of a channel that serves: one of them always reads, unless somebody waits for an
// answer and reads anyway, and the others run handlers. No handler runs on a caller's thread. It
// also tells the channel's listener of the connection's beginning and end.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

#include "idl/error.h"
#include "idl/result.h"
#include "rpc/call_taker.h"
#include "rpc/channel_log.h"
#include "rpc/connection.h"
#include "rpc/crew.h"
#include "rpc/dispatcher.h"
#include "rpc/reader_role.h"
#include "rpc/running_tasks.h"

namespace idl::detail {

class ChannelLoop;

/// What a crew is given. The functions, where present, are called by one of its threads.
struct CrewSetup {
  std::size_t max_threads = 0;
  std::size_t max_queued_calls = 0;
  ExceptionText exception_text = ExceptionText::Hidden;
  std::shared_ptr<const ServiceTable> services = nullptr;  ///< Kept for the handlers.
  std::shared_ptr<ChannelLoop> loop = nullptr;             ///< There is this instead of threads.
  std::shared_ptr<const ChannelLog> log = nullptr;         ///< Null: there is none.
  std::function<void()> on_connected = nullptr;
  std::function<void(const Error& why)> on_lost = nullptr;
};

/// Any thread.
class ClientCrew final : public CallTaker, private Duties, private CallHost {
 public:
  /// `role` is used only while the connection is open.
  ClientCrew(std::shared_ptr<Connection> connection, ReaderRole& role, CrewSetup setup);

  /// Starts the thread that reads. Once. Fails with ResourceExhausted.
  Result<void> start();

  /// Has a thread of the crew run the call, or refuses it.
  void take(IncomingCall& call) override;

  /// Ends the threads, of a connection that is closed; `self` keeps the crew for a thread of its
  /// own that calls this.
  void stop(const std::shared_ptr<ClientCrew>& self) {
    tasks_.await_end(self);
    crew_.stop(self);
  }

 private:
  bool lead() override;
  void serve(IncomingCall& call) override;
  void interrupt_leader() override;

  void task_begun() override { tasks_.begin(); }
  void task_ended() override { tasks_.end(); }
  void task_ended(IncomingCall& call) override;

  void read_until_closed();
  void complete(IncomingCall& call);

  const std::shared_ptr<Connection> connection_;
  ReaderRole& role_;
  const CrewSetup setup_;
  Waiter reader_;  // of the thread that reads; guarded by the connection's lock
  RunningTasks tasks_{this};
  bool told_ = false;  // the listener knows of the connection
  Crew crew_;          // last: its threads end before the rest goes
};

}  // namespace idl::detail
