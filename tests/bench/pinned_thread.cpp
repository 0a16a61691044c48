// Linux's way to pin a thread.
// It asks once: where the system refuses, the thread runs on any core.
#include "pinned_thread.h"

#include <pthread.h>
#include <sched.h>

namespace bench {

void pin_this_thread(unsigned core) {
  if (core >= std::thread::hardware_concurrency()) return;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  // A container may forbid it; then the figures are a little noisier.
  (void)pthread_setaffinity_np(pthread_self(), sizeof(cores), &cores);
}

}  // namespace bench
