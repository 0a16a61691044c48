// From a stub's request to a slot on a connection, and back. Marshalling is the stub's business,
// the wire is the connection's.
#include "idl/client_call.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"
#include "rpc/call_attempts.h"
#include "rpc/call_request.h"
#include "rpc/call_route.h"
#include "rpc/current_call.h"
#include "rpc/repeatable.h"
#include "rpc/service_table.h"
#include "rpc/started_call.h"
#include "rpc/watched_call.h"

namespace idl::detail {
namespace {

// A one-way call has so many attempts: enough for a connection that turns out to be dead when it is
// used.
constexpr int kOneWayAttempts = 2;

Error deadline_passed() {
  return Error{Code::DeadlineExceeded, "no time was left to begin the call", Executed::No,
               Origin::Local};
}

Duration timeout_of(const CallStart& start) {
  if (start.options.timeout) return *start.options.timeout;
  if (start.method.timeout > Duration::zero()) return start.method.timeout;
  return start.port != nullptr ? no_deadline : kDefaultTimeout;
}

/// When the call has to be over: by its own timeout and by that of the call being served.
TimePoint deadline_of(const CallStart& start, TimePoint now) {
  const Duration timeout = timeout_of(start);
  const TimePoint since = start.since == TimePoint{} ? now : start.since;
  const TimePoint own = timeout == no_deadline ? TimePoint::max() : deadline_after(since, timeout);
  const CurrentCall* outer = current_call();
  return outer == nullptr ? own : std::min(own, outer->deadline);
}

}  // namespace

ClientCall::ClientCall() = default;

ClientCall::ClientCall(ClientCall&& other) noexcept
    : link_(std::move(other.link_)),
      slot_(std::exchange(other.slot_, nullptr)),
      started_(std::move(other.started_)),
      over_(std::exchange(other.over_, false)),
      executor_(std::move(other.executor_)),
      tracer_(other.tracer_),
      reply_(std::move(other.reply_)),
      watch_(std::exchange(other.watch_, std::nullopt)),
      cancelled_(other.cancelled_) {}

ClientCall& ClientCall::operator=(ClientCall&& other) noexcept {
  if (this != &other) {
    release();
    link_ = std::move(other.link_);
    slot_ = std::exchange(other.slot_, nullptr);
    started_ = std::move(other.started_);
    over_ = std::exchange(other.over_, false);
    executor_ = std::move(other.executor_);
    tracer_ = other.tracer_;
    reply_ = std::move(other.reply_);
    watch_ = std::exchange(other.watch_, std::nullopt);
    cancelled_ = other.cancelled_;
  }
  return *this;
}

ClientCall::~ClientCall() { release(); }

void ClientCall::release() noexcept {
  if (watch_) [[unlikely]]
    give_up_watched();
  if (started_ != nullptr) [[unlikely]]
    started_->abandon();
  started_.reset();
  if (slot_ != nullptr) link_->release(*slot_);
  slot_ = nullptr;
  link_.reset();
}

ClientCall ClientCall::failed(Error error) {
  ClientCall call;
  call.reply_.error = std::move(error);
  return call;
}

ClientCall ClientCall::failed(const CallRoute& route, const CallOptions& options, Error error) {
  ClientCall call = failed(std::move(error));
  call.executor_ = options.executor != nullptr ? options.executor : route.executor();
  return call;
}

ClientCall ClientCall::start(const std::shared_ptr<CallRoute>& route, const CallStart& start) {
  ClientCall call = route->watch() == nullptr ? send(route, start) : send_watched(route, start);
  call.executor_ = start.options.executor;
  if (call.slot_ == nullptr && call.executor_ == nullptr) call.executor_ = route->executor();
  return call;
}

const std::shared_ptr<Executor>& ClientCall::executor() const {
  return executor_ == nullptr && link_ != nullptr ? link_->executor() : executor_;
}

// One object for all attempts, made where the caller wants it.
ClientCall ClientCall::send(const std::shared_ptr<CallRoute>& route, const CallStart& start) {
  ClientCall call;
  LinkRequest wanted{.now = steady_clock().now(), .wait_for_ready = start.options.wait_for_ready};
  wanted.deadline = deadline_of(start, wanted.now);
  if (wanted.deadline <= wanted.now) {
    call.reply_.error = deadline_passed();
    return call;
  }
  if (start.awaited) {
    if (auto permit = prepare_to_block(); !permit) {
      call.reply_.error = permit.error();
      return call;
    }
  }
  call.attempt(route, start, wanted);
  return call;
}

void ClientCall::attempt(const std::shared_ptr<CallRoute>& route, const CallStart& start,
                         LinkRequest& wanted) {
  const CallExtras extras = extras_for(start.options);
  CallAttempts attempts(start.awaited ? route->retries().get() : nullptr,
                        RetryTerms::of(start, wanted.deadline));
  tracer_ = route->tracer();
  for (;; wanted.now = steady_clock().now()) {
    auto link = route->link(wanted);
    const bool linked = static_cast<bool>(link);
    const CallTimes times{wanted.now, wanted.deadline};
    if (linked) {
      begin(*std::move(link), request_for(*route, start, times, extras, depth_of_call()), start,
            times);
      if (slot_ != nullptr && KeptRequest::suits(*route, start)) {
        slot_->kept.keep(route, start, wanted.deadline, extras.trace);
        if (attempts.has_moved()) slot_->kept.note_moved();
      }
    } else {
      reply_.error = link.error();
    }
    Error* failure = failure_so_far(start.awaited);
    if (failure == nullptr) return attempts.note_success();
    const bool is_last = !linked || (slot_ != nullptr && slot_->unconnected);
    if (is_last || !attempts.follow(*failure)) {
      *failure = attempts.concluded(std::move(*failure));
      return;
    }
    note_retry(*route);
    release();
    over_ = false;
    reply_.error.reset();
  }
}

void ClientCall::begin(std::shared_ptr<CallLink> link, const CallRequest& request,
                       const CallStart& start, const CallTimes& times) {
  link_ = std::move(link);
  auto slot = link_->begin(request, start, times);
  if (slot) {
    slot_ = *slot;
    over_ = start.awaited;
  } else {
    link_.reset();
    reply_.error = slot.error();
  }
}

// How the call has failed: if it is awaited, in the end; otherwise so far, for want of a
// connection.
Error* ClientCall::failure_so_far(bool awaited) {
  if (slot_ == nullptr) return &*reply_.error;
  if (!awaited && !link_->ended_unserved(*slot_)) return nullptr;
  return slot_->reply.error ? &*slot_->reply.error : nullptr;
}

// Whether its first attempt, which has ended, is not its end.
bool ClientCall::is_repeated() {
  return slot_->kept.any() && slot_->reply.error && !slot_->unconnected &&
         is_repeatable(*slot_->reply.error,
                       RetryTerms::of(slot_->kept.start(), TimePoint()).idempotent);
}

std::shared_ptr<StartedCall> ClientCall::started() {
  if (started_ != nullptr) return started_;
  const auto made = std::make_shared<StartedCall>(CallAttempt{link_.get(), slot_});
  bool cancelled = false;
  {
    const std::lock_guard guard(cancelling_);
    started_ = made;
    cancelled = cancelled_;
  }
  if (cancelled) made->cancel(call_cancelled());
  return made;
}

CallAttempt ClientCall::last() const {
  return started_ == nullptr ? CallAttempt{link_.get(), slot_} : started_->last();
}

const Reply& ClientCall::reply() const {
  if (started_ != nullptr) return started_->reply();
  return slot_ == nullptr ? reply_ : slot_->reply;
}

bool ClientCall::ready() {
  if (slot_ == nullptr) return true;
  if (started_ == nullptr) {
    if (!link_->ready(*slot_)) return false;
    if (!is_repeated()) return true;
  }
  return started()->ready();
}

bool ClientCall::ended() {
  if (started_ != nullptr) return started_->ended();
  return slot_ == nullptr || (link_->ended(*slot_) && !is_repeated());
}

bool ClientCall::await_without_thread(std::shared_ptr<Executor> executor,
                                      std::function<void()> work) {
  if (slot_ == nullptr) return false;
  Destination destination(std::move(executor));
  const auto call = started();
  return call->expect(std::move(destination), std::move(work));
}

void ClientCall::forget() {
  if (started_ != nullptr) started_->forget();
}

const Reply& ClientCall::wait() {
  const Reply& reply = await_reply();
  if (watch_) [[unlikely]]
    end_watch(reply);
  return reply;
}

const Reply& ClientCall::await_reply() {
  if (slot_ == nullptr) return reply_;
  if (over_) return slot_->reply;
  if (current_call() != nullptr && !ended()) {
    if (auto permit = prepare_to_block(); !permit) {
      cancel();
      reply_.error = permit.error();
      reply_.error->executed = Executed::Maybe;
      return reply_;
    }
  }
  if (started_ == nullptr) {
    link_->await(*slot_);
    if (!is_repeated()) return first_reply();
  }
  return started()->await();
}

const Reply& ClientCall::first_reply() {
  if (slot_->kept.any() && !slot_->reply.error) {
    if (const auto route = slot_->kept.route()) route->retries()->note_success();
  }
  return slot_->reply;
}

void ClientCall::cancel() { give_up(call_cancelled()); }

void ClientCall::overrule(const Error& error) {
  give_up(error);
  // It has ended now, so that its reply is this object's own.
  if (slot_ != nullptr && !slot_->reply.error) slot_->reply.error = error;
}

void ClientCall::give_up(Error error) {
  if (slot_ == nullptr) return;
  std::shared_ptr<StartedCall> started;
  {
    const std::lock_guard guard(cancelling_);
    cancelled_ = true;
    started = started_;
  }
  if (started != nullptr) return started->cancel(std::move(error));
  link_->cancel(*slot_, std::move(error));
}

std::shared_ptr<CallRoute> ClientCall::take_reference(std::uint32_t number) {
  if (slot_ == nullptr) return nullptr;
  const CallAttempt attempt = last();
  return attempt.link->take_reference(*attempt.slot, number);
}

void ClientCall::trace(Step step, std::size_t bytes) {
  if (tracer_ == nullptr || slot_ == nullptr) [[likely]]
    return;
  const auto call = static_cast<std::uint64_t>(last().slot->call);
  tracer_->on_step({step, call, slot_->method, bytes, steady_clock().now()});
}

Result<void> queue_one_way(const std::shared_ptr<CallRoute>& route, const CallStart& start) {
  const TimePoint now = steady_clock().now();
  const TimePoint deadline = deadline_of(start, now);
  if (deadline <= now) return deadline_passed();
  const CallExtras extras = extras_for(start.options);
  LinkRequest wanted{.now = now,
                     .deadline = deadline,
                     .wait_for_ready = start.options.wait_for_ready,
                     .one_way = true};
  for (int attempt = 1;; ++attempt, wanted.now = steady_clock().now()) {
    if (attempt > 1) note_retry(*route);
    auto link = route->link(wanted);
    if (!link) return link.error();
    CallRequest request =
        request_for(*route, start, {wanted.now, deadline}, extras, depth_of_call());
    request.one_way = true;
    auto sent = (*link)->begin_one_way(request, start, wanted.now);
    if (sent || attempt == kOneWayAttempts || !is_repeatable(sent.error(), false)) return sent;
  }
}

Result<void> send_one_way(const std::shared_ptr<CallRoute>& route, const CallStart& start) {
  if (route->watch() == nullptr) [[likely]]
    return queue_one_way(route, start);
  return send_one_way_watched(route, start);
}

TimePoint trace_time(const CallRoute& route) {
  return route.tracer() == nullptr ? TimePoint{} : steady_clock().now();
}

}  // namespace idl::detail
