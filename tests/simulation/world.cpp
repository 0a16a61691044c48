// The steps of a run. Small limits and a busy schedule meet the corners often; a burst of cancels
// must not end a run, so that limit alone is wide.
#include "tests/simulation/world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <iterator>

#include "idl/wire/little_endian.h"
#include "session/stream_records.h"
#include "tests/simulation/outgoing.h"

namespace simulation {
namespace {

using namespace std::chrono_literals;
using namespace idl;
using namespace idl::detail;

constexpr std::size_t kLargeBytes = 70'000;
constexpr std::size_t kSmallBytes = 200;

SessionOptions options(bool checksums) {
  return {.limits = {.max_message_bytes = 80'000,
                     .max_frame_bytes = 16 * 1024,
                     .max_calls = 24,
                     .max_buffered_bytes = 150'000,
                     .max_streams = 12,
                     .stream_window = 64 * 1024,
                     .connection_window = 100'000,
                     .reset_burst = 1'000'000},
          .checksums = checksums};
}

}  // namespace

World::World(std::uint32_t seed)
    : dice_(seed),
      sides_{Side(Session(Role::Initiator, options(seed % 2 == 0), now_)),
             Side(Session(Role::Acceptor, options(seed % 4 < 2), now_))},
      // Only with checksums both ways is a corrupted byte sure to be found.
      plan_(seed % 4 == 0 ? Plan::Corrupt : (seed % 2 == 0 ? Plan::Cut : Plan::Deliver)),
      stalled_(seed % 8 == 1) {}

void World::run() {
  const int breaks_at = static_cast<int>(dice_.below(kStepsPerSeed));
  for (int step = 0; step < kStepsPerSeed; ++step) {
    if (plan_ == Plan::Cut && step == breaks_at) {
      for (Side& side : sides_) side.out.cut(dice_);
      broken_ = true;
    }
    if (plan_ == Plan::Corrupt && step >= breaks_at && !broken_) {
      broken_ = sides_[dice_.below(2)].out.corrupt(dice_);
    }
    act();
    judge_step();
  }
  finish();
  oracle_.judge();
}

void World::act() {
  const unsigned side = dice_.below(2);
  if (stalled_) return fill_streams(side);
  switch (dice_.below(3)) {
    case 0:
      return act_on_calls(side);
    case 1:
      return act_on_streams(side);
    default:
      return act_on_network(side);
  }
}

void World::act_on_calls(unsigned side) {
  switch (dice_.below(6)) {
    case 0:
    case 1:
    case 2:
      return call(side);
    case 3:
      return cancel(side);
    default:
      return answer(side);
  }
}

void World::act_on_streams(unsigned side) {
  switch (dice_.below(7)) {
    case 0:
      return end_stream(side);
    case 1:
    case 2:
      return read_some(side);
    default:
      return write_element(side);
  }
}

void World::fill_streams(unsigned side) {
  if (sides_[side].made.empty()) call(side);
  write_element(side);
  for (int moves = 0; moves < 16; ++moves) move_bytes(dice_.below(2));
  pass_time(5ms);
}

void World::act_on_network(unsigned side) {
  switch (dice_.below(12)) {
    case 0:
      return pass_time(std::chrono::milliseconds(dice_.below(100)));
    case 1:
      if (dice_.one_in(20)) sides_[side].session.go_away("drain");
      return;
    case 2:
      if (dice_.one_in(3)) sides_[side].out.toggle_clog();
      return;
    case 3:
      if (broken_ && dice_.one_in(5)) lose(side);
      return;
    default:
      return move_bytes(side);
  }
}

Bytes World::message(std::uint64_t method, std::size_t least) {
  const std::size_t more = dice_.one_in(4) ? dice_.below(kLargeBytes) : dice_.below(kSmallBytes);
  return Bytes(least + more, Oracle::fill_of(method));
}

CallRequest World::draw_request(std::uint64_t method) {
  if (stalled_) return {.method = method, .streams = {true, true}};
  CallRequest request{.method = method, .one_way = dice_.one_in(8)};
  if (dice_.one_in(2)) request.remaining = std::chrono::milliseconds(1 + dice_.below(500));
  if (!request.one_way && dice_.one_in(2)) request.streams = {dice_.one_in(2), dice_.one_in(2)};
  return request;
}

void World::call(unsigned side) {
  const std::uint64_t method = next_method_++;
  const Bytes parameters = message(method);
  const CallRequest request = draw_request(method);
  oracle_.called(side, request, parameters.size());
  const auto id = sides_[side].session.call(request, outgoing(parameters), now_);
  if (!id) return oracle_.refused(method, id.error());
  oracle_.begun(method, *id);
  if (!request.one_way) sides_[side].made[*id] = method;
}

const World::Calls::value_type* World::choose(const Calls& calls) {
  if (calls.empty()) return nullptr;
  return &*std::next(calls.begin(), dice_.below(calls.size()));
}

void World::cancel(unsigned side) {
  const auto* chosen = choose(sides_[side].made);
  if (chosen == nullptr) return;
  const auto [id, method] = *chosen;
  const auto executed = sides_[side].session.cancel(id);
  REQUIRE_MESSAGE(executed, "P11: an open call could not be cancelled");
  REQUIRE_MESSAGE(!sides_[side].session.cancel(id), "a call was cancelled twice");
  sides_[side].made.erase(id);
  oracle_.gave_up(method, *executed);
}

void World::answer(unsigned side) {
  const auto* chosen = choose(sides_[side].running);
  if (chosen == nullptr) return;
  const auto [id, method] = *chosen;
  sides_[side].running.erase(id);
  oracle_.answered(method);
  oracle_.ended(method, /*from_caller=*/false);
  Session& session = sides_[side].session;
  if (dice_.one_in(5)) {
    session.fail(id, {.error = {Code::Application, "no", Executed::Maybe, Origin::Application}});
  } else {
    session.reply(id, outgoing(message(method)));
  }
}

void World::write_element(unsigned side) {
  const bool as_caller = dice_.one_in(2);
  const auto* call = choose(as_caller ? sides_[side].made : sides_[side].running);
  if (call == nullptr) return;
  const auto [id, method] = *call;
  Bytes element = message(method, 4);
  store_u32(element.data(), oracle_.next_element(method, as_caller));
  const auto outcome = sides_[side].session.write_stream(id, outgoing(element));
  if (outcome == StreamWrite::Accepted) oracle_.wrote(method, as_caller, element.size());
  if (!oracle_.is_open(method, as_caller)) REQUIRE(outcome == StreamWrite::Over);
}

void World::end_stream(unsigned side) {
  const auto* call = choose(sides_[side].made);
  if (call == nullptr) return;
  sides_[side].session.end_stream(call->first);
  oracle_.ended(call->second, /*from_caller=*/true);
}

void World::read_some(unsigned side) {
  const bool as_caller = dice_.one_in(2);
  const auto* call = choose(as_caller ? sides_[side].made : sides_[side].running);
  if (call != nullptr) read(side, call->first, call->second, as_caller);
}

void World::read(unsigned side, CallId call, std::uint64_t method, bool as_caller) {
  Buffer elements;
  (void)sides_[side].session.read_stream(call, elements);
  sides_[side].session.consumed_stream(call, take_elements(elements, method, as_caller));
}

std::size_t World::take_elements(Buffer& elements, std::uint64_t method, bool as_caller) {
  std::size_t cost = 0;
  while (const auto record = front_record(elements)) {
    oracle_.read(method, /*from_caller=*/!as_caller, record->element);
    cost += record->cost;
    drop_record(elements, *record);
  }
  return cost;
}

void World::pass_time(Duration span) {
  now_ += span;
  for (unsigned side = 0; side < 2; ++side) {
    sides_[side].session.tick(now_);
    take_events(side);
  }
}

/// From the side's output to its wire, and from the wire to the other side.
void World::move_bytes(unsigned side) {
  Side& from = sides_[side];
  const BytesView output = from.session.output();
  if (!output.empty() && !dice_.one_in(3)) {
    const std::size_t count = 1 + dice_.below(output.size());
    oracle_.sent(side, output.first(count));
    from.out.send(output.first(count), now_ + std::chrono::milliseconds(dice_.below(20)));
    from.session.consumed(count);
  }
  Side& to = sides_[1 - side];
  if (to.over || dice_.one_in(3)) return;
  const Bytes piece = from.out.take(dice_, now_);
  if (piece.empty()) return;
  oracle_.arrived(1 - side, piece);
  to.session.receive(piece, now_);
  take_events(1 - side);
}

void World::lose(unsigned side) {
  sides_[side].session.transport_lost(
      {.code = Code::Unavailable, .message = "cut", .origin = Origin::Transport});
  take_events(side);
}

void World::judge_step() const {
  check_counts();
  std::array<Standing, 2> standings;
  for (unsigned side = 0; side < 2; ++side) {
    const Session& session = sides_[side].session;
    standings[side] = {.is_greeted = sides_[side].greeted,
                       .is_closed = session.state() == SessionState::Closed,
                       .has_output = !session.output().empty(),
                       .refused = session.counters().calls_refused};
  }
  oracle_.judge_step(standings);
}

void World::check_counts() const {
  for (const Side& side : sides_) {
    if (side.session.state() == SessionState::Closed) continue;
    REQUIRE_MESSAGE(side.session.outgoing_calls() == side.made.size(), "a call was forgotten");
    REQUIRE(side.session.incoming_calls() >= side.running.size());
    REQUIRE_MESSAGE(side.session.buffered_bytes() < 2'000'000, "P12: memory without end");
  }
}

void World::finish() {
  for (Side& side : sides_) side.out.unclog();
  if (plan_ == Plan::Deliver) return deliver_everything();
  for (int round = 0; round < 200; ++round) {
    pass_time(1ms);
    move_bytes(dice_.below(2));
    judge_step();
  }
  broken_ = true;
  for (unsigned side = 0; side < 2; ++side) lose(side);
}

void World::deliver_everything() {
  for (int round = 0; round < 100'000 && !nothing_under_way(); ++round) {
    if (round % 8 == 0) pass_time(1ms);
    for (unsigned side = 0; side < 2; ++side) move_bytes(side);
    for (unsigned side = 0; side < 2; ++side) read_some(side);
    judge_step();
  }
  REQUIRE(nothing_under_way());
  for (int round = 0; round < 100'000 && !is_quiet(); ++round) {
    if (round % 8 == 0) pass_time(1ms);
    for (unsigned side = 0; side < 2; ++side) {
      answer(side);
      read_some(side);
      move_bytes(side);
    }
    judge_step();
  }
  REQUIRE(is_quiet());
}

bool World::nothing_under_way() const {
  return std::all_of(sides_.begin(), sides_.end(), [](const Side& side) {
    return side.out.empty() && side.session.output().empty();
  });
}

bool World::is_quiet() const {
  return nothing_under_way() && std::all_of(sides_.begin(), sides_.end(), [](const Side& side) {
           return side.made.empty() && side.running.empty();
         });
}

}  // namespace simulation
