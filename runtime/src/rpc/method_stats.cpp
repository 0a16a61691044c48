// Counting calls: a table with open addressing, whose places are filled once and for all.
// The numbers are read one by one, so a snapshot may tear between them, but never goes back.
#include "rpc/method_stats.h"

#include <algorithm>
#include <functional>
#include <new>
#include <string>

namespace idl::detail {
namespace {

std::size_t outcome_of(const Error* error) {
  if (error == nullptr) return 0;
  const auto code = static_cast<std::size_t>(error->code);
  return code != 0 && code < kOutcomes ? code : static_cast<std::size_t>(Code::Internal);
}

std::size_t bucket_of(Duration latency) {
  const auto* const bound = std::ranges::lower_bound(kLatencyBounds, latency);
  return static_cast<std::size_t>(bound - kLatencyBounds.begin());
}

void add_to(std::atomic<std::uint64_t>& counter, std::uint64_t amount) {
  counter.fetch_add(amount, std::memory_order_relaxed);
}

template <class Counters, class Numbers>
void read_all(const Counters& counters, Numbers& numbers) {
  std::ranges::transform(counters, numbers.begin(), [](const auto& counter) {
    return counter.load(std::memory_order_relaxed);
  });
}

}  // namespace

void MethodStats::note_end(const CallEnd& end) {
  add_to(ended_[outcome_of(end.error)], 1);
  add_to(latency_[bucket_of(end.duration)], 1);
  total_latency_.fetch_add(end.duration.count(), std::memory_order_relaxed);
  add_to(request_bytes_, end.request_bytes);
  add_to(reply_bytes_, end.reply_bytes);
  in_flight_.fetch_sub(1, std::memory_order_relaxed);
}

MethodMetrics MethodStats::snapshot() const {
  MethodMetrics metrics;
  metrics.method = method_;
  read_all(ended_, metrics.ended);
  read_all(latency_, metrics.latency);
  metrics.in_flight = in_flight_.load(std::memory_order_relaxed);
  metrics.total_latency = Duration(total_latency_.load(std::memory_order_relaxed));
  metrics.request_bytes = request_bytes_.load(std::memory_order_relaxed);
  metrics.reply_bytes = reply_bytes_.load(std::memory_order_relaxed);
  return metrics;
}

MethodTable::~MethodTable() {
  for (const auto& place : places_) delete place.load(std::memory_order_relaxed);
}

MethodStats& MethodTable::of(std::string_view method) noexcept {
  const std::size_t first = std::hash<std::string_view>()(method);
  for (std::size_t i = 0; i < kPlaces; ++i) {
    std::atomic<MethodStats*>& place = places_[(first + i) % kPlaces];
    MethodStats* stats = place.load(std::memory_order_acquire);
    if (stats == nullptr) stats = add(place, method);
    if (stats == nullptr) return other_;
    if (stats->method() == method) return *stats;
  }
  return other_;
}

MethodStats* MethodTable::add(std::atomic<MethodStats*>& place, std::string_view method) {
  if (count_.load(std::memory_order_relaxed) >= kMaxMeasuredMethods) return nullptr;
  std::unique_ptr<MethodStats> fresh(new (std::nothrow) MethodStats(method));
  if (fresh == nullptr) return nullptr;
  MethodStats* present = nullptr;
  if (!place.compare_exchange_strong(present, fresh.get(), std::memory_order_acq_rel)) {
    return present;  // Another thread was faster.
  }
  count_.fetch_add(1, std::memory_order_relaxed);
  return fresh.release();
}

std::vector<MethodMetrics> MethodTable::snapshot() const {
  std::vector<MethodMetrics> all;
  for (const auto& place : places_) {
    const MethodStats* stats = place.load(std::memory_order_acquire);
    if (stats != nullptr) all.push_back(stats->snapshot());
  }
  MethodMetrics other = other_.snapshot();
  const auto any = [](std::uint64_t count) { return count != 0; };
  if (other.in_flight != 0 || std::ranges::any_of(other.ended, any)) {
    all.push_back(std::move(other));
  }
  std::ranges::sort(all, {}, &MethodMetrics::method);
  return all;
}

}  // namespace idl::detail
