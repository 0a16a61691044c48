// P6 as conditions over what was seen: which failures another attempt may follow, how many, when,
// and at whose expense; and what a call may be told to have done in the end (P3, P5).
#include "tests/simulation/retry_oracle.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace simulation {
namespace {

using namespace idl;

bool passes(const Error& failure) {
  return failure.origin != Origin::Application &&
         (failure.code == Code::Unavailable || failure.code == Code::GoingAway);
}

bool may_run_again(const Error& failure, bool idempotent) {
  return failure.executed == Executed::No || idempotent;
}

}  // namespace

RetryOracle::Fate& RetryOracle::fate(std::uint64_t call) { return fates_.at(call); }

std::uint32_t RetryOracle::most_repetitions(const Fate& fate) const {
  return fate.terms.max_retries.value_or(options_.max_retries);
}

Duration RetryOracle::bound(const Fate& fate) const {
  return std::min(options_.first_pause * (std::int64_t{1} << fate.repetitions),
                  options_.longest_pause);
}

void RetryOracle::called(std::uint64_t call, const detail::RetryTerms& terms) {
  fates_.emplace(call, Fate{.terms = terms});
}

void RetryOracle::attempted(std::uint64_t call, TimePoint now) {
  Fate& begun = fate(call);
  REQUIRE_MESSAGE(begun.due, "P6: an attempt that nobody granted");
  REQUIRE_MESSAGE(now >= *begun.due, "P6: a call was made again before its pause was over");
  begun.due.reset();
}

void RetryOracle::ran(std::uint64_t call) {
  Fate& running = fate(call);
  ++running.runs;
  REQUIRE_MESSAGE((running.runs == 1 || running.terms.idempotent), "P5: a call ran twice");
  REQUIRE_MESSAGE(!running.said_no, "P3: a call ran although its caller was told that it had not");
}

void RetryOracle::failed(std::uint64_t call, const Error& failure, std::optional<TimePoint> next,
                         TimePoint now) {
  Fate& attempted = fate(call);
  if (!next) return rests(attempted, failure, now);
  REQUIRE_MESSAGE(passes(failure), "P6: a call is made again after a failure that stays");
  REQUIRE_MESSAGE(may_run_again(failure, attempted.terms.idempotent),
                  "P6: a call is made again that may have run");
  attempted.due = next;
  *next == TimePoint::min() ? moves(attempted, failure) : repeats(attempted, *next, now);
}

// To another connection, since nobody has taken it.
void RetryOracle::moves(Fate& fate, const Error& failure) {
  REQUIRE_MESSAGE(failure.executed == Executed::No, "P6: a call moved on that may have run");
  REQUIRE_MESSAGE(!fate.moved, "P6: a call moved on twice");
  fate.moved = true;
}

void RetryOracle::repeats(Fate& fate, TimePoint next, TimePoint now) {
  const Duration pause = next - now;
  const Duration most = bound(fate);
  REQUIRE_MESSAGE((pause >= Duration::zero() && pause < most), "P6: a pause out of its bounds");
  ++(pause * 2 < most ? pauses_.early : pauses_.late);
  ++fate.repetitions;
  REQUIRE_MESSAGE(fate.repetitions <= most_repetitions(fate), "P6: a call is made again too often");
  REQUIRE_MESSAGE(next < fate.terms.deadline, "P6: a repetition comes behind the deadline");
  REQUIRE_MESSAGE(in_store_ >= kPerRetry, "P6: a repetition without a budget for it");
  in_store_ -= kPerRetry;
}

// No further attempt: there has to be a reason.
void RetryOracle::rests(const Fate& fate, const Error& failure, TimePoint now) const {
  if (!passes(failure) || !may_run_again(failure, fate.terms.idempotent)) return;
  const bool may_move = failure.executed == Executed::No && !fate.moved;
  const bool has_time =
      fate.terms.deadline == TimePoint::max() || now + bound(fate) <= fate.terms.deadline;
  const bool may_repeat =
      has_time && fate.repetitions < most_repetitions(fate) && in_store_ >= kPerRetry;
  REQUIRE_MESSAGE((!may_move && !may_repeat), "P6: a call that could be made again was not");
}

void RetryOracle::succeeded(std::uint64_t call) {
  REQUIRE_MESSAGE(fate(call).runs > 0, "a call succeeded that never ran");
  in_store_ = std::min(in_store_ + 1, kPerRetry * options_.budget);
  end(fate(call));
}

void RetryOracle::gave_up(std::uint64_t call, const Error& told) {
  Fate& over = fate(call);
  over.said_no = told.executed == Executed::No;
  REQUIRE_MESSAGE((!over.said_no || over.runs == 0), "P3: a call that ran was said not to have");
  end(over);
}

void RetryOracle::end(Fate& fate) {
  ++fate.endings;
  REQUIRE_MESSAGE(fate.endings == 1, "P1: a call ended twice");
}

void RetryOracle::judge() const {
  for (const auto& [call, fate] : fates_) {
    CAPTURE(call);
    REQUIRE_MESSAGE(fate.endings == 1, "P1: a call has not ended");
  }
}

}  // namespace simulation
