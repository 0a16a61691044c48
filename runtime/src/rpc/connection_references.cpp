// The connection's references: which objects of this side the peer may call, and which of the
// peer's are held here. Counting is the session's business; objects end without the connection's
// lock.
#include <algorithm>
#include <utility>

#include "idl/references.h"
#include "rpc/connection.h"
#include "rpc/local_service.h"
#include "rpc/reference_route.h"

namespace idl::detail {
namespace {

std::vector<std::uint32_t> numbers_of(const OutgoingReferences& references) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(references.services.size());
  for (const auto& service : references.services) numbers.push_back(service->number());
  return numbers;
}

Error number_is_taken() {
  return Error{Code::ResourceExhausted,
               "the peer holds an older object under the number of this one: make it anew",
               Executed::No, Origin::Local};
}

}  // namespace

bool Connection::may_give(const OutgoingReferences& references) const {
  return std::all_of(references.services.begin(), references.services.end(), [&](const auto& one) {
    const auto given = given_.find(one->number());
    return given == given_.end() || given->second == one;
  });
}

void Connection::note_given(const OutgoingReferences& references) {
  for (const auto& service : references.services) given_.emplace(service->number(), service);
}

Result<CallId> Connection::call_with_references(const CallRequest& request,
                                                const Outgoing& parameters) {
  if (!may_give(*parameters.references)) return number_is_taken();
  const std::vector<std::uint32_t> numbers = numbers_of(*parameters.references);
  CallRequest with_references = request;
  with_references.references = numbers;
  auto call = call_with_descriptors(with_references, parameters);
  if (call) note_given(*parameters.references);
  return call;
}

void Connection::reply_with_references(CallId call, const Outgoing& results,
                                       Descriptors descriptors) {
  if (!may_give(*results.references)) {
    Failure failure{.error = number_is_taken()};
    failure.error.executed = Executed::Maybe;
    return session_.fail(call, failure);
  }
  if (session_.reply(call, results, std::move(descriptors), numbers_of(*results.references))) {
    note_given(*results.references);
  }
}

std::shared_ptr<CallRoute> Connection::take_reference(ReferenceNumbers& received,
                                                      std::uint32_t number) {
  const Guard guard = lock();
  const auto found = std::find(received.begin(), received.end(), number);
  if (found == received.end()) return nullptr;
  received.erase(found);
  std::weak_ptr<ReferenceRoute>& held = held_[number];
  std::shared_ptr<ReferenceRoute> route = held.lock();
  if (route == nullptr) {
    route = std::make_shared<ReferenceRoute>(shared_from_this(), number);
    held = route;
  }
  route->note_received();
  return route;
}

void Connection::let_go(std::uint32_t number, std::uint32_t count) {
  Guard guard = lock();
  const auto held = held_.find(number);
  // It may have come once more meanwhile, and be held anew.
  if (held != held_.end() && held->second.expired()) held_.erase(held);
  if (closed_) return;
  session_.release_reference(number, count);
  driver_->send_off(guard, *this);
}

void Connection::give_back(const Guard&, ReferenceNumbers& received) {
  for (const std::uint32_t number : received) session_.release_reference(number, 1);
  received.clear();
}

void Connection::handle(const ReferenceReleased& event) {
  const auto given = given_.find(event.number);
  // It may have been given once more meanwhile.
  if (given == given_.end() || session_.has_given(event.number)) return;
  dropped_.push_back(std::move(given->second));
  given_.erase(given);
}

void Connection::drop_all_given() {
  for (auto& [number, service] : given_) dropped_.push_back(std::move(service));
  given_.clear();
}

void Connection::end_dropped(Guard& guard) {
  if (dropped_.empty()) return;
  auto dropped = std::exchange(dropped_, {});
  guard.unlock();
  dropped.clear();
  guard.lock();
}

}  // namespace idl::detail
