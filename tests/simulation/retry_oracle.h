// What is promised of calls that are made again (P5, P6), over all their attempts and connections.
// It knows the rules from docs/RUNTIME.md and idl/retry.h, and keeps its own account of the budget;
// it fails the test at the step that breaks one, and drives nothing.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "idl/error.h"
#include "idl/retry.h"
#include "idl/time_point.h"
#include "rpc/call_attempts.h"

namespace simulation {

/// How many pauses ended in the earlier and in the later half of what they may take.
struct Pauses {
  unsigned long early = 0;
  unsigned long late = 0;
};

/// Calls are told apart by number.
class RetryOracle {
 public:
  explicit RetryOracle(const idl::RetryOptions& options)
      : options_(options), in_store_(kPerRetry * options.budget) {}

  void called(std::uint64_t call, const idl::detail::RetryTerms& terms);

  /// An attempt begins.
  void attempted(std::uint64_t call, idl::TimePoint now);

  /// A handler runs for one of its attempts.
  void ran(std::uint64_t call);

  /// An attempt has failed; `next` is when another one may begin, TimePoint::min() for at once.
  void failed(std::uint64_t call, const idl::Error& failure, std::optional<idl::TimePoint> next,
              idl::TimePoint now);

  // The ends of a call.
  void succeeded(std::uint64_t call);
  void gave_up(std::uint64_t call, const idl::Error& told);

  /// Nothing is under way any more.
  void judge() const;

  [[nodiscard]] const Pauses& pauses() const { return pauses_; }

 private:
  static constexpr unsigned kPerRetry = 10;  // so many successes bring a repetition back

  struct Fate {
    idl::detail::RetryTerms terms{};
    std::optional<idl::TimePoint> due = idl::TimePoint::min();  // of the next attempt
    bool moved = false;
    std::uint32_t repetitions = 0;
    int runs = 0;
    int endings = 0;
    bool said_no = false;
  };

  Fate& fate(std::uint64_t call);
  [[nodiscard]] std::uint32_t most_repetitions(const Fate& fate) const;
  /// Below this is the pause before the next repetition.
  [[nodiscard]] idl::Duration bound(const Fate& fate) const;
  void moves(Fate& fate, const idl::Error& failure);
  void repeats(Fate& fate, idl::TimePoint next, idl::TimePoint now);
  void rests(const Fate& fate, const idl::Error& failure, idl::TimePoint now) const;
  void end(Fate& fate);

  const idl::RetryOptions options_;
  std::map<std::uint64_t, Fate> fates_;
  unsigned in_store_;  // counted in successes
  Pauses pauses_;
};

}  // namespace simulation
