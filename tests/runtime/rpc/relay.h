// A relay between clients and a server, which a test makes cut connections or hold bytes back. It
// stands for the network and its faults; both sides are real.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <idl/listener.h>

#include "fixture.h"
#include "loop/waker.h"

namespace probe {

/// Listens at an address of its own and passes everything on to the server at `back`.
class Relay {
 public:
  /// How many bytes each connection passes on before it is cut. Called on the relay's thread.
  using Lifetime = std::function<std::size_t()>;
  static std::size_t for_ever() { return std::numeric_limits<std::size_t>::max(); }

  explicit Relay(idl::Address back, Lifetime lifetime = &Relay::for_ever);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// Where clients find it.
  [[nodiscard]] idl::Address address() const { return listener_->address(); }

  /// Cuts all connections. They are gone when it returns; new ones may come.
  void cut();

  /// From when it returns, nothing is passed on any more.
  void hold();

 private:
  struct Pair {
    std::unique_ptr<idl::Transport> front;
    std::unique_ptr<idl::Transport> back;
    std::size_t bytes_left = 0;
  };
  enum class Order { None, Cut, Hold, Stop };

  void run();
  void give(Order order);
  bool obey();
  void admit();
  void poll();
  void pass_on(Pair& pair);
  static bool pump(idl::Transport& from, idl::Transport& to, std::size_t& bytes_left);

  const idl::Address back_;
  const Lifetime lifetime_;
  TempFolder folder_;
  std::unique_ptr<idl::Listener> listener_;
  std::unique_ptr<idl::detail::Waker> waker_;
  std::vector<Pair> pairs_;  // the relay's thread's
  bool holding_ = false;     // the relay's thread's

  std::mutex mutex_;
  std::condition_variable obeyed_;
  Order order_ = Order::None;
  std::thread thread_;
};

}  // namespace probe
