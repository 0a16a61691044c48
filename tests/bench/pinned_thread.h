// Threads on cores of their own: client on one, server on the other, in all workloads alike.
// Threads that a server starts inherit the core of the thread that starts it.
#pragma once

#include <functional>
#include <thread>

namespace bench {

inline constexpr unsigned kClientCore = 0;
inline constexpr unsigned kServerCore = 1;

/// Keeps the calling thread, and all that it starts from now on, on one core. On a machine that has
/// fewer it does nothing.
void pin_this_thread(unsigned core);

class PinnedThread {
 public:
  PinnedThread(unsigned core, std::function<void()> work)
      : thread_([core, work = std::move(work)] {
          pin_this_thread(core);
          work();
        }) {}
  void join() { thread_.join(); }

 private:
  std::thread thread_;
};

}  // namespace bench
