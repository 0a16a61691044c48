// Plain sockets, as a user meets them: text addresses,
// blocking calls, one deadline each.
#include "idl/socket.h"

#include <doctest/doctest.h>

#include <thread>

#include "tests/runtime/net/connected.h"

namespace {

using namespace idl::test;
using idl::Code;
using idl::ServerSocket;
using idl::Socket;

// Both ends of a connection.
struct Talk {
  Socket client;
  Socket server;
};

Talk talk() {
  auto listening = ServerSocket::listen("tcp:127.0.0.1:0");
  REQUIRE(listening);
  auto client = Socket::connect(to_string(listening->address()), soon());
  REQUIRE(client);
  auto server = listening->accept(soon());
  REQUIRE(server);
  return {*std::move(client), *std::move(server)};
}

idl::TimePoint past() { return idl::TimePoint::min(); }

TEST_CASE("a question is asked and answered") {
  Talk both = talk();
  CHECK(both.client.write_all(bytes_of("time?"), soon()));
  std::array<std::byte, 5> question{};
  CHECK(both.server.read_exact(question, soon()));
  CHECK(text_of(question) == "time?");
  CHECK(both.server.write_all(bytes_of("noon"), soon()));
  both.server.shutdown_write();
  std::array<std::byte, 100> answer{};
  std::string text;
  for (;;) {
    const auto count = both.client.read_some(answer, soon());
    REQUIRE(count);
    if (*count == 0) break;
    text += text_of(std::span(answer).first(*count));
  }
  CHECK(text == "noon");
  CHECK(both.client.peer().address != both.server.peer().address);
}

TEST_CASE("megabytes are written whole and read whole") {
  Talk both = talk();
  const auto sent = pattern(std::size_t{3} << 20);
  std::thread writer([&] { CHECK(both.client.write_all(sent, soon())); });
  std::vector<std::byte> received(sent.size());
  CHECK(both.server.read_exact(received, soon()));
  writer.join();
  CHECK(received == sent);
}

TEST_CASE("a stream that ends too early is an error") {
  Talk both = talk();
  CHECK(both.client.write_all(bytes_of("half"), soon()));
  both.client.close();
  std::array<std::byte, 8> whole{};
  const auto read = both.server.read_exact(whole, soon());
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Code::Unavailable);
  CHECK(read.error().message ==
        to_string(both.server.peer().address) + " ended its stream too early");
}

TEST_CASE("every wait ends at its deadline, and the socket can still be used") {
  Talk both = talk();
  std::array<std::byte, 2> bytes{};
  CHECK(both.server.read_some(bytes, past()).error().code == Code::DeadlineExceeded);
  CHECK(both.server.read_exact(bytes, past()).error().code == Code::DeadlineExceeded);
  const std::vector<std::byte> flood(std::size_t{64} << 20);
  CHECK(both.client.write_all(flood, past()).error().code == Code::DeadlineExceeded);
  CHECK(both.server.read_exact(bytes, soon()));
}

TEST_CASE("what is there already is read even past the deadline") {
  auto listening = ServerSocket::listen("memory:socket-test");
  REQUIRE(listening);
  auto client = Socket::connect("memory:socket-test", soon());
  REQUIRE(client);
  auto server = listening->accept(past());
  REQUIRE(server);
  CHECK(client->write_all(bytes_of("ok"), past()));
  std::array<std::byte, 2> bytes{};
  CHECK(server->read_exact(bytes, past()));
}

TEST_CASE("nothing needs no wait") {
  Talk both = talk();
  CHECK(both.server.read_exact({}, past()));
  CHECK(both.client.write_all({}, past()));
}

TEST_CASE("a close from another thread ends a read") {
  Talk both = talk();
  std::thread closing([&] { both.server.close(); });
  std::array<std::byte, 1> bytes{};
  const auto read = both.server.read_some(bytes, soon());
  closing.join();
  REQUIRE(read);
  CHECK(*read == 0);
}

TEST_CASE("a broken connection fails the write") {
  Talk both = talk();
  both.client.close();
  const auto written = both.client.write_all(bytes_of("x"), soon());
  REQUIRE_FALSE(written);
  CHECK(written.error().code == Code::Unavailable);
}

TEST_CASE("nobody connecting is DeadlineExceeded, a close in between Cancelled") {
  auto listening = ServerSocket::listen("unix:@idl-socket-test-" + std::to_string(::getpid()));
  REQUIRE(listening);
  const auto late = listening->accept(past());
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::DeadlineExceeded);
  CHECK(late.error().message ==
        "nobody connected to " + to_string(listening->address()) + " in time");
  std::thread closing([&] { listening->close(); });
  const auto cancelled = listening->accept(soon());
  closing.join();
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == Code::Cancelled);
}

TEST_CASE("a text that is no address, and one that nobody serves, are told apart") {
  CHECK(Socket::connect("nonsense", soon()).error().code == Code::AddressInvalid);
  CHECK(ServerSocket::listen("nonsense").error().code == Code::AddressInvalid);
  CHECK(Socket::connect("memory:nobody", soon()).error().code == Code::Unavailable);
  CHECK(ServerSocket::listen("tcp:0.0.0.0:0").error().code == Code::PermissionDenied);
}

}  // namespace
