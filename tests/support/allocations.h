// Counts what the code between two points asks of the heap, so that a test can hold the decode
// budget against it. Replaces the global operator new of the whole test program.
#pragma once

#include <cstddef>

namespace idl::test {

/// Counts on the thread that made it, while it lives; they do not nest.
class AllocationMeter {
 public:
  AllocationMeter();
  ~AllocationMeter();
  AllocationMeter(const AllocationMeter&) = delete;
  AllocationMeter& operator=(const AllocationMeter&) = delete;

  /// All bytes asked for so far, given back or not.
  [[nodiscard]] std::size_t bytes() const;

  /// How often so far.
  [[nodiscard]] std::size_t count() const;
};

/// While it lives, the allocation with this number (from 0) and all later ones on this thread fail.
class FailingAllocations {
 public:
  explicit FailingAllocations(std::size_t first);
  ~FailingAllocations();
  FailingAllocations(const FailingAllocations&) = delete;
  FailingAllocations& operator=(const FailingAllocations&) = delete;

  /// Whether any has failed.
  [[nodiscard]] bool happened() const;
};

}  // namespace idl::test
