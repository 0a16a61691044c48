// The transport of a connection that is still being opened. Calls may be made over it at once: they
// wait in their session while this looks for somebody to connect to. From the handshake on it hands
// everything to the transport that came of that.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "idl/bytes.h"
#include "idl/time_point.h"
#include "idl/transport.h"
#include "loop/poller.h"
#include "loop/waker.h"
#include "net/dial.h"
#include "rpc/address_plan.h"
#include "rpc/handshake.h"
#include "session/session.h"

namespace idl::detail {

/// Reading opens it, step by step. As long as it opens, poll_fd() is another descriptor than later;
/// both live as long as it does.
class OpeningTransport final : public Transport {
 public:
  struct Setup {
    SessionOptions session{};          ///< Of the session that is to speak over it.
    PeerInfo peer{};                   ///< Who it may be, until that is known.
    bool carries_descriptors = false;  ///< Some address may.
    std::unique_ptr<AddressPlan> plan = nullptr;
  };

  /// Fails with ResourceExhausted or SystemError.
  static Result<std::unique_ptr<OpeningTransport>> create(Setup setup);

  OpeningTransport(Setup setup, std::unique_ptr<Poller> poller, std::shared_ptr<Waker> waker);

  /// When it is to be read although there is nothing to poll for. Any thread.
  [[nodiscard]] TimePoint due() const {
    return TimePoint(Duration(due_.load(std::memory_order_relaxed)));
  }

  /// Makes poll_fd() readable: the plan has something new to say. Any thread.
  void hurry() { waker_->wake(); }

  IoOutcome read(std::span<std::byte> into) override;
  IoOutcome read_with(std::span<std::byte> into, std::vector<Fd>& descriptors) override;
  IoOutcome write(std::span<const std::span<const std::byte>> pieces) override;
  IoOutcome write_with(std::span<const std::span<const std::byte>> pieces,
                       std::span<const Fd> descriptors) override;
  bool carries_descriptors() const override { return carries_descriptors_; }
  Interest want(Interest wish) override;
  int poll_fd() const override;
  Glance glance(Interest wish) const override;
  std::size_t pending() const override;
  const PeerInfo& peer() const override { return *peer_.load(std::memory_order_acquire); }
  void shutdown_write() override;
  void close() override;

 private:
  [[nodiscard]] Transport* opened() const { return opened_.load(std::memory_order_acquire); }

  // The reader's.
  IoOutcome open();
  [[nodiscard]] bool step(TimePoint now, IoOutcome& outcome);
  [[nodiscard]] bool begin_attempt(IoOutcome& outcome);
  [[nodiscard]] bool dial(TimePoint now);
  [[nodiscard]] bool shake_hands(TimePoint now, IoOutcome& outcome);
  void adopt();
  void watch(const DialWait& wait);
  void unwatch();
  std::size_t replay(std::span<std::byte> into);

  const SessionOptions session_;
  const PeerInfo supposed_peer_;
  const bool carries_descriptors_;
  const std::unique_ptr<AddressPlan> plan_;
  const std::unique_ptr<Poller> poller_;
  const std::shared_ptr<Waker> waker_;  // a thread that resolves a name holds it, too

  // The reader's.
  TimePoint attempt_until_{};
  std::unique_ptr<Dial> dial_;
  std::unique_ptr<Handshake> handshake_;
  int watched_ = -1;
  std::uint64_t last_token_ = 0;
  std::unique_ptr<Transport> transport_;  // what came of it
  Bytes replayed_;                        // what the handshake has read
  std::size_t replay_at_ = 0;

  std::size_t skipped_ = 0;  // the writer's: so much the handshake has written

  std::atomic<Duration::rep> due_;
  std::atomic<const PeerInfo*> peer_;
  std::atomic<Transport*> opened_{nullptr};
  std::atomic<bool> closed_{false};
};

}  // namespace idl::detail
