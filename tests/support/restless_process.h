// A process beside the test that does one thing over and over, such as writing into memory that
// both have. It ends with the object, or with the thread that made it.
#pragma once

#include <doctest/doctest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace idl::test {

class RestlessProcess {
 public:
  /// Calls `work` in the new process until that is killed. It has what the test has, but of threads
  /// only the one that forks.
  template <class Work>
  explicit RestlessProcess(Work work) {
    const pid_t test = ::getpid();
    id_ = ::fork();
    REQUIRE(id_ >= 0);
    if (id_ > 0) return;
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != test) ::_exit(0);  // the test went before that
    for (;;) work();
  }
  ~RestlessProcess() { bury(); }
  RestlessProcess(const RestlessProcess&) = delete;
  RestlessProcess& operator=(const RestlessProcess&) = delete;

  void kill() const { ::kill(id_, SIGKILL); }

  /// Kills it and waits until the system has closed all that it had.
  void bury() {
    if (id_ < 0) return;
    kill();
    ::waitpid(id_, nullptr, 0);
    id_ = -1;
  }

 private:
  pid_t id_ = -1;
};

}  // namespace idl::test
