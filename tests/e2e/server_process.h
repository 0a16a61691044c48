// A server in a process of its own, which a test may kill. It is a program, not a fork of the test:
// a child of fork() has half of every lock and none of the threads of a client that is in use.
#pragma once

#include <doctest/doctest.h>

#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include <idl/child.h>
#include <idl/socket.h>

namespace e2e {

class ServerProcess {
 public:
  explicit ServerProcess(const std::vector<std::string>& arguments)
      : child_(checked(idl::spawn(arguments))),
        socket_(checked(idl::Socket::connect(to_string(child_.address()), idl::TimePoint::max()))) {
  }

  /// Waits for the next line that the server writes to its parent; what came of it, if it has
  /// ended.
  std::string next_line() {
    std::string line;
    for (std::byte byte{}; socket_.read_exact({&byte, 1}, idl::TimePoint::max());) {
      if (byte == std::byte{'\n'}) break;
      line += static_cast<char>(byte);
    }
    return line;
  }

  /// Any thread, as long as no other waits for its end.
  void kill() { child_.kill(SIGKILL); }

  /// Returns when nothing is left of it.
  idl::ExitStatus await_end() { return checked(child_.wait()); }

 private:
  template <class T>
  static T checked(idl::Result<T> result) {
    REQUIRE(result);
    return *std::move(result);
  }

  idl::Child child_;
  idl::Socket socket_;
};

}  // namespace e2e
