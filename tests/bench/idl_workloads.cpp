// One server, one channel, one client thread. All of them are in this process, as they are in the
// raw workloads.
#include "idl_workloads.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <idl/server.h>

#include "echo_service.h"
#include "pinned_thread.h"

namespace bench {
namespace {

template <class T>
T checked(idl::Result<T> result) {
  if (!result) {
    std::fputs((to_text(result.error()) + "\n").c_str(), stderr);
    std::abort();
  }
  return *std::move(result);
}

std::string address_for(Socket socket) {
  if (socket == Socket::Tcp) return "tcp:127.0.0.1:0";
  const std::string name = "idl-bench-" + std::to_string(getpid());
  return socket == Socket::Unix ? "unix:@" + name
                                : "shm:" + (std::filesystem::temp_directory_path() / name).string();
}

/// Serves echoes from a core of its own.
class Served {
 public:
  explicit Served(Socket socket) {
    if (!server_.add(service_)) std::abort();
    PinnedThread starter(
        kServerCore, [this, socket] { address_ = checked(server_.listen(address_for(socket))); });
    starter.join();
  }
  [[nodiscard]] EchoClient client() const {
    return EchoClient(checked(idl::Channel::connect(*address_)));
  }

 private:
  EchoServer service_;
  idl::Server server_;
  std::optional<idl::Address> address_;
};

void require(const EchoResult& result) {
  if (result) return;
  std::fputs((to_text(result.error()) + "\n").c_str(), stderr);
  std::abort();
}

void keep_outstanding(const EchoClient& client, const std::string& text, int calls) {
  std::vector<idl::Pending<EchoResult>> window;
  window.reserve(kOutstanding);
  for (int started = 0; started < calls;) {
    while (window.size() < kOutstanding && started < calls) {
      window.push_back(client.start_echo(text));
      ++started;
    }
    for (auto& call : window) require(call.wait());
    window.clear();
  }
}

}  // namespace

Nanoseconds idl_one_at_a_time(Socket socket, int calls) {
  const Served served(socket);
  const EchoClient client = served.client();
  const std::string text(kMessageBytes, 'x');
  const auto run = [&](int n) {
    for (int i = 0; i < n; ++i) require(client.echo(text));
  };
  return socket == Socket::Shm ? best_time_per_call(calls, run) : time_per_call(calls, run);
}

Nanoseconds idl_outstanding(Socket socket, int calls) {
  const Served served(socket);
  const EchoClient client = served.client();
  const std::string text(kMessageBytes, 'x');
  const auto run = [&](int n) { keep_outstanding(client, text, n); };
  return socket == Socket::Shm ? best_time_per_call(calls, run) : time_per_call(calls, run);
}

Nanoseconds idl_stream(Socket socket, int messages) {
  const Served served(socket);
  const EchoClient client = served.client();
  return time_per_call(messages, [&](int n) {
    auto stream = client.pour(static_cast<std::uint32_t>(n));
    int count = 0;
    while (const auto text = stream.next()) count += text->size() == kMessageBytes ? 1 : 0;
    if (count != n || !stream.finish()) std::abort();
  });
}

}  // namespace bench
