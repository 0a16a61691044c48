// From a host name to the system's addresses, with a deadline that the system's resolver lacks. It
// connects nothing, and it remembers no answers.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "idl/address.h"
#include "net/wait.h"

namespace idl::detail {

/// How many threads may be stuck in the system's resolver before further names are refused.
inline constexpr int kMaxResolverThreads = 16;

/// A name that is being resolved on a thread of its own, which nobody has to wait for. Any thread.
class NameInquiry {
 public:
  /// Begins to resolve. `world.system` must live as long as the thread, which calls `told`, if
  /// any, when the answer is there. Fails with ResourceExhausted.
  static Result<std::shared_ptr<NameInquiry>> begin(World world, const TcpAddress& name,
                                                    std::function<void()> told = nullptr);

  /// Whether wait() returns at once.
  [[nodiscard]] bool is_answered();

  /// The answer: addresses, at least one, or Unavailable (unknown name). DeadlineExceeded if it is
  /// not there by then; it may be asked for again.
  Result<std::vector<RawAddress>> wait(TimePoint deadline);

 private:
  NameInquiry(std::string host, std::function<void()> told)
      : host_(std::move(host)), told_(std::move(told)) {}
  void answer(System& system, std::uint16_t port);

  const std::string host_;
  const std::function<void()> told_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::optional<Resolved> answer_;  // guarded by mutex_
};

/// The addresses of a host that is a number; nothing for a name. Waits for nothing.
std::optional<std::vector<RawAddress>> resolve_numbers(World world, const TcpAddress& address);

/// The addresses that `address` stands for, in the system's order; at least one. A name is resolved
/// by a NameInquiry. Fails with Unavailable (unknown name), DeadlineExceeded or
/// ResourceExhausted.
Result<std::vector<RawAddress>> resolve(World world, const TcpAddress& address, TimePoint deadline);

}  // namespace idl::detail
