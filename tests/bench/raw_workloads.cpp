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

constexpr std::size_t kBatchBytes = 64 * 1024;

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
bool read_all(int fd, std::vector<char>& message) {
  std::size_t have = 0;
  while (have < message.size()) {
    const std::size_t got =
        checked(::recv(fd, message.data() + have, message.size() - have, 0), "recv");
    if (got == 0) return false;
    have += got;
  }
  return true;
}

void serve_ping_pong(int fd, Sizes sizes) {
  std::vector<char> request(sizes.request);
  const std::vector<char> reply(sizes.reply);
  while (read_all(fd, request)) write_all(fd, reply.data(), reply.size());
}

void call_ping_pong(int fd, int calls, Sizes sizes) {
  const std::vector<char> request(sizes.request);
  std::vector<char> reply(sizes.reply);
  for (int i = 0; i < calls; ++i) {
    write_all(fd, request.data(), request.size());
    if (!read_all(fd, reply)) std::abort();
  }
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

 private:
  int fd_;
  int epoll_;
  std::array<char, kBatchBytes> buffer_{};
};

/// How many whole messages of a size have come.
class Messages {
 public:
  explicit Messages(std::size_t size) : size_(size) {}

  std::size_t add(std::size_t bytes) {
    partial_ += bytes;
    const std::size_t whole = partial_ / size_;
    partial_ %= size_;
    return whole;
  }

 private:
  std::size_t size_;
  std::size_t partial_ = 0;
};

void serve_batches(int fd, Sizes sizes) {
  const std::vector<char> replies((kBatchBytes / sizes.request + 1) * sizes.reply);
  BatchReader reader(fd);
  Messages requests(sizes.request);
  while (const std::size_t got = reader.read()) {
    write_all(fd, replies.data(), requests.add(got) * sizes.reply);
  }
}

// As many requests leave as replies have come.
void call_in_batches(int fd, int calls, Sizes sizes) {
  const std::vector<char> requests((kBatchBytes / sizes.reply + 1) * sizes.request);
  BatchReader reader(fd);
  Messages replies(sizes.reply);
  std::size_t to_send = static_cast<std::size_t>(calls);
  const auto send = [&](std::size_t count) {
    const std::size_t next = std::min(to_send, count);
    write_all(fd, requests.data(), next * sizes.request);
    to_send -= next;
  };
  send(kOutstanding);
  for (std::size_t to_receive = static_cast<std::size_t>(calls); to_receive > 0;) {
    const std::size_t got = replies.add(reader.read());
    to_receive -= got;
    send(got);
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

using Serve = void (*)(int fd, Sizes sizes);
using Call = void (*)(int fd, int calls, Sizes sizes);

Nanoseconds run(Socket socket, int calls, Sizes sizes, Serve serve, Call call) {
  const auto [client, server] = connected(socket);
  PinnedThread server_thread(kServerCore, [=, fd = server] { serve(fd, sizes); });
  const Nanoseconds time = time_per_call(calls, [=, fd = client](int n) { call(fd, n, sizes); });
  checked(::shutdown(client, SHUT_WR), "shutdown");
  server_thread.join();
  ::close(client);
  ::close(server);
  return time;
}

}  // namespace

Nanoseconds raw_one_at_a_time(Socket socket, int calls) {
  return run(socket, calls, kEchoSizes, serve_ping_pong, call_ping_pong);
}

Nanoseconds raw_orders_one_at_a_time(Socket socket, int calls) {
  return run(socket, calls, kOrderSizes, serve_ping_pong, call_ping_pong);
}

Nanoseconds raw_outstanding(Socket socket, int calls) {
  return run(socket, calls, kEchoSizes, serve_batches, call_in_batches);
}

Nanoseconds raw_orders_outstanding(Socket socket, int calls) {
  return run(socket, calls, kOrderSizes, serve_batches, call_in_batches);
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

}  // namespace bench
