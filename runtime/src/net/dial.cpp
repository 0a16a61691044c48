// The steps for each kind of address. Those for shared memory stand in shm_connect.cpp; one attempt
// at one socket is connect_attempt.h's business.
#include "net/dial.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "net/connect_attempt.h"
#include "net/inherited.h"
#include "net/memory_listener.h"
#include "net/raw_address.h"
#include "net/resolver.h"
#include "net/socket_connect.h"
#include "net/socket_transport.h"

namespace idl::detail {
namespace {

class TcpDial final : public Dial {
 public:
  TcpDial(World world, TcpAddress address, TimePoint deadline, DialNews news)
      : world_(world), address_(std::move(address)), deadline_(deadline), news_(std::move(news)) {}

  Result<std::unique_ptr<Transport>> step() override {
    if (!targets_) {
      auto found = find_targets();
      if (!found) return cannot_connect(address_, found.error());
      if (found->empty()) return nullptr;
      targets_.emplace(*std::move(found));
    }
    for (;;) {
      if (!attempt_) attempt_.emplace(targets_->next(world_, address_, deadline_));
      auto socket = attempt_->step();
      if (socket) {
        if (!*socket) return nullptr;
        return make_socket_transport(world_.system, *std::move(socket), address_);
      }
      attempt_.reset();
      if (!targets_->any_left()) return socket.error();
    }
  }

  DialWait waits_for() const override {
    return attempt_ ? attempt_->waits_for() : DialWait{.until = deadline_};
  }

 private:
  /// None: not yet.
  Result<std::vector<RawAddress>> find_targets() {
    if (inquiry_ == nullptr) {
      if (auto numbers = resolve_numbers(world_, address_)) return *std::move(numbers);
      auto begun = NameInquiry::begin(world_, address_, news_);
      if (!begun) return begun.error();
      inquiry_ = *std::move(begun);
    }
    const bool is_over = inquiry_->is_answered() || world_.clock.now() >= deadline_;
    return is_over ? inquiry_->wait(TimePoint::min()) : std::vector<RawAddress>();
  }

  const World world_;
  const TcpAddress address_;
  const TimePoint deadline_;
  const DialNews news_;
  std::shared_ptr<NameInquiry> inquiry_;
  std::optional<ConnectTargets> targets_;
  std::optional<ConnectAttempt> attempt_;
};

class UnixDial final : public Dial {
 public:
  UnixDial(World world, const UnixAddress& address, TimePoint deadline)
      : world_(world), address_(address), attempt_(world, address, to_raw(address), deadline) {}

  Result<std::unique_ptr<Transport>> step() override {
    auto socket = attempt_.step();
    if (!socket) return socket.error();
    if (!*socket) return nullptr;
    return make_socket_transport(world_.system, *std::move(socket), address_);
  }
  DialWait waits_for() const override { return attempt_.waits_for(); }

 private:
  const World world_;
  const UnixAddress address_;
  ConnectAttempt attempt_;
};

class MemoryDial final : public Dial {
 public:
  MemoryDial(World world, MemoryAddress address, TimePoint deadline)
      : world_(world), address_(std::move(address)), deadline_(deadline) {}

  Result<std::unique_ptr<Transport>> step() override {
    auto connected = connect_memory(world_, address_, TimePoint::min());
    const TimePoint now = world_.clock.now();
    const bool is_full = !connected && connected.error().code == Code::DeadlineExceeded;
    if (!is_full || now >= deadline_) return connected;
    again_ = std::min(deadline_after(now, kFullQueuePause), deadline_);
    return nullptr;
  }
  DialWait waits_for() const override { return {.until = again_}; }

 private:
  const World world_;
  const MemoryAddress address_;
  const TimePoint deadline_;
  TimePoint again_ = TimePoint::max();
};

class InheritedDial final : public Dial {
 public:
  InheritedDial(World world, FdAddress address) : world_(world), address_(std::move(address)) {}

  Result<std::unique_ptr<Transport>> step() override {
    return connect_inherited(world_.system, address_);
  }
  DialWait waits_for() const override { return {}; }

 private:
  const World world_;
  const FdAddress address_;
};

}  // namespace

std::unique_ptr<Dial> dial_tcp(World world, const TcpAddress& address, TimePoint deadline,
                               DialNews news) {
  return std::make_unique<TcpDial>(world, address, deadline, std::move(news));
}

std::unique_ptr<Dial> dial_unix(World world, const UnixAddress& address, TimePoint deadline) {
  return std::make_unique<UnixDial>(world, address, deadline);
}

std::unique_ptr<Dial> dial_memory(World world, const MemoryAddress& address, TimePoint deadline) {
  return std::make_unique<MemoryDial>(world, address, deadline);
}

std::unique_ptr<Dial> dial_inherited(World world, const FdAddress& address) {
  return std::make_unique<InheritedDial>(world, address);
}

Result<std::unique_ptr<Transport>> complete(World world, Dial& dial) {
  for (;;) {
    auto connected = dial.step();
    if (!connected || *connected != nullptr) return connected;
    const DialWait wait = dial.waits_for();
    if (auto waited = wait_for(world, wait.fd, wait.interest, wait.until); !waited) {
      return waited.error();
    }
  }
}

}  // namespace idl::detail
