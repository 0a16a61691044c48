// A channel's connection with what drives it from the client's side: the reader role, and somebody
// for output that nobody attends to. Calls hold it; when the last holder is gone, the connection
// ends.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "base/system.h"
#include "idl/address.h"
#include "idl/client_call.h"
#include "idl/result.h"
#include "loop/waker.h"
#include "rpc/call_link.h"
#include "rpc/caretaker.h"
#include "rpc/channel_loop.h"
#include "rpc/client_crew.h"
#include "rpc/connection.h"
#include "rpc/opening_transport.h"
#include "rpc/reader_role.h"

namespace idl::detail {

/// After so long without traffic, what has arrived is read before a call is sent: it may be a
/// go-away.
inline constexpr Duration kIdleBeforePeek = std::chrono::seconds(1);

/// A thread that writes to a stream and waits for nothing hears of the call's end so late at most,
/// if nobody else reads.
inline constexpr Duration kWriterPeek = std::chrono::milliseconds(1);

/// A connected client. All functions may be called from any thread.
class ClientLink final : public CallLink {
 public:
  /// Connects and shakes hands within `deadline`; blocks. Fails as Channel::connect does.
  static Result<std::shared_ptr<ClientLink>> open(const Address& address,
                                                  const ConnectionSetup& setup,
                                                  CrewSetup crew_setup, TimePoint deadline);

  /// Begins to connect to where the plan says, on behalf of whoever drives the link; calls may be
  /// made at once, and wait. Fails with ResourceExhausted or SystemError.
  static Result<std::shared_ptr<ClientLink>> begin_open(OpeningTransport::Setup opening,
                                                        ConnectionSetup setup,
                                                        CrewSetup crew_setup);

  ClientLink(std::shared_ptr<Connection> connection, std::unique_ptr<Waker> waker,
             CrewSetup crew_setup);
  ~ClientLink() override;

  bool ready(CallSlot& slot) override;
  /// Threads of the link do so, from the first time on.
  Result<void> serve() override;

  /// Waits for the handshake. Fails with why the connection is over, or with DeadlineExceeded.
  Result<void> greet(TimePoint deadline);

  // As long as it opens.
  /// The plan has something new to say.
  void hurry() { connection_->opening()->hurry(); }
  [[nodiscard]] bool has_patient_calls();
  /// Ends the calls that do not wait for ready.
  void cancel_impatient(const Error& error);

  // For a loop of the application's, whose caretaker it has; one thread at a time.
  [[nodiscard]] int poll_fd() const { return connection_->transport().poll_fd(); }
  /// Does what there is to do, and waits for nothing.
  void drive();
  /// The loop is about to sleep.
  [[nodiscard]] Rest rest();

 private:
  // For the streams of this side's calls.
  [[nodiscard]] bool await(Guard& guard, Waiter& waiter, TimePoint deadline) override;
  void send_off(Guard& guard, Connection& connection) override;
  void leave_output(Guard& guard, Connection&) override {
    caretaker_->attend_soon(guard);
    role_.hasten(guard);
  }

  // For calls and streams that are awaited without a thread.
  void begin_wait(Guard& guard) override {
    caretaker_->begin_wait();
    role_.hasten(guard);
  }
  void end_wait() override { caretaker_->end_wait(); }

  void refresh(Guard& guard, TimePoint now) override;
  void await_end(Guard& guard, CallSlot& slot) override;
  void expect_end(Guard&, TimePoint) override {}  // Whoever waits looks at the time itself.
  void send_off(Guard& guard, bool awaited) override;
  void nudge(Guard& guard) override { role_.nudge(guard); }

  static Result<std::shared_ptr<ClientLink>> make(std::unique_ptr<Transport> transport,
                                                  const ConnectionSetup& setup,
                                                  CrewSetup crew_setup);
  void hand_over_output(Guard& guard);

  const std::unique_ptr<Waker> waker_;
  ReaderRole role_;
  const bool is_looped_;
  const std::unique_ptr<Caretaker> caretaker_;

  std::mutex serving_;  // guards the next three
  CrewSetup crew_setup_;
  std::shared_ptr<ClientCrew> crew_;  // from the first serve() on
  bool serves_ = false;

  TimePoint peeked_{};  // guarded by the connection's lock
};

}  // namespace idl::detail
