// The steps of a run, and what the caller and its server make of the events of their sessions.
// Which failures another attempt follows is not decided here.
#include "tests/simulation/retry_world.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <variant>

#include "tests/simulation/outgoing.h"

namespace simulation {
namespace {

using namespace std::chrono_literals;
using namespace idl;
using namespace idl::detail;

constexpr int kRetrySteps = 500;

SessionOptions small_limits() {
  return {.limits = {.max_message_bytes = 80'000,
                     .max_frame_bytes = 16 * 1024,
                     .max_calls = 16,
                     .reset_burst = 1'000'000}};
}

RetryOptions draw_options(Dice& dice) {
  return {.max_retries = dice.below(5),
          .first_pause = std::chrono::milliseconds(10 + dice.below(50)),
          .longest_pause = std::chrono::milliseconds(50 + dice.below(200)),
          .budget = dice.below(12)};
}

Error nobody_listens() {
  return {Code::Unavailable, "nobody listens there", Executed::No, Origin::Transport};
}

}  // namespace

RetryWorld::End::End(Role role, TimePoint now) : session(role, small_limits(), now) {}

RetryWorld::Connection::Connection(TimePoint now)
    : client(Role::Initiator, now), server(Role::Acceptor, now) {}

RetryWorld::RetryWorld(std::uint32_t seed)
    : dice_(seed),
      options_(draw_options(dice_)),
      retries_(options_, seed, clock_),
      oracle_(options_) {}

void RetryWorld::run() {
  for (int step = 0; step < kRetrySteps; ++step) {
    act();
    begin_due();
  }
  finish();
  oracle_.judge();
}

void RetryWorld::act() {
  const std::uint32_t kind = dice_.below(16);
  if (kind == 0) return cause_trouble();
  if (kind < 3) return call();
  if (kind < 5) return pass_time(std::chrono::milliseconds(dice_.below(40)));
  Connection* const connection = any_connection();
  if (connection == nullptr) return;
  kind < 9 ? answer(*connection) : move_bytes(*connection);
}

void RetryWorld::cause_trouble() {
  if (dice_.one_in(4)) {
    listening_ = !listening_;
    return;
  }
  Connection* const connection = any_connection();
  if (connection == nullptr) return;
  if (connection->broken) {
    lose(dice_.one_in(2) ? connection->client : connection->server);
    take_events(*connection);
  } else if (dice_.one_in(2)) {
    connection->server.session.go_away("drain");
  } else {
    connection->client.out.cut(dice_);
    connection->server.out.cut(dice_);
    connection->broken = true;
  }
}

void RetryWorld::call() {
  RetryTerms terms{.idempotent = dice_.one_in(2)};
  if (dice_.one_in(3)) terms.max_retries = dice_.below(4);
  if (dice_.one_in(2)) terms.deadline = clock_.time + std::chrono::milliseconds(dice_.below(800));
  const std::uint64_t number = calls_.size();
  calls_.push_back({.attempts = {&retries_, terms}, .deadline = terms.deadline});
  oracle_.called(number, terms);
  attempt(number);
}

void RetryWorld::begin_due() {
  for (std::uint64_t number = 0; number < calls_.size(); ++number) {
    while (calls_[number].due && *calls_[number].due <= clock_.time) attempt(number);
  }
}

void RetryWorld::attempt(std::uint64_t number) {
  Call& call = calls_[number];
  call.due.reset();
  oracle_.attempted(number, clock_.time);
  Connection* const connection = connect();
  if (connection == nullptr) return failed(number, nobody_listens());
  CallRequest request{.method = number};
  if (call.deadline != TimePoint::max()) request.remaining = call.deadline - clock_.time;
  const Bytes parameters(dice_.one_in(4) ? dice_.below(40'000) : dice_.below(100));
  End& client = connection->client;
  const auto begun = client.session.call(request, outgoing(parameters), clock_.time);
  if (!begun) return failed(number, begun.error());
  client.calls[*begun] = number;
}

void RetryWorld::failed(std::uint64_t number, const Error& failure) {
  Call& call = calls_[number];
  call.due = call.attempts.next(failure);
  oracle_.failed(number, failure, call.due, clock_.time);
  if (!call.due) oracle_.gave_up(number, call.attempts.concluded(failure));
}

RetryWorld::Connection* RetryWorld::connect() {
  for (Connection& connection : connections_) {
    if (connection.client.session.state() <= SessionState::Open) return &connection;
  }
  if (!listening_) return nullptr;
  return &connections_.emplace_back(clock_.time);
}

RetryWorld::Connection* RetryWorld::any_connection() {
  forget_dead_connections();
  if (connections_.empty()) return nullptr;
  return &*std::next(connections_.begin(), dice_.below(connections_.size()));
}

void RetryWorld::forget_dead_connections() {
  connections_.remove_if([](const Connection& connection) {
    return connection.client.over && connection.server.over;
  });
}

void RetryWorld::answer(Connection& connection) {
  Calls& running = connection.server.calls;
  if (running.empty()) return;
  const auto chosen = std::next(running.begin(), dice_.below(running.size()));
  Session& session = connection.server.session;
  if (dice_.one_in(5)) {
    const Code code = dice_.one_in(2) ? Code::Application : Code::Unavailable;
    session.fail(chosen->first, {.error = {code, "no", Executed::Maybe, Origin::Application}});
  } else {
    const Bytes results(dice_.below(100));
    session.reply(chosen->first, outgoing(results));
  }
  running.erase(chosen);
}

void RetryWorld::move_bytes(Connection& connection) {
  pass(connection, connection.client, connection.server);
  pass(connection, connection.server, connection.client);
}

void RetryWorld::pass(Connection& connection, End& from, End& to) {
  const BytesView output = from.session.output();
  if (!output.empty() && !dice_.one_in(3)) {
    const std::size_t count = 1 + dice_.below(output.size());
    from.out.send(output.first(count), clock_.time + std::chrono::milliseconds(dice_.below(10)));
    from.session.consumed(count);
  }
  if (to.over || dice_.one_in(3)) return;
  const Bytes piece = from.out.take(dice_, clock_.time);
  if (piece.empty()) return;
  to.session.receive(piece, clock_.time);
  take_events(connection);
}

void RetryWorld::pass_time(Duration span) {
  clock_.time += span;
  for (Connection& connection : connections_) {
    connection.client.session.tick(clock_.time);
    connection.server.session.tick(clock_.time);
    take_events(connection);
  }
}

void RetryWorld::lose(End& end) {
  end.session.transport_lost(
      {.code = Code::Unavailable, .message = "cut", .origin = Origin::Transport});
}

void RetryWorld::take_events(Connection& connection) {
  while (auto event = connection.client.session.next_event()) {
    std::visit([&](const auto& told) { on_client(connection.client, told); }, *event);
  }
  while (auto event = connection.server.session.next_event()) {
    std::visit([&](const auto& told) { on_server(connection.server, told); }, *event);
  }
}

void RetryWorld::on_client(End& client, const ReplyReceived& told) {
  const std::uint64_t number = client.calls.at(told.call);
  client.calls.erase(told.call);
  calls_[number].attempts.note_success();
  oracle_.succeeded(number);
}

void RetryWorld::on_client(End& client, const CallFailed& told) {
  const std::uint64_t number = client.calls.at(told.call);
  client.calls.erase(told.call);
  failed(number, told.failure.error);
}

void RetryWorld::on_server(End& server, const CallReceived& told) {
  oracle_.ran(told.method);
  server.calls[told.call] = told.method;
}

void RetryWorld::on_server(End& server, const Closed&) {
  server.over = true;
  server.calls.clear();
}

void RetryWorld::finish() {
  listening_ = true;
  for (int round = 0; round < 100'000 && !is_quiet(); ++round) {
    for (Connection& connection : connections_) {
      if (connection.broken && !connection.client.over) lose(connection.client);
      answer(connection);
      move_bytes(connection);
    }
    pass_time(1ms);
    begin_due();
  }
  REQUIRE(is_quiet());
}

bool RetryWorld::is_quiet() const {
  const bool all_over = std::none_of(calls_.begin(), calls_.end(),
                                     [](const Call& call) { return call.due.has_value(); });
  return all_over && std::all_of(connections_.begin(), connections_.end(), [](const auto& each) {
           return each.client.calls.empty() && each.server.calls.empty() &&
                  (each.server.over || each.client.out.empty()) &&
                  (each.broken || each.client.session.output().empty());
         });
}

}  // namespace simulation
