// Where connections are asked for and nobody answers, for the tests of clients that must not wait.
// Plain sockets, so that the system alone does what is done there.
#pragma once

#include <string>
#include <vector>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <idl/address.h>
#include <idl/fd.h>

namespace probe {

/// A TCP port at which the system takes a connection or two, until its queue is full, and then
/// leaves those who connect without a word. Nobody ever accepts them, unless a test does.
class SilentPlace {
 public:
  SilentPlace() : listener_(make_socket(SOCK_NONBLOCK)) {
    sockaddr_in at = loopback(0);
    socklen_t size = sizeof at;
    REQUIRE(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&at), size) == 0);
    REQUIRE(::listen(listener_.get(), 0) == 0);
    REQUIRE(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&at), &size) == 0);
    port_ = ntohs(at.sin_port);
  }

  /// From now on nobody gets as far as a connection.
  void fill() {
    const sockaddr_in at = loopback(port_);
    for (int i = 0; i < 4; ++i) {
      waiting_.push_back(make_socket(SOCK_NONBLOCK));
      (void)::connect(waiting_.back().get(), reinterpret_cast<const sockaddr*>(&at), sizeof at);
    }
  }

  /// Somebody who has connected; none if there is nobody yet.
  [[nodiscard]] idl::Fd accept() const {
    return idl::Fd(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  }

  [[nodiscard]] idl::Address address() const { return idl::TcpAddress{"127.0.0.1", port_}; }

 private:
  static idl::Fd make_socket(int flags) {
    return idl::Fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0));
  }
  static sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
  }

  idl::Fd listener_;
  std::uint16_t port_ = 0;
  std::vector<idl::Fd> waiting_;
};

}  // namespace probe
