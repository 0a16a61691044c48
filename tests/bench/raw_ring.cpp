// One writer, one reader, two counters a ring: as little as it can be. Both sides are threads of
// one process, which makes no difference to the memory.
#include "raw_ring.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "pinned_thread.h"

namespace bench {
namespace {

constexpr std::size_t kCacheLines = 128;  // a pair of them
constexpr std::size_t kRingBytes = 256 * 1024;

/// One direction, of messages of one size. Counts and sizes are of whole messages.
template <std::size_t kBytes>
class Ring {
 public:
  using Message = std::array<char, kBytes>;

  /// Puts up to `count` copies of `message` in; gives how many there was room for.
  std::size_t write(const Message& message, std::size_t count) {
    const std::uint64_t written = written_.load(std::memory_order_relaxed);
    const std::size_t room = kSlots - (written - read_.load(std::memory_order_acquire));
    const std::size_t taken = std::min(room, count);
    for (std::size_t i = 0; i < taken; ++i) slots_[(written + i) % kSlots] = message;
    written_.store(written + taken, std::memory_order_release);
    return taken;
  }

  /// Takes out what there is, but `most` at most. All of it is copied; the last stays in `message`.
  std::size_t read(Message& message, std::size_t most) {
    const std::uint64_t read = read_.load(std::memory_order_relaxed);
    const std::size_t there = written_.load(std::memory_order_acquire) - read;
    const std::size_t taken = std::min(there, most);
    for (std::size_t i = 0; i < taken; ++i) copy(slots_[(read + i) % kSlots], message);
    if (taken > 0) read_.store(read + taken, std::memory_order_release);
    return taken;
  }

 private:
  static constexpr std::size_t kSlots = std::bit_floor(kRingBytes / kBytes);

  // No copy is left out because the next overwrites it.
  static void copy(const Message& from, Message& to) {
    to = from;
    asm volatile("" : : "r"(&to) : "memory");
  }

  alignas(kCacheLines) std::atomic<std::uint64_t> written_{0};
  alignas(kCacheLines) std::atomic<std::uint64_t> read_{0};
  alignas(kCacheLines) std::array<Message, kSlots> slots_{};
};

template <Sizes kSizes>
struct Rings {
  Ring<kSizes.request> requests;
  Ring<kSizes.reply> replies;
};

template <Sizes kSizes>
void serve(Rings<kSizes>& rings, int calls) {
  typename Ring<kSizes.request>::Message request{};
  const typename Ring<kSizes.reply>::Message reply{};
  for (std::size_t left = static_cast<std::size_t>(calls); left > 0;) {
    const std::size_t got = rings.requests.read(request, left);
    for (std::size_t sent = 0; sent < got;) sent += rings.replies.write(reply, got - sent);
    left -= got;
  }
}

template <Sizes kSizes>
void exchange(Rings<kSizes>& rings, int calls, std::size_t outstanding) {
  const typename Ring<kSizes.request>::Message request{};
  typename Ring<kSizes.reply>::Message reply{};
  std::size_t to_send = static_cast<std::size_t>(calls);
  std::size_t under_way = 0;
  while (to_send > 0 || under_way > 0) {
    const std::size_t sent =
        rings.requests.write(request, std::min(to_send, outstanding - under_way));
    to_send -= sent;
    under_way += sent;
    under_way -= rings.replies.read(reply, under_way);
  }
}

template <Sizes kSizes>
Nanoseconds ping_pong(int calls, std::size_t outstanding) {
  const auto rings = std::make_unique<Rings<kSizes>>();
  PinnedThread server(kServerCore, [&] { serve(*rings, calls); });
  const Nanoseconds time =
      best_time_per_call(calls, [&](int n) { exchange(*rings, n, outstanding); });
  server.join();
  return time;
}

}  // namespace

Nanoseconds ring_one_at_a_time(Socket, int calls) { return ping_pong<kEchoSizes>(calls, 1); }

Nanoseconds ring_orders_one_at_a_time(Socket, int calls) {
  return ping_pong<kOrderSizes>(calls, 1);
}

Nanoseconds ring_outstanding(Socket, int calls) {
  return ping_pong<kEchoSizes>(calls, kOutstanding);
}

Nanoseconds ring_orders_outstanding(Socket, int calls) {
  return ping_pong<kOrderSizes>(calls, kOutstanding);
}

Nanoseconds ring_stream(Socket, int messages) {
  using Messages = Ring<kMessageBytes>;
  const auto ring = std::make_unique<Messages>();
  return time_per_call(messages, [&](int n) {
    PinnedThread server(kServerCore, [&ring, n] {
      const Messages::Message message{};
      for (int sent = 0; sent < n;) {
        sent += static_cast<int>(ring->write(message, static_cast<std::size_t>(n - sent)));
      }
    });
    Messages::Message message{};
    for (int left = n; left > 0;) {
      left -= static_cast<int>(ring->read(message, static_cast<std::size_t>(left)));
    }
    server.join();
  });
}

}  // namespace bench
