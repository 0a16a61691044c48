// A call in the steady state asks the heap for nothing, on either side, an idle connection for
// little, and a stream for no more than its window, however long it is. This file replaces the
// global operator new of the test program with one that counts. IDL_STREAM_MIB=10240 makes the
// streams 10 GiB long.
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>
#include <vector>

#include <idl/metrics.h>

#include "fixture.h"

namespace {

std::atomic<std::size_t> g_allocations{0};
std::atomic<std::size_t> g_bytes{0};  // that are allocated now
std::atomic<std::size_t> g_most_bytes{0};

void* counted_or_null(std::size_t size) {
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) return nullptr;
  g_allocations.fetch_add(1, std::memory_order_relaxed);
  const std::size_t usable = malloc_usable_size(memory);
  const std::size_t bytes = g_bytes.fetch_add(usable, std::memory_order_relaxed) + usable;
  std::size_t most = g_most_bytes.load(std::memory_order_relaxed);
  while (bytes > most && !g_most_bytes.compare_exchange_weak(most, bytes)) {
  }
  return memory;
}

void* counted(std::size_t size) {
  void* const memory = counted_or_null(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void release(void* memory) {
  g_bytes.fetch_sub(malloc_usable_size(memory), std::memory_order_relaxed);
  std::free(memory);
}

}  // namespace

// Plain malloc below, so that the sanitizers still see every block.
void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return counted_or_null(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return counted_or_null(size);
}
void operator delete(void* memory) noexcept { release(memory); }
void operator delete[](void* memory) noexcept { release(memory); }
void operator delete(void* memory, std::size_t) noexcept { release(memory); }
void operator delete[](void* memory, std::size_t) noexcept { release(memory); }

namespace {

/// Makes calls and looks on at the heap. `call` gives whether one has succeeded.
template <class Call>
void expect_no_allocations(const Call& call) {
  constexpr std::size_t kCalls = 1000;
  for (std::size_t i = 0; i < kCalls; ++i) REQUIRE(call());
  const std::size_t before = g_allocations;
  bool all = true;
  for (std::size_t i = 0; i < kCalls; ++i) all = all && call();
  const std::size_t made = g_allocations - before;
  CHECK(all);
  // A handler that the machine held up starts a thread, which allocates; a call of its own would
  // allocate each time.
  CHECK(made < kCalls / 10);
}

void expect_no_allocations(const probe::Client& client) {
  // Short enough for std::string's own room: the user's values need no heap either.
  const std::string text = "four";
  expect_no_allocations([&] { return static_cast<bool>(client.echo(text)); });
}

constexpr std::size_t kElementBytes = 64 * 1024;

// For both ends of a stream, which are in this process: a window at each, elements that are being
// written and read, and room that buffers have grown to. A twentieth of what passes.
constexpr std::size_t kMostForStream = std::size_t{3} << 20;

std::uint32_t elements_wanted() {
  const char* text = std::getenv("IDL_STREAM_MIB");
  const std::size_t mebibytes = text == nullptr ? 64 : std::strtoul(text, nullptr, 10);
  return static_cast<std::uint32_t>((mebibytes << 20) / kElementBytes);
}

probe::CheckResult pour(idl::Context&, std::uint32_t count, idl::Writer<std::string> out) {
  const std::string element(kElementBytes, 'x');
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!out.write(element)) return idl::fail("nobody listens");
  }
  return {};
}

/// Reads a stream to its end, with a rest now and then in which its writer fills the window.
std::uint32_t read_slowly(probe::WatchCall& call) {
  std::uint32_t count = 0;
  while (const auto element = call.next()) {
    if (element->size() == kElementBytes) ++count;
    if (count % 512 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return count;
}

}  // namespace

TEST_CASE("a call in the steady state allocates nothing beyond the user's own values") {
  for (const probe::Over over : {probe::Over::Tcp, probe::Over::Unix}) {
    const probe::Served served(over);
    expect_no_allocations(served.client());
  }
}

TEST_CASE("a started call allocates nothing either, although its request is kept") {
  const probe::Served served(probe::Over::Unix);
  const probe::Client client = served.client();
  const std::string text(15, 'x');
  expect_no_allocations([&] { return static_cast<bool>(client.start_echo(text).wait()); });
}

TEST_CASE("counting calls allocates nothing either, on either side") {
  const auto metrics = std::make_shared<idl::Metrics>();
  const probe::Served served(probe::Over::Unix, {.metrics = metrics});
  expect_no_allocations(probe::Client(served.connect({.metrics = metrics})));
}

TEST_CASE("P12 L3 both ends of a stream take at most 3 MiB, however long it is") {
  probe::over_each([](probe::Over over) {
    probe::Served served(over);
    served.streams.on_watch = pour;
    const probe::StreamClient client(served.stream_client());
    auto short_one = client.watch(1);
    CHECK(read_slowly(short_one) == 1);
    const std::size_t before = g_bytes;
    g_most_bytes = before;
    const std::uint32_t count = elements_wanted();
    auto call = client.watch(count);
    CHECK(read_slowly(call) == count);
    CHECK(call.finish());
    MESSAGE("a stream held ", (g_most_bytes - before) / 1024, " KiB at most");
    CHECK(g_most_bytes - before <= kMostForStream);
  });
}

TEST_CASE("L2 an idle connection holds at most 8 KiB at each end") {
  for (const probe::Over over : {probe::Over::Tcp, probe::Over::Unix}) {
    constexpr std::size_t kConnections = 200;
    constexpr std::size_t kMostEach = 2 * 8 * 1024;
    const probe::Served served(over);
    std::vector<probe::Client> clients{served.client()};
    clients.reserve(kConnections + 1);
    REQUIRE(clients.front().echo("x"));
    const std::size_t before = g_bytes;
    for (std::size_t i = 0; i < kConnections; ++i) {
      clients.push_back(served.client());
      REQUIRE(clients.back().echo("x"));
    }
    const std::size_t each = (g_bytes - before) / kConnections;
    MESSAGE("both ends of an idle connection hold ", each, " bytes");
    CHECK(each <= kMostEach);
  }
}
