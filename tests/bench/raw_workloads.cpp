// Plain system calls, and an abort where one fails: a
// benchmark has nobody to report to.
#include "raw_workloads.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>
#include <vector>

#include "pinned_thread.h"

namespace bench {
namespace {

using Message = std::array<char, kMessageBytes>;

int checked(int result, const char* what) {
  if (result >= 0) return result;
  std::perror(what);
  std::abort();
}

std::size_t checked(ssize_t result, const char* what) {
  if (result >= 0) return static_cast<std::size_t>(result);
  std::perror(what);
  std::abort();
}

std::pair<int, int> connected_tcp() {
  const int listener = checked(::socket(AF_INET, SOCK_STREAM, 0), "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  checked(::bind(listener, raw, size), "bind");
  checked(::listen(listener, 1), "listen");
  checked(::getsockname(listener, raw, &size), "getsockname");
  const int client = checked(::socket(AF_INET, SOCK_STREAM, 0), "socket");
  checked(::connect(client, raw, size), "connect");
  const int server = checked(::accept(listener, nullptr, nullptr), "accept");
  ::close(listener);
  const int on = 1;
  for (const int fd : {client, server}) {
    checked(::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)), "setsockopt");
  }
  return {client, server};
}

std::pair<int, int> connected(Socket socket) {
  if (socket == Socket::Tcp) return connected_tcp();
  std::array<int, 2> ends{};
  checked(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), "socketpair");
  return {ends[0], ends[1]};
}

void write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const std::size_t written = checked(::send(fd, data, size, MSG_NOSIGNAL), "send");
    data += written;
    size -= written;
  }
}

/// False at the end of the stream.
bool read_message(int fd, Message& message) {
  std::size_t have = 0;
  while (have < message.size()) {
    const std::size_t got =
        checked(::recv(fd, message.data() + have, message.size() - have, 0), "recv");
    if (got == 0) return false;
    have += got;
  }
  return true;
}

void serve_ping_pong(int fd) {
  Message message{};
  while (read_message(fd, message)) write_all(fd, message.data(), message.size());
}

/// Waits with epoll until `fd` is readable, then reads what is there; 0 at the end of the stream.
class BatchReader {
 public:
  explicit BatchReader(int fd) : fd_(fd), epoll_(checked(::epoll_create1(0), "epoll_create1")) {
    epoll_event event{};
    event.events = EPOLLIN;
    checked(::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event), "epoll_ctl");
  }
  ~BatchReader() { ::close(epoll_); }
  BatchReader(const BatchReader&) = delete;
  BatchReader& operator=(const BatchReader&) = delete;

  std::size_t read() {
    epoll_event event{};
    checked(::epoll_wait(epoll_, &event, 1, -1), "epoll_wait");
    return checked(::recv(fd_, buffer_.data(), buffer_.size(), 0), "recv");
  }
  [[nodiscard]] const char* data() const { return buffer_.data(); }

 private:
  int fd_;
  int epoll_;
  std::array<char, 64 * 1024> buffer_{};
};

void serve_batches(int fd) {
  BatchReader reader(fd);
  while (const std::size_t got = reader.read()) write_all(fd, reader.data(), got);
}

void call_in_batches(int fd, int calls) {
  static constexpr std::array<char, kOutstanding * kMessageBytes> kMessages{};
  BatchReader reader(fd);
  std::size_t to_send = static_cast<std::size_t>(calls) * kMessageBytes;
  std::size_t to_receive = to_send;
  std::size_t partial = 0;
  const std::size_t first = std::min(to_send, kMessages.size());
  write_all(fd, kMessages.data(), first);
  to_send -= first;
  while (to_receive > 0) {
    const std::size_t got = reader.read();
    to_receive -= got;
    partial += got;
    // As many whole messages leave as have come back.
    const std::size_t next = std::min(to_send, partial - partial % kMessageBytes);
    partial %= kMessageBytes;
    write_all(fd, kMessages.data(), next);
    to_send -= next;
  }
}

void send_messages(int fd, int count) {
  const Message message{};
  std::vector<char> batch;
  for (int i = 0; i < count; ++i) {
    batch.insert(batch.end(), message.begin(), message.end());
    if (batch.size() < 64 * 1024 && i + 1 < count) continue;
    write_all(fd, batch.data(), batch.size());
    batch.clear();
  }
}

template <class Serve, class Call>
Nanoseconds run(Socket socket, int calls, const Serve& serve, const Call& call) {
  const auto [client, server] = connected(socket);
  PinnedThread server_thread(kServerCore, [&serve, fd = server] { serve(fd); });
  const Nanoseconds time = time_per_call(calls, [&, fd = client](int n) { call(fd, n); });
  checked(::shutdown(client, SHUT_WR), "shutdown");
  server_thread.join();
  ::close(client);
  ::close(server);
  return time;
}

}  // namespace

Nanoseconds raw_one_at_a_time(Socket socket, int calls) {
  return run(socket, calls, serve_ping_pong, [](int fd, int n) {
    Message message{};
    for (int i = 0; i < n; ++i) {
      write_all(fd, message.data(), message.size());
      if (!read_message(fd, message)) std::abort();
    }
  });
}

Nanoseconds raw_stream(Socket socket, int messages) {
  const auto [client, server] = connected(socket);
  const Nanoseconds time = time_per_call(messages, [client = client, server = server](int n) {
    PinnedThread server_thread(kServerCore, [server, n] { send_messages(server, n); });
    BatchReader reader(client);
    for (std::size_t left = static_cast<std::size_t>(n) * kMessageBytes; left > 0;) {
      left -= reader.read();
    }
    server_thread.join();
  });
  ::close(client);
  ::close(server);
  return time;
}

Nanoseconds raw_outstanding(Socket socket, int calls) {
  return run(socket, calls, serve_batches, call_in_batches);
}

}  // namespace bench
