// Reading and writing as long as both are awake makes no system call. Who is about to wait asks to
// be rung for (want), looks once more, and only then sleeps; who publishes looks for the other's
// mark. Everything about the peer that is impossible ends the connection.
#include "net/shm_transport.h"

#include <array>
#include <atomic>
#include <mutex>

#include "base/check.h"
#include "base/system_error.h"
#include "net/shm_ring.h"

namespace idl::detail {
namespace {

// What a bell sends. Anything else on the line is not from a peer of this transport.
constexpr std::byte kBell{0x01};

// An honest peer rings at most once for each mark that it finds, and the marks are two.
constexpr std::size_t kMaxBells = 16;

class ShmTransport final : public Transport {
 public:
  ShmTransport(System& system, ShmShare share, std::unique_ptr<Transport> line,
               const Address& met_at)
      : system_(system),
        memory_(std::move(share.memory)),
        line_(std::move(line)),
        peer_{met_at, line_->peer().credentials},
        writer_(memory_.lane(lane_of(share.side)), memory_.ring(lane_of(share.side))),
        reader_(memory_.lane(1 - lane_of(share.side)), memory_.ring(1 - lane_of(share.side))),
        to_keep_(std::move(share.to_keep)),
        is_kept_(!to_keep_) {}

  IoOutcome read(std::span<std::byte> into) override;
  IoOutcome write(std::span<const std::span<const std::byte>> pieces) override;

  Interest want(Interest wish) override;
  Glance glance(Interest wish) const override {
    return is_possible(wish) ? Glance::Ready : Glance::NotYet;
  }
  int poll_fd() const override { return line_->poll_fd(); }
  std::size_t pending() const override { return 0; }
  const PeerInfo& peer() const override { return peer_; }
  void shutdown_write() override;
  void close() override;

 private:
  // From better to worse; it never gets better again.
  enum class State : std::uint8_t { Open, PeerGone, Closed, PeerAtFault };

  static std::size_t lane_of(ShmSide side) { return static_cast<std::size_t>(side); }

  bool is_possible(Interest wish) const;
  bool is_peer_there();
  bool may_touch();
  void keep_pages();
  void tell_end();
  void ring();
  std::size_t hear_bells();
  IoOutcome read_at_rest(std::span<std::byte> into);
  IoOutcome nothing_to_read() const;
  IoOutcome cannot_write() const;
  IoOutcome fault() const;
  State state() const { return state_.load(std::memory_order_acquire); }
  void worsen(State to);

  System& system_;
  const ShmMemory memory_;
  const std::unique_ptr<Transport> line_;
  const PeerInfo peer_;
  ShmWriter writer_;
  ShmReader reader_;
  std::atomic<State> state_{State::Open};
  std::atomic<bool> has_ended_{false};     // by shutdown_write()
  std::atomic<bool> expects_bell_{false};  // somebody was to be rung for since the last hearing
  std::mutex keeping_;                     // guards the next
  Fd to_keep_;
  std::atomic<bool> is_kept_;  // before, the memory is not to be touched
};

void ShmTransport::worsen(State to) {
  State now = state();
  while (now < to && !state_.compare_exchange_weak(now, to)) {
  }
}

IoOutcome ShmTransport::read(std::span<std::byte> into) {
  check(!into.empty(), "a transport was asked to read nothing");
  if (state() >= State::Closed) return nothing_to_read();
  if (!may_touch()) {
    return state() == State::Open ? IoOutcome{.status = IoStatus::WouldBlock} : nothing_to_read();
  }
  const auto count = reader_.read(into);
  if (!count) {
    worsen(State::PeerAtFault);
    return fault();
  }
  if (*count == 0) return read_at_rest(into);
  if (reader_.must_wake_writer()) ring();
  return {.status = IoStatus::Done, .bytes = *count};
}

// The ring was empty: that may be the end. What the peer published before its end is read first.
IoOutcome ShmTransport::read_at_rest(std::span<std::byte> into) {
  const bool ended = reader_.has_ended();
  if (!ended) hear_bells();
  if (!ended && state() == State::Open) return {.status = IoStatus::WouldBlock};
  const auto count = reader_.read(into);
  if (!count) worsen(State::PeerAtFault);
  if (count.value_or(0) > 0) return {.status = IoStatus::Done, .bytes = *count};
  return nothing_to_read();
}

IoOutcome ShmTransport::nothing_to_read() const {
  if (state() == State::PeerAtFault) return fault();
  return {.status = IoStatus::Closed};
}

IoOutcome ShmTransport::write(std::span<const std::span<const std::byte>> pieces) {
  if (has_ended_.load(std::memory_order_relaxed) || state() != State::Open) return cannot_write();
  if (!may_touch()) {
    return state() == State::Open ? IoOutcome{.status = IoStatus::WouldBlock} : cannot_write();
  }
  // Bytes for a peer that has gone are better not written than lost: then nobody has to wonder
  // whether they were read. One that is awake was there a moment ago.
  if (writer_.is_reader_asleep() && !is_peer_there()) return cannot_write();
  const auto count = writer_.write(pieces);
  if (!count) {
    worsen(State::PeerAtFault);
    return fault();
  }
  if (*count > 0) {
    if (writer_.must_wake_reader()) ring();
    return {.status = IoStatus::Done, .bytes = *count};
  }
  for (const auto piece : pieces) {
    if (piece.empty()) continue;
    if (!is_peer_there()) return cannot_write();
    return {.status = IoStatus::WouldBlock};
  }
  return {.status = IoStatus::Done};
}

Interest ShmTransport::want(Interest wish) {
  if (expects_bell_.exchange(false)) hear_bells();
  if (wish == Interest::None) return Interest::None;
  // Unless that is over already, the bell that lets it be touched.
  if (!may_touch()) return state() == State::Open ? Interest::Read : Interest::Both;
  expects_bell_.store(true);
  if (has(wish, Interest::Read)) reader_.sleep();
  if (has(wish, Interest::Write)) writer_.sleep();
  if (!is_possible(wish)) return Interest::Read;
  reader_.stay_awake();
  writer_.stay_awake();
  // The line can always be written to, so that a wait for it ends at once.
  return Interest::Both;
}

bool ShmTransport::is_possible(Interest wish) const {
  if (state() != State::Open) return true;
  if (!is_kept_.load(std::memory_order_acquire)) return false;
  return (has(wish, Interest::Read) && (reader_.has_bytes() || reader_.has_ended())) ||
         (has(wish, Interest::Write) && writer_.has_room());
}

// Whether the pages of the memory are there for good. The peer's first bell says that it has mapped
// it, and that nobody needs to any more.
bool ShmTransport::may_touch() {
  if (is_kept_.load(std::memory_order_acquire)) [[likely]]
    return true;
  const std::lock_guard guard(keeping_);
  if (to_keep_ && hear_bells() > 0 && state() == State::Open) keep_pages();
  return is_kept_.load(std::memory_order_relaxed);
}

void ShmTransport::keep_pages() {
  const Fd fd = std::exchange(to_keep_, {});
  if (memory_.keep_pages(fd.get())) {
    is_kept_.store(true, std::memory_order_release);
    if (has_ended_.load()) tell_end();
  } else {
    worsen(State::PeerAtFault);
  }
}

void ShmTransport::ring() {
  if (!ring_shm_bell(*line_)) worsen(State::PeerGone);
}

std::size_t ShmTransport::hear_bells() {
  std::array<std::byte, kMaxBells> bells;
  const IoOutcome heard = line_->read(bells);
  if (heard.status == IoStatus::Closed || heard.status == IoStatus::Failed) {
    worsen(State::PeerGone);
  }
  bool are_bells = heard.bytes < kMaxBells;
  for (std::size_t i = 0; i < heard.bytes; ++i) are_bells = are_bells && bells[i] == kBell;
  if (!are_bells) worsen(State::PeerAtFault);
  return heard.bytes;
}

// Sending nothing tells whether anything could be sent.
bool ShmTransport::is_peer_there() {
  const auto sent = retry_interrupted([&] { return system_.send(line_->poll_fd(), {}); });
  if (!sent.ok() && !would_block(sent.error)) worsen(State::PeerGone);
  return state() == State::Open;
}

IoOutcome ShmTransport::cannot_write() const {
  if (state() == State::PeerAtFault) return fault();
  return {.status = IoStatus::Failed,
          .error = system_error("the connection to " + to_string(peer_.address) + " broke",
                                std::errc::broken_pipe)};
}

IoOutcome ShmTransport::fault() const {
  return {.status = IoStatus::Failed,
          .error = Error{.code = Code::ProtocolError,
                         .message = to_string(peer_.address) +
                                    " is no peer of a shared-memory connection, or has broken its "
                                    "rules: the connection is closed",
                         .origin = Origin::Transport}};
}

void ShmTransport::shutdown_write() {
  if (!has_ended_.exchange(true) && may_touch()) tell_end();
}

void ShmTransport::tell_end() {
  writer_.end();
  if (writer_.must_wake_reader()) ring();
}

void ShmTransport::close() {
  worsen(State::Closed);
  line_->close();
}

}  // namespace

std::unique_ptr<Transport> make_shm_transport(System& system, ShmShare share,
                                              std::unique_ptr<Transport> line,
                                              const Address& met_at) {
  return std::make_unique<ShmTransport>(system, std::move(share), std::move(line), met_at);
}

// A bell for which there is no room is one too many: the peer has not heard those before.
bool ring_shm_bell(Transport& line) {
  const std::array bell{kBell};
  const std::array<std::span<const std::byte>, 1> pieces{bell};
  return line.write(pieces).status != IoStatus::Failed;
}

}  // namespace idl::detail
