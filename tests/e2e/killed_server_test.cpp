// A server process that is killed in the middle of a call: the client gets one clear error, which
// says that the call may have run. Two real processes and a real socket.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <thread>

#include "orders.rpc.h"
#include "tests/e2e/server_process.h"

namespace {

using shop::v1::OrderService;
using std::chrono_literals::operator""s;

}  // namespace

TEST_CASE("a server killed in mid-call leaves its client a clear error") {
  e2e::ServerProcess server({E2E_SILENT_SERVER});
  const auto channel = idl::Channel::connect(server.next_line());
  REQUIRE(channel);
  std::thread killer([&] {
    if (server.next_line() == "runs") server.kill();
  });
  const auto result = OrderService::Client(*channel).audit(1s);
  killer.join();
  CHECK(server.await_end() == idl::ExitStatus{.signal = SIGKILL});

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
