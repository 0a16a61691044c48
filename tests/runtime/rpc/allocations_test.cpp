// A call in the steady state asks the heap for nothing, on either side. This file replaces the
// global operator new of the test program with one that counts.
#include <atomic>
#include <cstdlib>
#include <new>

#include <idl/metrics.h>

#include "fixture.h"

namespace {

std::atomic<std::size_t> g_allocations{0};

void* counted(std::size_t size) {
  g_allocations.fetch_add(1, std::memory_order_relaxed);
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// Plain malloc below, so that the sanitizers still see every block.
void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

/// Makes calls and looks on at the heap.
void expect_no_allocations(const probe::Client& client) {
  // Short enough for std::string's own room: the user's values need no heap either.
  const std::string text = "four";
  constexpr std::size_t kCalls = 1000;
  for (std::size_t i = 0; i < kCalls; ++i) REQUIRE(client.echo(text));
  const std::size_t before = g_allocations;
  bool all = true;
  for (std::size_t i = 0; i < kCalls; ++i) all = all && client.echo(text);
  const std::size_t made = g_allocations - before;
  CHECK(all);
  // A handler that the machine held up starts a thread, which allocates; a call of its own would
  // allocate each time.
  CHECK(made < kCalls / 10);
}

}  // namespace

TEST_CASE("a call in the steady state allocates nothing beyond the user's own values") {
  for (const probe::Over over : {probe::Over::Tcp, probe::Over::Unix}) {
    const probe::Served served(over);
    expect_no_allocations(served.client());
  }
}

TEST_CASE("counting calls allocates nothing either, on either side") {
  const auto metrics = std::make_shared<idl::Metrics>();
  const probe::Served served(probe::Over::Unix, {.metrics = metrics});
  expect_no_allocations(probe::Client(served.connect({.metrics = metrics})));
}
