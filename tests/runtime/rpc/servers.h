// Several servers of the same service in one process, for the tests of channels with several
// addresses. Each counts what it has served and can be stopped and started again.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "fixture.h"

namespace probe {

/// A server at an address that stays the same over its lives. Its echo() answers with its name.
class NamedServer {
 public:
  NamedServer(std::string name, idl::Address address)
      : name_(std::move(name)), address_(std::move(address)) {
    service.on_echo = [this](idl::Context&, const std::string&) {
      ++served;
      return EchoResult(name_);
    };
    start();
  }

  void start() {
    server = std::make_unique<idl::Server>();
    REQUIRE(server->add(service));
    const auto listening = server->listen(address_);
    if (!listening) FAIL(to_text(listening.error()));
  }
  void stop() { server.reset(); }

  [[nodiscard]] const idl::Address& address() const { return address_; }

  std::atomic<int> served = 0;
  Server service;  // may be changed while nothing calls
  std::unique_ptr<idl::Server> server;

 private:
  const std::string name_;
  const idl::Address address_;
};

/// Servers named `a`, `b`, …, at Unix sockets in a folder of their own.
class SeveralServers {
 public:
  explicit SeveralServers(int count) {
    for (int i = 0; i < count; ++i) {
      const std::string name(1, static_cast<char>('a' + i));
      all.push_back(
          std::make_unique<NamedServer>(name, idl::UnixAddress{folder.path() + "/" + name}));
    }
  }

  [[nodiscard]] NamedServer& operator[](std::size_t index) { return *all[index]; }

  [[nodiscard]] std::vector<idl::Address> addresses() const {
    std::vector<idl::Address> addresses;
    for (const auto& one : all) addresses.push_back(one->address());
    return addresses;
  }

  [[nodiscard]] idl::Channel connect(idl::ChannelOptions options) const {
    const auto channel = idl::Channel::connect(addresses(), std::move(options));
    if (!channel) FAIL(to_text(channel.error()));
    return *channel;
  }

  TempFolder folder;
  std::vector<std::unique_ptr<NamedServer>> all;
};

/// Who answers `count` calls, as their names in a row; `-` for a call that fails.
inline std::string answers(const Client& client, int count) {
  std::string names;
  for (int i = 0; i < count; ++i) {
    const auto answer = client.echo("x");
    names += answer ? *answer : "-";
  }
  return names;
}

}  // namespace probe
