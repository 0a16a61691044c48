// The threads of the process that run what follows calls, and its timers for coroutines. There is
// one such pool while anybody holds it; what the pieces of work do is their own business. Channels
// and servers hold it all their life, so that the threads last from one call to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>

#include "idl/executor.h"
#include "idl/time_point.h"
#include "rpc/work_place.h"

namespace idl::detail {

/// More pieces of work at once wait for each other. Enough for some that block, and few enough for
/// a process that only goes on with coroutines.
inline constexpr std::size_t kBackgroundThreads = 16;

/// Any thread may call any function, and let go of it, also under locks: nothing here waits, but
/// for let_go().
class Background final : public Executor, public WorkPlace {
 public:
  using Work = std::function<void()>;

  /// The pool of this process; made, without a thread yet, if nobody holds it.
  static std::shared_ptr<Background> unstarted();

  /// The same, with a thread at least. Throws std::system_error.
  static std::shared_ptr<Background> shared();

  /// With up to so many threads, none of which is started yet.
  explicit Background(std::size_t most_threads = kBackgroundThreads);
  /// The threads end once what was posted has run.
  ~Background() override;

  /// Lets go of the pool. If nobody else holds it, waits until those threads have ended that have
  /// nothing to do; a thread that is in a piece of work ends behind it.
  static void let_go(std::shared_ptr<Background> held);

  /// From now on there is a thread at least, so that work which is posted runs. Throws
  /// std::system_error.
  void require_thread();

  void post(Work work) override;

  void post_at(TimePoint when, Work work, std::uint64_t& timer) override;
  void take_back(std::uint64_t timer) override;

 private:
  class Pool;

  const std::shared_ptr<Pool> pool_;  // a thread that outlives this object holds it, too
};

/// Holds the pool for a channel or a server, which it is a member of.
class BackgroundHold {
 public:
  BackgroundHold() : background_(Background::unstarted()) {}
  ~BackgroundHold() { Background::let_go(std::move(background_)); }
  BackgroundHold(const BackgroundHold&) = delete;
  BackgroundHold& operator=(const BackgroundHold&) = delete;

 private:
  std::shared_ptr<Background> background_;
};

}  // namespace idl::detail
