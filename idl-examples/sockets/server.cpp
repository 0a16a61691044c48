// A server on plain sockets: it waits at a known address; a client connects, asks first, and is
// served with information (the time, the uptime) or with a resource (a file). See --help.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "protocol.h"
#include "server_options.h"
#include "shelf.h"

namespace {

using namespace std::chrono_literals;

// How many clients are served at once; further ones wait in the system's queue.
constexpr int kThreads = 16;

constexpr auto kIdleTimeout = 60s;     // a client that asks nothing for so long is let go
constexpr auto kSendTimeout = 30s;     // so is one that does not read its answer
constexpr auto kStopInterval = 250ms;  // how soon an idle connection sees that the server stops
constexpr auto kAcceptPause = 200ms;   // after a failure of the system, such as too many open files

class FileServer {
 public:
  FileServer(idl::ServerSocket socket, sockets::Shelf shelf)
      : socket_(std::move(socket)), shelf_(std::move(shelf)) {}

  // Serves until a signal of `end_signals` arrives; they must be blocked.
  void run(const sigset_t& end_signals) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < kThreads; ++i) threads.emplace_back([this] { serve_clients(); });
    int signal = 0;
    sigwait(&end_signals, &signal);
    stopping_ = true;
    socket_.close();
  }

 private:
  // The threads take turns at waiting for a client.
  idl::Result<idl::Socket> next_client() {
    const std::lock_guard turn(accepting_);
    return socket_.accept(idl::TimePoint::max());
  }

  void serve_clients() {
    while (!stopping_) {
      auto client = next_client();
      if (client) {
        serve(*client);
      } else if (!stopping_) {
        std::cerr << client.error() << std::endl;
        std::this_thread::sleep_for(kAcceptPause);
      }
    }
  }

  void serve(idl::Socket& client) {
    sockets::Reader reader(client);
    while (const auto request = next_request(reader)) {
      ++answered_;
      const auto body = answer(*request);
      const auto deadline = idl::deadline_in(kSendTimeout);
      const auto sent = body ? sockets::send_ok(client, *body, deadline)
                             : sockets::send_error(client, body.error().message, deadline);
      if (!sent) return;
    }
  }

  // The client's next line; nothing when it has gone, has been idle for too long, or broke the
  // rules.
  std::optional<std::string> next_request(sockets::Reader& reader) const {
    const auto give_up = idl::deadline_in(kIdleTimeout);
    while (!stopping_) {
      auto line = reader.line(std::min(give_up, idl::deadline_in(kStopInterval)));
      if (line) return *std::move(line);
      if (line.error().code != idl::Code::DeadlineExceeded) return std::nullopt;
      if (std::chrono::steady_clock::now() >= give_up) return std::nullopt;
    }
    return std::nullopt;
  }

  idl::Result<std::string> answer(const std::string& request) const {
    if (request == "time") return time_text();
    if (request == "uptime") return uptime_text();
    if (request == "list") return shelf_.list();
    if (request.starts_with("get ")) return shelf_.get(std::string_view(request).substr(4));
    return idl::fail("unknown request; known are time, uptime, list and get NAME");
  }

  static std::string time_text() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%FT%TZ\n", &utc);
    return {text.data(), size};
  }

  std::string uptime_text() const {
    const auto up = std::chrono::steady_clock::now() - started_;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(up).count();
    return "up for " + std::to_string(seconds) + " s, " + std::to_string(answered_) +
           " requests so far\n";
  }

  idl::ServerSocket socket_;
  sockets::Shelf shelf_;
  std::mutex accepting_;
  std::atomic<bool> stopping_{false};
  std::atomic<std::uint64_t> answered_{0};
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

// Blocked before any thread starts, so that every thread leaves them to the sigwait of run().
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

int main(int argc, char** argv) {
  const auto parsed = sockets::parse_options({argv + 1, static_cast<std::size_t>(argc - 1)});
  if (const auto* end = std::get_if<sockets::EndNow>(&parsed)) {
    (end->exit_code == 0 ? std::cout : std::cerr) << end->text;
    return end->exit_code;
  }
  const auto& options = std::get<sockets::ServerOptions>(parsed);
  const sigset_t end_signals = block_end_signals();
  auto socket =
      idl::ServerSocket::listen(options.address, {.insecure_network = options.insecure_network});
  if (!socket) {
    std::cerr << "sockets_server: " << socket.error().message << '\n';
    return 1;
  }
  std::cout << "listening on " << to_string(socket->address()) << std::endl;
  FileServer(*std::move(socket), sockets::Shelf(options.folder)).run(end_signals);
  std::cout << "stopped" << std::endl;
}
