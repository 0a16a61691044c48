// The connection's calls: those of this side, which end in slots, and those of the peer, which are
// admitted, answered and finished.
#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/clock.h"
#include "rpc/connection.h"
#include "rpc/local_service.h"
#include "rpc/metrics_core.h"
#include "rpc/stream_driver.h"
#include "rpc/stream_port.h"

namespace idl::detail {
namespace {

std::uint64_t number(CallId call) { return static_cast<std::uint64_t>(call); }

Failure refusal(Code code, std::string text) {
  return Failure{.error = Error{code, std::move(text), Executed::No, Origin::Peer}};
}

Error too_many_calls(std::size_t limit) {
  return Error{Code::ResourceExhausted,
               "the channel has " + std::to_string(limit) +
                   " calls under way, which is its limit (ChannelOptions::max_calls)",
               Executed::No, Origin::Local};
}

Result<Descriptors> descriptors_of(const Outgoing& message) {
  if (message.attach == nullptr) [[likely]]
    return Descriptors();
  DescriptorSink sink;
  message.attach(message.context, sink);
  return sink.take();
}

// Of an answer, so that the handler has run.
Error not_duplicated(Error error) {
  error.executed = Executed::Maybe;
  return error;
}

}  // namespace

Result<CallId> Connection::send(const CallRequest& request, const CallStart& start, TimePoint now) {
  const std::size_t plain = session_.outgoing_calls() - session_.outgoing_streams();
  if (!request.streams.any() && plain >= max_calls_) return too_many_calls(max_calls_);
  last_activity_ = now;
  auto call = start.parameters.references == nullptr
                  ? call_with_descriptors(request, start.parameters)
                  : call_with_references(request, start.parameters);
  if (call && tracer_ != nullptr) [[unlikely]]
    trace_begun(start, *call);
  return call;
}

Result<CallId> Connection::call_with_descriptors(const CallRequest& request,
                                                 const Outgoing& parameters) {
  if (parameters.attach == nullptr) [[likely]]
    return session_.call(request, parameters, last_activity_);
  auto descriptors = descriptors_of(parameters);
  if (!descriptors) return descriptors.error();
  CallRequest complete = request;
  complete.descriptors = &*descriptors;
  return session_.call(complete, parameters, last_activity_);
}

Result<void> Connection::begin(Guard&, const CallRequest& request, const CallStart& start,
                               const Beginning& beginning) {
  const auto call = send(request, start, beginning.now);
  if (!call) return call.error();
  beginning.slot.method = start.method.name;
  slots_.open(beginning.slot, *call);
  return {};
}

Result<void> Connection::begin_one_way(Guard&, const CallRequest& request, const CallStart& start,
                                       TimePoint now) {
  const auto call = send(request, start, now);
  if (!call) return call.error();
  return {};
}

void Connection::trace_begun(const CallStart& start, CallId call) {
  const std::size_t bytes = start.parameters.size;
  const std::string_view method = start.method.name;
  tracer_->on_step({Step::ClientStubCalled, number(call), method, 0, start.stub_called});
  tracer_->on_step({Step::ParametersMarshalled, number(call), method, bytes, steady_clock().now()});
  sent_trace_.note({Step::RequestSent, number(call), method, bytes, {}});
}

void Connection::trace_ended(const CallSlot& slot) {
  if (tracer_ == nullptr) [[likely]]
    return;
  tracer_->on_step({Step::ReplyReceived, number(slot.call), slot.method, slot.reply.body.size(),
                    steady_clock().now()});
}

void Connection::cancel(Guard&, CallSlot& slot, Error error) {
  if (slot.waiter.done || slots_.close(slot.call) == nullptr) return;
  error.executed = session_.cancel(slot.call).value_or(Executed::Maybe);
  slot.unconnected = is_opening();
  slot.reply.error = std::move(error);
  slot.ended = steady_clock().now();
  end_port(slot.call, {});
  slot.waiter.finish();
}

void Connection::cancel_impatient(Guard& guard, const Error& error) {
  for (CallSlot* slot : slots_.open_slots()) {
    if (!slot->patient) cancel(guard, *slot, error);
  }
}

IncomingCall* Connection::next_call(Guard& guard, TimePoint now) {
  while (Event* event = session_.next_event()) {
    if (auto* received = std::get_if<CallReceived>(event)) {
      book();
      if (IncomingCall* call = admit(guard, *received, now)) return call;
      give_back(guard, received->references);
    } else {
      std::visit([this](auto& told) { handle(told); }, *event);
    }
  }
  if (session_.counters().calls_refused != counted_refusals_) [[unlikely]]
    note_refused_calls(guard);
  end_dropped(guard);
  return nullptr;
}

ServedMethod* Connection::find_method(const CallReceived& event) const {
  if (event.target == 0) return services_ == nullptr ? nullptr : services_->find(event.method);
  const auto given = given_.find(event.target);
  return given == given_.end() ? nullptr : given->second->find(event.method);
}

void Connection::refuse(const CallReceived& event, const Failure& failure) {
  if (stats_ != nullptr) ConnectionStats::add(stats_->calls_refused);
  session_.fail(event.call, failure);
}

IncomingCall* Connection::admit(Guard& guard, CallReceived& event, TimePoint now) {
  if (event.target != 0 && !given_.contains(event.target)) {
    refuse(event, refusal(Code::Unavailable,
                          "there is no object behind this reference: all references to it had been "
                          "given back"));
    return nullptr;
  }
  ServedMethod* method = find_method(event);
  if (method == nullptr) {
    refuse(event, refusal(Code::Unimplemented,
                          "no such method is served here: compare the schemas of the "
                          "two sides, and the services that the server has added"));
    return nullptr;
  }
  if (event.one_way != (method->entry.kind == MethodKind::OneWay)) {
    refuse(event, refusal(Code::InvalidArgument, "one side takes `" +
                                                     std::string(method->entry.method.name) +
                                                     "` for a one-way method, the other does not"));
    return nullptr;
  }
  if (event.streams != halves_of(method->entry.kind)) {
    refuse(event, refusal(Code::InvalidArgument, "the two sides do not agree on the streams of `" +
                                                     std::string(method->entry.method.name) +
                                                     "`: compare their schemas"));
    return nullptr;
  }
  IncomingCall& call = incoming_.begin();
  call.connection = shared_from_this();
  call.method = method;
  call.id = event.call;
  call.deadline = event.deadline.value_or(TimePoint::max());
  call.received = now;
  call.depth = event.depth;
  call.one_way = event.one_way;
  call.watch = watch_.get();
  if (!event.extras.empty()) [[unlikely]]
    call.keep_extras(std::move(event.extras));
  call.keep_parameters(std::move(event.parameters));
  call.descriptors = std::move(event.descriptors);
  call.references = std::move(event.references);
  if (event.target != 0) call.object = given_.find(event.target)->second;
  if (event.streams.any()) {
    add_port(guard, call.open_streams(*driver_));
    if (method->is_coroutine) call.watch_deadline(guard);
  }
  call.trace(Step::RequestReceived, call.parameters().size());
  return &call;
}

void Connection::watch_deadline(Guard& guard, TimePoint deadline) {
  watched_deadline_ = std::min(watched_deadline_, deadline);
  if (advance_timer(guard, deadline)) driver_->leave_output(guard, *this);
}

void Connection::cancel_overdue(TimePoint now) {
  watched_deadline_ = TimePoint::max();
  for (IncomingCall* call : incoming_.running()) {
    if (!call->is_watched()) continue;
    if (call->deadline > now) {
      watched_deadline_ = std::min(watched_deadline_, call->deadline);
      continue;
    }
    call->cancel();
    if (StreamPort* port = call->streams()) port->on_stop(deadline_passed_in_stream());
  }
}

void Connection::reply(IncomingCall& call, const Outgoing& results) {
  auto descriptors = descriptors_of(results);
  const Guard guard = lock();
  if (!descriptors) {
    session_.fail(call.id, Failure{.error = not_duplicated(descriptors.error())});
  } else if (results.references == nullptr) [[likely]] {
    session_.reply(call.id, results, *std::move(descriptors));
  } else {
    reply_with_references(call.id, results, *std::move(descriptors));
  }
  if (tracer_ != nullptr) [[unlikely]] {
    call.trace(Step::ResultMarshalled, results.size);
    sent_trace_.note(
        {Step::ReplySent, number(call.id), call.method->entry.method.name, results.size, {}});
  }
}

void Connection::fail(IncomingCall& call, const Failure& failure) {
  const Guard guard = lock();
  session_.fail(call.id, failure);
  if (tracer_ != nullptr) [[unlikely]] {
    const std::size_t bytes = failure.fields.size;
    call.trace(Step::ResultMarshalled, bytes);
    sent_trace_.note({Step::ReplySent, number(call.id), call.method->entry.method.name, bytes, {}});
  }
}

void Connection::finish(Guard& guard, IncomingCall& call) {
  if (StreamPort* port = call.streams()) remove_port(guard, *port);
  if (!call.answered) session_.finish_one_way(call.id);
  if (!call.references.empty()) give_back(guard, call.references);
  if (call.object != nullptr) dropped_.push_back(std::move(call.object));
  incoming_.finish(call);
  book();  // before the answer leaves: who has it may make a call in the room of this one
}

void Connection::handle(ReplyReceived& event) {
  CallSlot* slot = slots_.close(event.call);
  if (slot == nullptr) return;
  slot->references = std::move(event.references);
  slot->ended = last_activity_;  // Set by the read that brought the reply.
  slot->succeed(std::move(event.results), std::move(event.descriptors));
  trace_ended(*slot);
  end_port(event.call, std::move(event.unread));
  slot->waiter.finish();
}

// A call that has waited for a connection.
void Connection::explain(Error& error) const {
  if (error.code != Code::DeadlineExceeded) return;
  error.message = "the time ran out while the call waited for a connection to `" +
                  to_string(peer().address) + "`";
}

void Connection::handle(CallFailed& event) {
  CallSlot* slot = slots_.close(event.call);
  if (slot == nullptr) return;
  slot->ended = steady_clock().now();
  slot->unconnected = is_opening();
  if (slot->unconnected) explain(event.failure.error);
  slot->fail(std::move(event.failure));
  trace_ended(*slot);
  end_port(event.call, std::move(event.unread));
  slot->waiter.finish();
}

void Connection::handle(const CallCancelled& event) {
  incoming_.cancel(event.call);
  end_port(event.call, {});
}

}  // namespace idl::detail
