// Session's public face: each function passes to the part that does the work. After the end of the
// connection, answers and cancels have nowhere to go and are dropped here.
#include "session/session.h"

#include <utility>

#include "session/session_core.h"

namespace idl::detail {

std::string_view to_string(SessionState state) {
  switch (state) {
    case SessionState::Greeting:
      return "greeting";
    case SessionState::Open:
      return "open";
    case SessionState::Draining:
      return "draining";
    case SessionState::Closed:
      return "closed";
  }
  return "unknown";
}

std::string_view to_string(OutgoingState state) {
  switch (state) {
    case OutgoingState::Held:
      return "held";
    case OutgoingState::Sent:
      return "sent";
    case OutgoingState::Receiving:
      return "receiving";
  }
  return "unknown";
}

std::string_view to_string(IncomingState state) {
  switch (state) {
    case IncomingState::Receiving:
      return "receiving";
    case IncomingState::Running:
      return "running";
    case IncomingState::Answering:
      return "answering";
    case IncomingState::Cancelled:
      return "cancelled";
  }
  return "unknown";
}

Session::Session(Role role, const SessionOptions& options, TimePoint now)
    : core_(std::make_unique<SessionCore>(role, options, now)) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

void Session::receive(BytesView bytes, TimePoint now) { core_->receive(bytes, now); }

void Session::receive_descriptors(Descriptors descriptors) {
  if (core_->state() != SessionState::Closed) {
    core_->context().descriptors.arrive(std::move(descriptors));
  }
}

Event* Session::next_event() { return core_->next_event(); }

BytesView Session::output() const { return std::as_const(*core_).context().outbox.output(); }

Output Session::next_output() const { return std::as_const(*core_).context().outbox.next_output(); }

void Session::consumed(std::size_t count) {
  core_->context().outbox.consumed(count);
  core_->callee().finish_answers();
}

Result<CallId> Session::call(const CallRequest& request, const Outgoing& parameters,
                             TimePoint now) {
  return core_->call(request, parameters, now);
}

StreamWrite Session::write_stream(CallId call, const Outgoing& element) {
  return core_->streams().write(call, element);
}

bool Session::may_write_stream(CallId call) const { return core_->streams().may_write(call); }

void Session::end_stream(CallId call) { core_->streams().end(call); }

bool Session::read_stream(CallId call, Buffer& into) { return core_->streams().read(call, into); }

void Session::consumed_stream(CallId call, std::size_t cost) {
  core_->streams().consumed(call, cost);
}

std::optional<Executed> Session::cancel(CallId call) { return core_->caller().cancel(call); }

bool Session::reply(CallId call, const Outgoing& results, Descriptors descriptors,
                    std::span<const std::uint32_t> references) {
  return core_->callee().reply(call, results, std::move(descriptors), references);
}

void Session::fail(CallId call, const Failure& failure) { core_->callee().fail(call, failure); }

void Session::release_reference(std::uint32_t number, std::uint32_t count) {
  if (core_->state() == SessionState::Closed) return;
  core_->references().release({.number = number, .count = count});
}

bool Session::has_given(std::uint32_t number) const {
  return core_->references().has_given(number);
}

void Session::finish_one_way(CallId call) { core_->callee().finish_one_way(call); }

void Session::go_away(std::string_view reason) { core_->go_away(reason); }

bool Session::drained() const { return core_->drained(); }

void Session::close(const Error& reason) {
  if (core_->state() != SessionState::Closed) core_->close(reason);
}

void Session::transport_lost(const Error& error) { core_->transport_lost(error); }

void Session::tick(TimePoint now) { core_->tick(now); }

std::optional<TimePoint> Session::next_deadline() const { return core_->next_deadline(); }

SessionState Session::state() const { return core_->state(); }

const Error& Session::last_refusal() const { return std::as_const(*core_).context().last_refusal; }

const SessionCounters& Session::counters() const {
  return std::as_const(*core_).context().counters;
}

std::vector<OpenCall> Session::open_calls() const { return core_->open_calls(); }

std::size_t Session::outgoing_calls() const { return core_->caller().size(); }

std::size_t Session::outgoing_streams() const { return core_->caller().streams(); }

std::size_t Session::incoming_calls() const { return core_->callee().size(); }

std::size_t Session::buffered_bytes() const { return core_->buffered_bytes(); }

}  // namespace idl::detail
