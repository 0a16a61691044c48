// The counting operator new. Plain malloc below it, so that the
// sanitizers still see every block.
#include "tests/support/allocations.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace idl::test {
namespace {

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

thread_local bool counting = false;
thread_local std::size_t counted_bytes = 0;
thread_local std::size_t counted_allocations = 0;
thread_local std::size_t allocations_left = kNever;
thread_local bool failed = false;

void* allocate(std::size_t size) {
  if (counting) {
    counted_bytes += size;
    ++counted_allocations;
  }
  if (allocations_left != kNever) {
    if (allocations_left == 0) {
      failed = true;
      throw std::bad_alloc();
    }
    --allocations_left;
  }
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void* allocate_or_null(std::size_t size) noexcept {
  try {
    return allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace

AllocationMeter::AllocationMeter() {
  counted_bytes = 0;
  counted_allocations = 0;
  counting = true;
}
AllocationMeter::~AllocationMeter() { counting = false; }
std::size_t AllocationMeter::bytes() const { return counted_bytes; }
std::size_t AllocationMeter::count() const { return counted_allocations; }

FailingAllocations::FailingAllocations(std::size_t first) {
  failed = false;
  allocations_left = first;
}
FailingAllocations::~FailingAllocations() { allocations_left = kNever; }
bool FailingAllocations::happened() const { return failed; }

}  // namespace idl::test

void* operator new(std::size_t size) { return idl::test::allocate(size); }
void* operator new[](std::size_t size) { return idl::test::allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return idl::test::allocate_or_null(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return idl::test::allocate_or_null(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
