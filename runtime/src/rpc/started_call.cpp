// How a started call goes from attempt to attempt. A connection that fails tells its continuation
// under its lock, where nothing is decided; everything else happens on the runtime's threads, or in
// an own loop: the pause is a timer, and the channel's connector finds the next connection.
#include "rpc/started_call.h"

#include <chrono>
#include <system_error>
#include <utility>

#include "base/clock.h"
#include "base/wait_until.h"
#include "rpc/call_request.h"
#include "rpc/call_route.h"
#include "rpc/repeatable.h"
#include "rpc/watched_call.h"

namespace idl::detail {
namespace {

// After so long a call that waits for a server asks for a connection again. How often there is one
// to be had is for the addresses' own pauses to say.
constexpr Duration kReadyPause = std::chrono::milliseconds(100);

Error too_late_to_repeat() {
  return Error{Code::DeadlineExceeded, "the deadline passed before the call could be made again",
               Executed::No, Origin::Local};
}

Error no_thread_to_read() {
  return Error{Code::ResourceExhausted, "the system has no thread to read the answer with",
               Executed::Maybe, Origin::Local};
}

std::shared_ptr<Retries> retries_of(const KeptRequest& request) {
  const auto route = request.any() ? request.route() : nullptr;
  return route == nullptr ? nullptr : route->retries();
}

RetryTerms terms_of(const KeptRequest& request) {
  return request.any() ? RetryTerms::of(request.start(), request.deadline()) : RetryTerms();
}

}  // namespace

StartedCall::StartedCall(const CallAttempt& first)
    : retries_(retries_of(first.slot->kept)),
      idempotent_(terms_of(first.slot->kept).idempotent),
      watched_(first.slot),
      attempts_(retries_.get(), terms_of(first.slot->kept)),
      attempt_(first) {
  if (attempt_.slot->kept.has_moved()) attempts_.note_moved();
}

bool StartedCall::is_worth_repeating(const CallSlot& slot) const {
  return retries_ != nullptr && slot.reply.error && !slot.unconnected &&
         is_repeatable(*slot.reply.error, idempotent_);
}

bool StartedCall::has_ended(const Guard&) {
  return state_ == State::UnderWay && attempt_.link->ended(*attempt_.slot);
}

bool StartedCall::ended() {
  const Guard guard(mutex_);
  if (state_ == State::Over) return true;
  return has_ended(guard) && !is_worth_repeating(*attempt_.slot);
}

bool StartedCall::ready() {
  Guard guard(mutex_);
  if (state_ != State::UnderWay) return state_ == State::Over;
  const CallAttempt attempt = attempt_;
  guard.unlock();
  (void)attempt.link->ready(*attempt.slot);
  guard.lock();
  if (!has_ended(guard)) return state_ == State::Over;
  if (!is_worth_repeating(*attempt_.slot)) return true;
  follow(guard, *attempt_.slot->reply.error);
  return state_ == State::Over;
}

const Reply& StartedCall::await() {
  Guard guard(mutex_);
  while (state_ != State::Over) {
    if (state_ == State::UnderWay) {
      await_attempt(guard);
      if (!has_ended(guard)) continue;
      if (!is_worth_repeating(*attempt_.slot)) return conclude(guard);
      follow(guard, *attempt_.slot->reply.error);
    } else {
      await_next_attempt(guard);
    }
  }
  return end_;
}

void StartedCall::await_attempt(Guard& guard) {
  const CallAttempt attempt = attempt_;
  guard.unlock();
  attempt.link->await(*attempt.slot);
  guard.lock();
}

// Who blocks in front of an own loop, perhaps on its thread, does what that would do.
void StartedCall::await_next_attempt(Guard& guard) {
  if (state_ != State::Pausing || !retries_->is_in_loop()) return changed_.wait(guard);
  const bool is_late = request_.deadline() < pause_until_;
  const TimePoint until = is_late ? request_.deadline() : pause_until_;
  wait_until(changed_, guard, until);
  if (state_ != State::Pausing || steady_clock().now() < until) return;
  guard.unlock();
  is_late ? overdue() : due();
  guard.lock();
}

const Reply& StartedCall::conclude(const Guard&) {
  Reply& reply = attempt_.slot->reply;
  if (std::exchange(concluded_, true)) return reply;
  if (reply.error) {
    reply.error = attempts_.concluded(*std::move(reply.error));
  } else {
    attempts_.note_success();
  }
  return reply;
}

bool StartedCall::expect(Destination destination, std::function<void()> work) {
  std::optional<Left> left;
  const Guard guard(mutex_);
  if (state_ == State::Over) return false;
  continuation_.emplace(std::move(destination), std::move(work), this);
  if (state_ != State::UnderWay) return true;
  try {
    if (begin_wait(guard)) return true;
  } catch (...) {
    left = drop_continuation(guard);
    throw;
  }
  if (is_worth_repeating(*attempt_.slot)) {
    follow(guard, *attempt_.slot->reply.error);
    return true;
  }
  left = drop_continuation(guard);
  return false;
}

bool StartedCall::begin_wait(const Guard&) {
  watched_ = attempt_.slot;
  return attempt_.link->await_without_thread(*attempt_.slot, *continuation_);
}

std::optional<StartedCall::Left> StartedCall::drop_continuation(const Guard&) {
  if (!continuation_) return std::nullopt;
  if (state_ == State::UnderWay) attempt_.link->forget(*attempt_.slot, *continuation_);
  std::optional<Left> left = continuation_->take_apart();
  continuation_.reset();
  return left;
}

void StartedCall::forget() {
  std::optional<Left> left;
  const Guard guard(mutex_);
  left = drop_continuation(guard);
}

void StartedCall::abandon() {
  std::optional<Left> left;
  std::vector<Begun> begun;
  {
    const Guard guard(mutex_);
    left = drop_continuation(guard);
    if (state_ == State::Pausing) retries_->leave(*this);
    state_ = State::Over;
    begun.swap(begun_);
    attempt_ = {};
    drop_timers(guard);
  }
  for (const Begun& attempt : begun) attempt.link->release(*attempt.slot);
}

CallAttempt StartedCall::last() {
  const Guard guard(mutex_);
  return attempt_;
}

const Reply& StartedCall::reply() {
  const Guard guard(mutex_);
  return state_ == State::Over ? end_ : attempt_.slot->reply;
}

void StartedCall::cancel(Error error) {
  const Guard guard(mutex_);
  cancelled_ = error;
  if (state_ == State::UnderWay) {
    attempt_.link->cancel(*attempt_.slot, std::move(error));
  } else if (state_ != State::Over) {
    interrupt(guard, std::move(error));
  }
}

// Under the lock of the connection that has failed, so that this object's must not be taken.
bool StartedCall::take() {
  if (!is_worth_repeating(*watched_)) return false;
  try {
    if (rescue_ == nullptr) rescue_ = retries_->place();
    rescue_->post([self = shared_from_this()] { self->fail_over(); });
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

void StartedCall::fail_over() {
  const Guard guard(mutex_);
  if (has_ended(guard) && is_worth_repeating(*attempt_.slot)) {
    follow(guard, *attempt_.slot->reply.error);
  }
}

void StartedCall::follow(const Guard& guard, const Error& failure) {
  if (!request_.any()) request_ = std::move(attempt_.slot->kept);
  failure_ = failure;
  if (cancelled_) {
    cancelled_->executed = failure.executed;
    return end(guard, attempts_.concluded(*cancelled_));
  }
  const auto at = attempts_.next(*failure_);
  if (!at) return end(guard, attempts_.concluded(*failure_));
  if (pause(guard, *at)) return;
  attempts_.take_back();
  end(guard, attempts_.concluded(*failure_));
}

bool StartedCall::pause(const Guard&, TimePoint until) {
  try {
    if (timers_ == nullptr) timers_ = retries_->place();
  } catch (const std::system_error&) {
    return false;
  }
  if (!retries_->enter(shared_from_this())) return false;
  state_ = State::Pausing;
  pause_until_ = until;
  changed_.notify_all();
  if (deadline_timer_ == 0 && request_.deadline() != TimePoint::max()) {
    const auto overdue = [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->overdue();
    };
    timers_->post_at(request_.deadline(), overdue, deadline_timer_);
  }
  timers_->post_at(
      until, [self = shared_from_this()] { self->due(); }, pause_timer_);
  return true;
}

void StartedCall::due() {
  {
    const Guard guard(mutex_);
    if (state_ != State::Pausing) return;
    state_ = State::Connecting;
    timers_->take_back(pause_timer_);  // if whoever waits was faster
    retries_->leave(*this);
  }
  const auto route = request_.route();
  if (route == nullptr) return give_up(std::nullopt);
  const std::uint64_t failed = route->failed_attempts();
  if (retries_->is_in_loop()) return connect(failed);
  try {
    retries_->connector()->post([self = shared_from_this(), failed] { self->connect(failed); });
  } catch (const std::system_error&) {
    give_up(std::nullopt);
  }
}

bool StartedCall::is_connecting() {
  const Guard guard(mutex_);
  return state_ == State::Connecting;
}

void StartedCall::connect(std::uint64_t failed_attempts) {
  if (!is_connecting()) return;
  const auto route = request_.route();
  if (route == nullptr) return give_up(std::nullopt);
  // Never for ready: other calls wait for this thread, and the call may be given up meanwhile.
  LinkRequest wanted{
      .now = steady_clock().now(), .deadline = request_.deadline(), .since = failed_attempts};
  const auto link = route->link(wanted);
  if (link) return begin(*route, *link, wanted.now);
  waits_for_ready(link.error()) ? connect_later(link.error()) : give_up(link.error());
}

bool StartedCall::waits_for_ready(const Error& failure) const {
  return request_.start().options.wait_for_ready && failure.code != Code::DeadlineExceeded &&
         failure.code != Code::Cancelled;
}

void StartedCall::connect_later(const Error& failure) {
  const Guard guard(mutex_);
  if (state_ != State::Connecting) return;
  if (pause(guard, deadline_after(steady_clock().now(), kReadyPause))) return;
  end(guard, attempts_.concluded(failure));
}

void StartedCall::begin(const CallRoute& route, const std::shared_ptr<CallLink>& link,
                        TimePoint now) {
  note_retry(route);
  const CallStart start = request_.start();
  const CallExtras extras = extras_for(start.options);
  const CallTimes times{now, request_.deadline()};
  const auto slot =
      link->begin(request_for(route, start, times, extras, request_.depth()), start, times);
  Guard guard(mutex_);
  if (state_ == State::Connecting) {
    return slot ? attempt_begun(guard, link, **slot) : follow(guard, slot.error());
  }
  guard.unlock();
  if (slot) link->release(**slot);
}

void StartedCall::attempt_begun(const Guard& guard, const std::shared_ptr<CallLink>& link,
                                CallSlot& slot) {
  begun_.push_back({link, &slot});
  attempt_ = {link.get(), &slot};
  state_ = State::UnderWay;
  changed_.notify_all();
  if (!continuation_) return;
  try {
    if (begin_wait(guard)) return;
  } catch (const std::system_error&) {
    attempt_.link->cancel(*attempt_.slot, no_thread_to_read());
  }
  if (is_worth_repeating(*attempt_.slot)) {
    follow(guard, *attempt_.slot->reply.error);
  } else {
    continuation_->finish();
  }
}

void StartedCall::give_up(const std::optional<Error>& error) {
  const Guard guard(mutex_);
  if (state_ == State::Connecting) end(guard, attempts_.concluded(error.value_or(*failure_)));
}

void StartedCall::stopped() {
  const Guard guard(mutex_);
  if (state_ != State::Pausing) return;
  attempts_.take_back();
  end(guard, attempts_.concluded(*failure_));
}

void StartedCall::overdue() {
  const Guard guard(mutex_);
  if (state_ == State::Pausing || state_ == State::Connecting)
    interrupt(guard, too_late_to_repeat());
}

void StartedCall::interrupt(const Guard& guard, Error error) {
  if (state_ == State::Pausing) retries_->leave(*this);
  attempts_.take_back();
  error.executed = Executed::No;
  end(guard, attempts_.concluded(std::move(error)));
}

void StartedCall::end(const Guard& guard, Error error) {
  state_ = State::Over;
  end_.error = std::move(error);
  drop_timers(guard);
  changed_.notify_all();
  if (continuation_) continuation_->finish();
}

void StartedCall::drop_timers(const Guard&) {
  if (timers_ == nullptr) return;
  timers_->take_back(pause_timer_);
  timers_->take_back(deadline_timer_);
}

}  // namespace idl::detail
