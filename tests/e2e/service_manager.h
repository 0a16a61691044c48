// A service manager in small, as systemd is one: it listens, and starts a program that serves with
// that socket at descriptor 3. The socket stays from one start to the next. In the child nothing
// happens before exec() but system calls: the test has threads.
#pragma once

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include <idl/fd.h>

namespace e2e {

class ServiceManager {
 public:
  /// How a program learns of the socket: by LISTEN_FDS and LISTEN_PID, or as it is told.
  enum class How { Variables, Arguments };

  /// Manages whoever is to serve at `listening`.
  explicit ServiceManager(const idl::Fd& listening)
      : listening_(::fcntl(listening.get(), F_DUPFD_CLOEXEC, kOutOfTheWay)),
        nowhere_(::open("/dev/null", O_RDWR | O_CLOEXEC)) {
    REQUIRE(listening_.get() >= kOutOfTheWay);
    REQUIRE(nowhere_.get() >= 0);
  }
  ~ServiceManager() { (void)end(SIGKILL); }
  ServiceManager(const ServiceManager&) = delete;
  ServiceManager& operator=(const ServiceManager&) = delete;

  /// Starts a program, one at a time, the path of which comes first in `arguments`.
  void start(std::vector<std::string> arguments, How how) {
    std::vector<std::string> variables;
    for (char** variable = environ; *variable != nullptr; ++variable)
      variables.push_back(*variable);
    std::string pid_variable = "LISTEN_PID=";
    const std::size_t digits = pid_variable.size();
    pid_variable.resize(digits + 20);  // zeros
    if (how == How::Variables) variables.emplace_back("LISTEN_FDS=1");
    const std::vector<char*> argv = pointers(arguments);
    std::vector<char*> envp = pointers(variables);
    if (how == How::Variables) envp.insert(envp.begin(), pid_variable.data());
    pid_ = ::fork();
    REQUIRE(pid_ >= 0);
    if (pid_ > 0) return;
    std::to_chars(&pid_variable[digits], &pid_variable.back(), ::getpid());
    ::dup2(nowhere_.get(), STDOUT_FILENO);
    ::dup2(listening_.get(), 3);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }

  /// Ends it as a manager does; whether it ended orderly.
  [[nodiscard]] bool stop() { return end(SIGTERM); }

 private:
  static constexpr int kOutOfTheWay = 10;  // of descriptor 3

  static std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (std::string& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
  }

  bool end(int signal) {
    if (pid_ <= 0) return false;
    ::kill(pid_, signal);
    int status = 0;
    const bool waited = ::waitpid(std::exchange(pid_, -1), &status, 0) > 0;
    return waited && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  const idl::Fd listening_;
  const idl::Fd nowhere_;
  pid_t pid_ = -1;
};

}  // namespace e2e
