// Attempt after attempt, as the plan says, until a handshake succeeds. The session behind it then
// finds its hello written, and what the peer has said to be read, and never knew of the others.
#include "rpc/opening_transport.h"

#include <algorithm>
#include <utility>

#include "base/clock.h"

namespace idl::detail {
namespace {

constexpr Token kOpeningWaker{0};

}  // namespace

Result<std::unique_ptr<OpeningTransport>> OpeningTransport::create(Setup setup) {
  auto poller = make_epoll_poller(real_system());
  if (!poller) return poller.error();
  auto waker = Waker::create(real_system());
  if (!waker) return waker.error();
  if (auto added = (*poller)->add((*waker)->fd(), kOpeningWaker, Interest::Read); !added) {
    return added.error();
  }
  return std::make_unique<OpeningTransport>(std::move(setup), *std::move(poller),
                                            *std::move(waker));
}

OpeningTransport::OpeningTransport(Setup setup, std::unique_ptr<Poller> poller,
                                   std::shared_ptr<Waker> waker)
    : session_(setup.session),
      supposed_peer_(std::move(setup.peer)),
      carries_descriptors_(setup.carries_descriptors),
      plan_(std::move(setup.plan)),
      poller_(std::move(poller)),
      waker_(std::move(waker)),
      due_(TimePoint::min().time_since_epoch().count()),
      peer_(&supposed_peer_) {}

IoOutcome OpeningTransport::open() {
  waker_->clear();
  unwatch();
  IoOutcome outcome;
  while (step(steady_clock().now(), outcome)) continue;
  return outcome;
}

bool OpeningTransport::step(TimePoint now, IoOutcome& outcome) {
  if (closed_.load(std::memory_order_acquire)) {
    outcome.status = IoStatus::Closed;
    return false;
  }
  if (handshake_ != nullptr) return shake_hands(now, outcome);
  return dial_ != nullptr ? dial(now) : begin_attempt(outcome);
}

bool OpeningTransport::begin_attempt(IoOutcome& outcome) {
  AddressPlan::Step next = plan_->next();
  if (next.failure) {
    outcome = {IoStatus::Failed, 0, std::move(next.failure)};
    return false;
  }
  if (!next.address) {
    watch({.until = next.until});
    return false;
  }
  attempt_until_ = next.until;
  auto begun = begin_transport(*next.address, next.until, [waker = waker_] { waker->wake(); });
  if (begun) {
    dial_ = *std::move(begun);
  } else {
    plan_->failed(begun.error());
  }
  return true;
}

bool OpeningTransport::dial(TimePoint now) {
  auto connected = dial_->step();
  if (connected && *connected == nullptr) {
    watch(dial_->waits_for());
    return false;
  }
  dial_.reset();
  if (connected) {
    handshake_ = std::make_unique<Handshake>(*std::move(connected), session_, now, attempt_until_);
  } else {
    plan_->failed(connected.error());
  }
  return true;
}

bool OpeningTransport::shake_hands(TimePoint now, IoOutcome& outcome) {
  const auto agreed = handshake_->step(now);
  if (agreed && !*agreed) {
    watch(handshake_->waits_for());
    return false;
  }
  if (!agreed) {
    handshake_.reset();
    plan_->failed(agreed.error());
    return true;
  }
  if (plan_->opened()) {
    adopt();
  } else {
    outcome.status = IoStatus::Closed;
  }
  return false;
}

void OpeningTransport::adopt() {
  skipped_ = handshake_->written();
  replayed_ = handshake_->received();
  transport_ = handshake_->take_transport();
  handshake_.reset();
  due_.store(TimePoint::max().time_since_epoch().count(), std::memory_order_relaxed);
  peer_.store(&transport_->peer(), std::memory_order_release);
  opened_.store(transport_.get());
  if (closed_.load()) transport_->close();
  waker_->wake();  // for a loop that watches what poll_fd() was
}

void OpeningTransport::watch(const DialWait& wait) {
  TimePoint due = wait.until;
  if (wait.fd >= 0 && wait.interest != Interest::None) {
    watched_ = wait.fd;
    const auto added = poller_->add(wait.fd, Token{++last_token_}, wait.interest);
    // Then it is looked at from time to time.
    if (!added) due = std::min(due, deadline_after(steady_clock().now(), kFullQueuePause));
  }
  due_.store(due.time_since_epoch().count(), std::memory_order_relaxed);
}

void OpeningTransport::unwatch() {
  if (watched_ >= 0) poller_->remove(std::exchange(watched_, -1));
}

std::size_t OpeningTransport::replay(std::span<std::byte> into) {
  const BytesView left = BytesView(replayed_).subspan(replay_at_);
  const std::size_t count = std::min(left.size(), into.size());
  std::copy_n(left.begin(), count, into.begin());
  replay_at_ += count;
  return count;
}

IoOutcome OpeningTransport::read(std::span<std::byte> into) {
  if (opened() == nullptr) {
    IoOutcome outcome = open();
    if (opened() == nullptr) return outcome;
  }
  if (replay_at_ < replayed_.size()) return {IoStatus::Done, replay(into)};
  return transport_->read(into);
}

IoOutcome OpeningTransport::read_with(std::span<std::byte> into, std::vector<Fd>& descriptors) {
  if (opened() == nullptr || replay_at_ < replayed_.size()) return read(into);
  return transport_->read_with(into, descriptors);
}

IoOutcome OpeningTransport::write(std::span<const std::span<const std::byte>> pieces) {
  Transport* const open_now = opened();
  if (open_now == nullptr) return {};
  if (skipped_ == 0) [[likely]]
    return open_now->write(pieces);
  std::size_t offered = 0;
  for (const auto piece : pieces) offered += piece.size();
  const std::size_t count = std::min(offered, skipped_);
  skipped_ -= count;
  return {IoStatus::Done, count};
}

// Never a part of the hello, which brings no descriptors.
IoOutcome OpeningTransport::write_with(std::span<const std::span<const std::byte>> pieces,
                                       std::span<const Fd> descriptors) {
  Transport* const open_now = opened();
  return open_now == nullptr ? IoOutcome{} : open_now->write_with(pieces, descriptors);
}

Interest OpeningTransport::want(Interest wish) {
  Transport* const open_now = opened();
  return open_now == nullptr ? Interest::Read : open_now->want(wish);
}

int OpeningTransport::poll_fd() const {
  const Transport* const open_now = opened();
  return open_now == nullptr ? poller_->fd() : open_now->poll_fd();
}

Glance OpeningTransport::glance(Interest wish) const {
  const Transport* const open_now = opened();
  return open_now == nullptr ? Glance::AskSystem : open_now->glance(wish);
}

std::size_t OpeningTransport::pending() const {
  const Transport* const open_now = opened();
  if (open_now == nullptr) return due() <= steady_clock().now() ? 1 : 0;
  return replayed_.size() - replay_at_ + open_now->pending();
}

void OpeningTransport::shutdown_write() {
  if (Transport* const open_now = opened()) open_now->shutdown_write();
}

void OpeningTransport::close() {
  closed_.store(true);
  if (Transport* const open_now = opened_.load()) return open_now->close();
  waker_->wake();
}

}  // namespace idl::detail
