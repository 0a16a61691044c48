// A service of a benchmark, served from a core of its own: one server, as many channels as wanted,
// all of them in this process, as they are in the raw workloads.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <idl/channel.h>
#include <idl/server.h>

#include "pinned_thread.h"
#include "workload.h"

namespace bench {

/// The value of a result, or an abort: a benchmark has nobody to report to.
template <class T, class... Errors>
T checked(idl::Result<T, Errors...> result) {
  if (!result) {
    std::fputs((to_text(result.error()) + "\n").c_str(), stderr);
    std::abort();
  }
  return *std::move(result);
}

inline std::string address_for(Socket socket) {
  if (socket == Socket::Tcp) return "tcp:127.0.0.1:0";
  const std::string name = "idl-bench-" + std::to_string(getpid());
  return socket == Socket::Unix ? "unix:@" + name
                                : "shm:" + (std::filesystem::temp_directory_path() / name).string();
}

template <class Service>
class Served {
 public:
  explicit Served(Socket socket) {
    if (!server_.add(service_)) std::abort();
    PinnedThread starter(
        kServerCore, [this, socket] { address_ = checked(server_.listen(address_for(socket))); });
    starter.join();
  }
  [[nodiscard]] idl::Channel connect() const { return checked(idl::Channel::connect(*address_)); }

 private:
  Service service_;
  idl::Server server_;
  std::optional<idl::Address> address_;
};

}  // namespace bench
