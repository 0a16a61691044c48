// Counters of calls, by method. They are found and changed without a lock, since every call passes
// here; nothing is ever taken out.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "idl/interceptor.h"
#include "idl/metrics.h"

namespace idl::detail {

/// The calls of one method. Any thread.
class MethodStats {
 public:
  /// The name lives as long as the program.
  explicit MethodStats(std::string_view method) : method_(method) {}

  [[nodiscard]] std::string_view method() const { return method_; }

  void note_begun() { in_flight_.fetch_add(1, std::memory_order_relaxed); }
  void note_end(const CallEnd& end);
  [[nodiscard]] MethodMetrics snapshot() const;

 private:
  using Counter = std::atomic<std::uint64_t>;

  const std::string_view method_;
  std::atomic<std::int64_t> in_flight_{0};
  std::array<Counter, kOutcomes> ended_{};
  std::array<Counter, kLatencyBounds.size() + 1> latency_{};
  std::atomic<Duration::rep> total_latency_{0};
  Counter request_bytes_{0};
  Counter reply_bytes_{0};
};

/// The methods of one side. Any thread.
class MethodTable {
 public:
  MethodTable() = default;
  ~MethodTable();
  MethodTable(const MethodTable&) = delete;
  MethodTable& operator=(const MethodTable&) = delete;

  /// The counters of a method, which are made at its first call; those of `other` if there is no
  /// room or no memory. They stay as long as the table.
  [[nodiscard]] MethodStats& of(std::string_view method) noexcept;

  /// All methods that were called, by name.
  [[nodiscard]] std::vector<MethodMetrics> snapshot() const;

 private:
  // Half of them stay empty, so that a search is short.
  static constexpr std::size_t kPlaces = 2 * kMaxMeasuredMethods;

  [[nodiscard]] MethodStats* add(std::atomic<MethodStats*>& place, std::string_view method);

  std::array<std::atomic<MethodStats*>, kPlaces> places_{};
  std::atomic<std::size_t> count_{0};
  MethodStats other_{"other"};
};

}  // namespace idl::detail
