// A server process that is killed in the middle of a call: the client gets one clear error, which
// says that the call may have run. Two real processes and a real socket.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <thread>

#include <idl/server.h>

#include "orders.rpc.h"

namespace {

using shop::v1::OrderService;
using std::chrono_literals::operator""s;

/// Says through a pipe that the handler runs, and then never answers.
class SilentShop final : public OrderService::Server {
 public:
  explicit SilentShop(int pipe) : pipe_(pipe) {}

  OrderService::AuditResult audit(idl::Context&, idl::Duration) override {
    if (::write(pipe_, "!", 1) != 1) ::_exit(3);
    for (;;) ::pause();
  }

 private:
  int pipe_;
};

/// The child's life: serves until it is killed.
[[noreturn]] void serve_silently(int pipe) {
  SilentShop shop(pipe);
  idl::Server server;
  const auto added = server.add(shop);
  const auto address = server.listen("tcp:127.0.0.1:0");
  if (!added || !address) ::_exit(4);
  const std::string line = to_string(*address) + '\n';
  if (::write(pipe, line.data(), line.size()) != static_cast<ssize_t>(line.size())) ::_exit(5);
  for (;;) ::pause();
}

char read_byte(int pipe) {
  char byte = 0;
  return ::read(pipe, &byte, 1) == 1 ? byte : '\0';
}

std::string read_line(int pipe) {
  std::string line;
  for (char byte = read_byte(pipe); byte != '\n' && byte != '\0'; byte = read_byte(pipe)) {
    line += byte;
  }
  return line;
}

}  // namespace

TEST_CASE("a server killed in mid-call leaves its client a clear error") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    serve_silently(ends[1]);
  }
  ::close(ends[1]);

  const auto channel = idl::Channel::connect(read_line(ends[0]));
  REQUIRE(channel);
  std::thread killer([&] {
    read_byte(ends[0]);  // the handler runs
    ::kill(child, SIGKILL);
  });
  const auto result = OrderService::Client(*channel).audit(1s);
  killer.join();
  ::waitpid(child, nullptr, 0);
  ::close(ends[0]);

  REQUIRE_FALSE(result);
  CHECK(result.error().code == idl::Code::Unavailable);
  CHECK(result.error().executed == idl::Executed::Maybe);
  CHECK(result.error().origin == idl::Origin::Transport);
  CHECK_FALSE(result.error().message.empty());

  const auto again = OrderService::Client(*channel).stats();
  REQUIRE_FALSE(again);
  CHECK(again.error().code == idl::Code::Unavailable);
  CHECK(again.error().executed == idl::Executed::No);
}
