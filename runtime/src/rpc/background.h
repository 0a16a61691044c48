// The threads of the process that run what follows calls, and its timers for coroutines. There is
// one such pool while anybody holds it; what the pieces of work do is their own business.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "idl/executor.h"
#include "idl/time_point.h"

namespace idl::detail {

/// More pieces of work at once wait for each other. Enough for some that block, and few enough for
/// a process that only goes on with coroutines.
inline constexpr std::size_t kBackgroundThreads = 16;

/// Any thread may call any function.
class Background final : public Executor {
 public:
  using Work = std::function<void()>;

  /// The pool of this process; made, with its first thread, if nobody holds it. Throws
  /// std::system_error.
  static std::shared_ptr<Background> shared();

  /// With up to so many threads; throws std::system_error if the system does not give the first.
  explicit Background(std::size_t most_threads = kBackgroundThreads);
  /// Runs what was posted, then ends the threads and waits for them; in one of them, that one ends
  /// after the work that it is in.
  ~Background() override;

  void post(Work work) override;

  /// Posts `work` at `when`. `timer`, which is set before that, takes it back.
  void post_at(TimePoint when, Work work, std::uint64_t& timer);

  /// Drops work that was to be posted, unless it was posted already.
  void take_back(std::uint64_t timer);

 private:
  class Pool;

  const std::shared_ptr<Pool> pool_;  // a thread that outlives this object holds it, too
};

}  // namespace idl::detail
