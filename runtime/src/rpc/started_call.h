// A started call, from when somebody waits for it: its attempts, one after the other, and who is to
// hear of its end. Nobody's thread waits while it pauses, or while a connection is made for it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "idl/client_call.h"
#include "idl/error.h"
#include "idl/time_point.h"
#include "rpc/call_attempts.h"
#include "rpc/call_link.h"
#include "rpc/continuation.h"
#include "rpc/kept_request.h"
#include "rpc/retries.h"
#include "rpc/work_place.h"

namespace idl::detail {

/// Where an attempt is under way, or has ended. It does not hold the connection, whose holders are
/// counted as calls.
struct CallAttempt {
  CallLink* link = nullptr;
  CallSlot* slot = nullptr;
};

/// The functions take its lock, behind which come those of connections. A failure that is worth a
/// repetition is followed up once somebody waits: on a thread of the runtime, if that is a
/// continuation, or in an own loop.
class StartedCall final : public Detour,
                          public PausedCall,
                          public std::enable_shared_from_this<StartedCall> {
 public:
  /// `first` is its owner's, and stays until abandon().
  explicit StartedCall(const CallAttempt& first);

  // For the owner of the call: one thread at a time.
  /// Whether await() returns at once. ready() reads what has arrived; both wait for nothing.
  [[nodiscard]] bool ended();
  [[nodiscard]] bool ready();
  /// Waits for the end. The reply is valid until abandon().
  const Reply& await();
  /// `work` goes on at `destination` when the call has ended; false if it has ended already. Throws
  /// std::system_error if the system has no thread to read with.
  [[nodiscard]] bool expect(Destination destination, std::function<void()> work);
  /// It does not wait any more.
  void forget();
  /// The owner goes, and nobody waits any more.
  void abandon();
  /// The last attempt, and the reply, which is its own or that of a call that ended without one.
  [[nodiscard]] CallAttempt last();
  [[nodiscard]] const Reply& reply();

  /// Ends the call with `error`, unless it has ended. Any thread.
  void cancel(Error error);

 private:
  using Guard = std::unique_lock<std::mutex>;
  using Left = std::pair<Destination, std::function<void()>>;
  struct Begun {
    std::shared_ptr<CallLink> link;
    CallSlot* slot;
  };
  enum class State { UnderWay, Pausing, Connecting, Over };

  bool take() override;
  void stopped() override;

  [[nodiscard]] bool is_worth_repeating(const CallSlot& slot) const;
  [[nodiscard]] bool has_ended(const Guard& guard);
  void await_attempt(Guard& guard);
  void await_next_attempt(Guard& guard);
  const Reply& conclude(const Guard& guard);
  [[nodiscard]] bool begin_wait(const Guard& guard);
  [[nodiscard]] std::optional<Left> drop_continuation(const Guard& guard);

  // From one attempt to the next.
  void fail_over();
  void follow(const Guard& guard, const Error& failure);
  [[nodiscard]] bool pause(const Guard& guard, TimePoint until);
  void due();
  [[nodiscard]] bool is_connecting();
  void connect(std::uint64_t failed_attempts);
  [[nodiscard]] bool waits_for_ready(const Error& failure) const;
  void connect_later(const Error& failure);
  void begin(const CallRoute& route, const std::shared_ptr<CallLink>& link, TimePoint now);
  void attempt_begun(const Guard& guard, const std::shared_ptr<CallLink>& link, CallSlot& slot);

  // Its ends between attempts.
  void overdue();
  void interrupt(const Guard& guard, Error error);
  void give_up(const std::optional<Error>& error);
  void end(const Guard& guard, Error error);
  void drop_timers(const Guard& guard);

  const std::shared_ptr<Retries> retries_;  // null: it is not repeated
  const bool idempotent_;
  const CallSlot* watched_;  // what the continuation waits for; set before it does

  std::shared_ptr<WorkPlace> rescue_;  // of take()

  std::mutex mutex_;  // guards the rest
  std::condition_variable changed_;
  State state_ = State::UnderWay;
  std::optional<Error> cancelled_;  // what it is to end with
  bool concluded_ = false;          // the reply says what it has to of all attempts
  CallAttempts attempts_;
  CallAttempt attempt_;
  std::vector<Begun> begun_;      // its own: all but the first. Somebody may still look at them
  KeptRequest request_;           // from the first failure on, and constant then
  std::optional<Error> failure_;  // of the last attempt, while there is no other
  Reply end_;                     // once it is over without an attempt
  std::optional<Continuation> continuation_;
  std::shared_ptr<WorkPlace> timers_;
  TimePoint pause_until_{};  // while it pauses
  std::uint64_t pause_timer_ = 0;
  std::uint64_t deadline_timer_ = 0;
};

}  // namespace idl::detail
