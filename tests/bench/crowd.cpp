// The crowd are processes, for the system's scheduler treats threads of one process differently on
// some machines. They die with the benchmark.
#include "crowd.h"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>

#include "idl_workloads.h"
#include "pinned_thread.h"

namespace bench {
namespace {

// A run so long has many turns of every process in it.
constexpr Nanoseconds kManyTurns = std::chrono::milliseconds(300);

class Crowd {
 public:
  Crowd() {
    unsigned core = 0;
    for (pid_t& member : members_) member = start(core++ % 2 == 0 ? kClientCore : kServerCore);
  }
  ~Crowd() {
    for (const pid_t member : members_) {
      ::kill(member, SIGKILL);
      ::waitpid(member, nullptr, 0);
    }
  }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

 private:
  static pid_t start(unsigned core) {
    const pid_t child = ::fork();
    if (child < 0) std::abort();
    if (child > 0) return child;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    pin_this_thread(core);
    for (std::atomic<unsigned> work{0};;) work.fetch_add(1, std::memory_order_relaxed);
  }

  std::array<pid_t, 4> members_{};
};

}  // namespace

Nanoseconds crowded_echo(Socket socket, int calls) {
  const Crowd crowd;
  for (;; calls *= 4) {
    const Nanoseconds each = idl_one_at_a_time(socket, calls);
    if (each * calls >= kManyTurns) return each;
  }
}

}  // namespace bench
