// What the sessions tell, and what their owners make of it.
// The steps are in world.cpp.
#include "tests/simulation/world.h"

#include <doctest/doctest.h>

#include <variant>

namespace simulation {

using namespace idl;
using namespace idl::detail;

void World::take_events(unsigned side) {
  while (auto event = sides_[side].session.next_event()) {
    REQUIRE_MESSAGE(!sides_[side].over, "an event came behind the end");
    std::visit([&](auto& told) { on(side, told); }, *event);
  }
}

void World::on(unsigned side, const StreamReadable& told) {
  if (stalled_ || !dice_.one_in(3)) return;
  const auto made = sides_[side].made.find(told.call);
  if (made != sides_[side].made.end()) return read(side, told.call, made->second, true);
  const auto running = sides_[side].running.find(told.call);
  if (running != sides_[side].running.end()) read(side, told.call, running->second, false);
}

void World::on(unsigned side, const StreamEnded& told) {
  const auto running = sides_[side].running.find(told.call);
  if (running == sides_[side].running.end()) return;
  read(side, told.call, running->second, /*as_caller=*/false);
  oracle_.read_all(running->second, /*from_caller=*/true);
}

void World::on(unsigned side, const CallCancelled& told) {
  const auto running = sides_[side].running.find(told.call);
  if (running == sides_[side].running.end()) return;
  oracle_.cancelled(running->second);
  oracle_.ended(running->second, /*from_caller=*/false);
}

void World::on(unsigned side, const CallReceived& told) {
  oracle_.delivered(told, now_);
  if (told.one_way && dice_.one_in(2)) return sides_[side].session.finish_one_way(told.call);
  sides_[side].running[told.call] = told.method;
}

std::uint64_t World::made_under(unsigned side, CallId call) const {
  const auto made = sides_[side].made.find(call);
  REQUIRE_MESSAGE(made != sides_[side].made.end(), "P11: a call that was given up ended again");
  return made->second;
}

void World::on(unsigned side, ReplyReceived& told) {
  const std::uint64_t method = made_under(side, told.call);
  take_elements(told.unread, method, /*as_caller=*/true);
  sides_[side].made.erase(told.call);
  oracle_.ended(method, /*from_caller=*/true);
  oracle_.succeeded(method, told.results.bytes());
}

void World::on(unsigned side, CallFailed& told) {
  const std::uint64_t method = made_under(side, told.call);
  take_elements(told.unread, method, /*as_caller=*/true);
  sides_[side].made.erase(told.call);
  oracle_.ended(method, /*from_caller=*/true);
  oracle_.failed(method, told.failure.error);
}

void World::on(unsigned side, const Closed& told) {
  REQUIRE_MESSAGE(broken_, "the connection closed by itself: " << told.error.message);
  REQUIRE_MESSAGE(sides_[side].made.empty(), "P1: the connection ended before its calls");
  sides_[side].over = true;
}

}  // namespace simulation
