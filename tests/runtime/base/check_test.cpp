// A failed check ends the process with a message, in every kind of build. The one that fails does
// so in a process of its own.
#include "base/check.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string>

namespace {

TEST_CASE("a check that holds does nothing") { idl::detail::check(true, "never seen"); }

TEST_CASE("a check that fails says what and aborts") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::signal(SIGABRT, SIG_DFL);  // not the test program's own report
    ::dup2(ends[1], STDERR_FILENO);
    idl::detail::check(false, "water is wet");
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  std::array<char, 256> portion{};
  for (ssize_t n = 0; (n = ::read(ends[0], portion.data(), portion.size())) > 0;) {
    said.append(portion.data(), static_cast<std::size_t>(n));
  }
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
  CHECK(said == "idl: internal check failed: water is wet\n");
}

}  // namespace
