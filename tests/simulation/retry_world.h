// A caller whose calls are made again, above one connection after the other: the sessions and what
// decides about repetitions (CallAttempts, Retries) are the real ones, the clock is virtual, the
// rest is drawn from a seed. Connections break with bytes under way, drain, and are refused. What
// it sees it tells the oracle.
#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>

#include "base/clock.h"
#include "rpc/call_attempts.h"
#include "rpc/retries.h"
#include "session/session.h"
#include "tests/simulation/dice.h"
#include "tests/simulation/retry_oracle.h"
#include "tests/simulation/wire.h"

namespace simulation {

class RetryWorld {
 public:
  explicit RetryWorld(std::uint32_t seed);

  /// The whole run; the test fails at the first promise that is not kept.
  void run();

  [[nodiscard]] const Pauses& pauses() const { return oracle_.pauses(); }

 private:
  using CallId = idl::detail::CallId;
  using Calls = std::map<CallId, std::uint64_t>;  // to their numbers

  class VirtualClock final : public idl::detail::Clock {
   public:
    idl::TimePoint now() const override { return time; }
    idl::TimePoint time = idl::TimePoint() + std::chrono::hours(1);
  };

  struct End {
    End(idl::detail::Role role, idl::TimePoint now);

    idl::detail::Session session;
    Wire out{};
    Calls calls{};  // made and not ended; at the server: that run
    bool over = false;
  };

  struct Connection {
    explicit Connection(idl::TimePoint now);

    End client;
    End server;
    bool broken = false;
  };

  struct Call {
    idl::detail::CallAttempts attempts;
    idl::TimePoint deadline;
    std::optional<idl::TimePoint> due{};  // of the next attempt; nothing: under way, or over
  };

  void act();
  void cause_trouble();
  void call();
  void begin_due();
  void attempt(std::uint64_t number);
  void failed(std::uint64_t number, const idl::Error& failure);
  void answer(Connection& connection);
  void move_bytes(Connection& connection);
  void pass(Connection& connection, End& from, End& to);
  void pass_time(idl::Duration span);
  void lose(End& end);
  void forget_dead_connections();

  void take_events(Connection& connection);
  template <class Told>
  void on_client(End&, const Told&) {}
  void on_client(End& client, const idl::detail::ReplyReceived& told);
  void on_client(End& client, const idl::detail::CallFailed& told);
  void on_client(End& client, const idl::detail::Closed&) { client.over = true; }
  template <class Told>
  void on_server(End&, const Told&) {}
  void on_server(End& server, const idl::detail::CallReceived& told);
  void on_server(End& server, const idl::detail::Closed& told);

  void finish();
  [[nodiscard]] bool is_quiet() const;
  /// One that takes calls, or a new one; null: nobody listens.
  Connection* connect();
  Connection* any_connection();

  Dice dice_;
  const idl::RetryOptions options_;
  VirtualClock clock_;
  idl::detail::Retries retries_;
  RetryOracle oracle_;
  std::list<Connection> connections_;
  std::deque<Call> calls_;  // by their numbers
  bool listening_ = true;
};

}  // namespace simulation
