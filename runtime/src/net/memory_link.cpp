// One lock guards both directions; each end has an event descriptor that is readable exactly while
// something that its owner wishes for is possible. It is changed only when that changes, so bytes
// that nobody waits for cost no system call.
#include "net/memory_link.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <list>
#include <mutex>
#include <vector>

#include "base/buffer.h"
#include "base/check.h"
#include "base/system_error.h"
#include "base/unique_fd.h"
#include "idl/descriptors.h"

namespace idl::detail {
namespace {

enum class Side : std::uint8_t { First = 0, Second = 1 };

Side other(Side side) { return side == Side::First ? Side::Second : Side::First; }

// What the two transports share.
class MemoryLink {
 public:
  MemoryLink(System& system, UniqueFd first, UniqueFd second) : system_(system) {
    ends_[0].signal = std::move(first);
    ends_[1].signal = std::move(second);
  }

  IoOutcome read(Side side, std::span<std::byte> into, std::vector<Fd>& descriptors);
  IoOutcome write(Side side, std::span<const std::span<const std::byte>> pieces,
                  std::span<const Fd> descriptors);
  void want(Side side, Interest wish);
  void shutdown_write(Side side);
  void close(Side side);
  int poll_fd(Side side) const { return ends_[static_cast<std::size_t>(side)].signal.get(); }

 private:
  // Descriptors, and at which byte of the stream they come.
  struct Beside {
    std::uint64_t at = 0;
    std::vector<Fd> descriptors;
  };

  struct End {
    Buffer incoming;
    std::uint64_t taken = 0;  // bytes of the stream that were read
    std::list<Beside> beside;
    bool peer_ended = false;  // no byte will be added to `incoming`
    bool closed = false;      // by its own owner
    Interest wish = Interest::Read;
    bool raised = false;  // whether `signal` is readable
    UniqueFd signal;
  };

  End& at(Side side) { return ends_[static_cast<std::size_t>(side)]; }
  bool can_read(Side side) { return !at(side).incoming.empty() || ended(side); }
  bool can_write(Side side) { return room(side) > 0 || broken(side); }
  bool ended(Side side) { return at(side).peer_ended || at(side).closed; }
  bool broken(Side side) { return at(side).closed || at(other(side)).closed; }
  std::size_t room(Side side) { return kMaxMemoryQueueBytes - at(other(side)).incoming.size(); }
  void update_signals();
  void update_signal(Side side);

  System& system_;
  std::mutex mutex_;
  std::array<End, 2> ends_;  // all but `signal` guarded by mutex_
};

IoOutcome MemoryLink::read(Side side, std::span<std::byte> into, std::vector<Fd>& descriptors) {
  check(!into.empty(), "a transport was asked to read nothing");
  const std::lock_guard lock(mutex_);
  End& end = at(side);
  if (end.closed) {
    return {.status = IoStatus::Closed};
  }
  if (end.incoming.empty()) {
    return {.status = end.peer_ended ? IoStatus::Closed : IoStatus::WouldBlock};
  }
  const auto bytes = end.incoming.data().first(std::min(into.size(), end.incoming.size()));
  std::copy(bytes.begin(), bytes.end(), into.begin());
  const std::size_t count = bytes.size();
  end.incoming.consume(count);
  end.taken += count;
  while (!end.beside.empty() && end.beside.front().at < end.taken) {
    auto& came = end.beside.front().descriptors;
    std::move(came.begin(), came.end(), std::back_inserter(descriptors));
    end.beside.pop_front();
  }
  update_signals();
  return {.status = IoStatus::Done, .bytes = count};
}

Result<Descriptors> duplicates_of(std::span<const Fd> descriptors) {
  if (descriptors.empty()) return Descriptors();
  DescriptorSink sink;
  for (const Fd& descriptor : descriptors) sink.add(descriptor);
  return sink.take();
}

IoOutcome MemoryLink::write(Side side, std::span<const std::span<const std::byte>> pieces,
                            std::span<const Fd> descriptors) {
  // As over a socket, the peer gets descriptors of its own.
  auto beside = duplicates_of(descriptors);
  if (!beside) {
    return {.status = IoStatus::Failed, .error = beside.error()};
  }
  const std::lock_guard lock(mutex_);
  if (broken(side) || at(other(side)).peer_ended) {
    return {.status = IoStatus::Failed,
            .error = Error{.code = Code::Unavailable,
                           .message = "the in-process connection is closed",
                           .origin = Origin::Transport}};
  }
  End& peer = at(other(side));
  const std::uint64_t begin = peer.taken + peer.incoming.size();
  std::size_t written = 0;
  bool left_over = false;
  for (const auto piece : pieces) {
    const auto fitting = piece.first(std::min(piece.size(), room(side)));
    peer.incoming.append(fitting);
    written += fitting.size();
    left_over = left_over || fitting.size() < piece.size();
  }
  if (written != 0 && !beside->empty()) peer.beside.push_back({begin, *std::move(beside)});
  update_signals();
  const bool nothing_fitted = left_over && written == 0;
  return {.status = nothing_fitted ? IoStatus::WouldBlock : IoStatus::Done, .bytes = written};
}

void MemoryLink::want(Side side, Interest wish) {
  const std::lock_guard lock(mutex_);
  at(side).wish = wish;
  update_signals();
}

void MemoryLink::shutdown_write(Side side) {
  const std::lock_guard lock(mutex_);
  at(other(side)).peer_ended = true;
  update_signals();
}

void MemoryLink::close(Side side) {
  const std::lock_guard lock(mutex_);
  at(side).closed = true;
  at(side).incoming.release();
  at(side).beside.clear();
  at(other(side)).peer_ended = true;
  update_signals();
}

void MemoryLink::update_signals() {
  update_signal(Side::First);
  update_signal(Side::Second);
}

void MemoryLink::update_signal(Side side) {
  End& end = at(side);
  const bool possible = (has(end.wish, Interest::Read) && can_read(side)) ||
                        (has(end.wish, Interest::Write) && can_write(side));
  if (possible == end.raised) {
    return;
  }
  end.raised = possible;
  if (possible) {
    (void)retry_interrupted([&] { return system_.write_eventfd(end.signal.get(), 1); });
  } else {
    (void)retry_interrupted([&] { return system_.read_eventfd(end.signal.get()); });
  }
}

class MemoryTransport final : public Transport {
 public:
  MemoryTransport(std::shared_ptr<MemoryLink> link, Side side, PeerInfo peer)
      : link_(std::move(link)), side_(side), peer_(std::move(peer)) {}
  ~MemoryTransport() override { link_->close(side_); }

  IoOutcome read(std::span<std::byte> into) override {
    std::vector<Fd> dropped;
    return link_->read(side_, into, dropped);
  }
  IoOutcome write(std::span<const std::span<const std::byte>> pieces) override {
    return link_->write(side_, pieces, {});
  }
  bool carries_descriptors() const override { return true; }
  IoOutcome read_with(std::span<std::byte> into, std::vector<Fd>& descriptors) override {
    return link_->read(side_, into, descriptors);
  }
  IoOutcome write_with(std::span<const std::span<const std::byte>> pieces,
                       std::span<const Fd> descriptors) override {
    return link_->write(side_, pieces, descriptors);
  }
  Interest want(Interest wish) override {
    link_->want(side_, wish);
    return wish == Interest::None ? Interest::None : Interest::Read;
  }
  int poll_fd() const override { return link_->poll_fd(side_); }
  std::size_t pending() const override { return 0; }
  const PeerInfo& peer() const override { return peer_; }
  void shutdown_write() override { link_->shutdown_write(side_); }
  void close() override { link_->close(side_); }

 private:
  std::shared_ptr<MemoryLink> link_;
  Side side_;
  PeerInfo peer_;
};

}  // namespace

Result<std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>> make_memory_link(
    System& system, const MemoryAddress& address) {
  const auto first = system.make_eventfd();
  UniqueFd first_signal(first.ok() ? first.value : -1);
  const auto second = first.ok() ? system.make_eventfd() : first;
  if (!second.ok()) {
    return system_error("cannot connect to " + to_string(Address(address)), second.error);
  }
  const auto link =
      std::make_shared<MemoryLink>(system, std::move(first_signal), UniqueFd(second.value));
  const PeerInfo peer{.address = address};
  std::unique_ptr<Transport> one = std::make_unique<MemoryTransport>(link, Side::First, peer);
  std::unique_ptr<Transport> two = std::make_unique<MemoryTransport>(link, Side::Second, peer);
  return std::pair(std::move(one), std::move(two));
}

}  // namespace idl::detail
