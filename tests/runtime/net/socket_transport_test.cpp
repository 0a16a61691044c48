// Sockets under faults: signals, cut transfers, broken
// connections, at every call that they make.
#include "net/socket_transport.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#include <thread>

#include "tests/runtime/net/connected.h"

namespace {

using namespace idl::test;
using namespace idl::detail;
using idl::IoOutcome;
using idl::IoStatus;

TEST_CASE("signals do not disturb a transfer") {
  FaultySystem system;
  const Connected ends(system);
  system.fail(Site::Send, std::errc::interrupted, 3);
  CHECK(write_once(*ends.client, "hello").bytes == 5);
  system.fail(Site::Receive, std::errc::interrupted, 3);
  std::string text;
  CHECK(read_once(*ends.server, text).status == IoStatus::Done);
  CHECK(text == "hello");
  CHECK(system.calls(Site::Receive) == 4);
}

TEST_CASE("a call that is interrupted for ever fails instead of spinning") {
  FaultySystem system;
  const Connected ends(system);
  system.fail(Site::Send, std::errc::interrupted, kAlways);
  system.fail(Site::Receive, std::errc::interrupted, kAlways);
  std::string text;
  CHECK(write_once(*ends.client, "hello").status == IoStatus::Failed);
  CHECK(read_once(*ends.server, text).status == IoStatus::Failed);
  CHECK(system.calls(Site::Send) == kMaxInterruptions + 1);
  CHECK(system.calls(Site::Receive) == kMaxInterruptions + 1);
}

TEST_CASE("both spellings of `try again` are WouldBlock") {
  FaultySystem system;
  const Connected ends(system);
  for (const auto error :
       {std::errc::operation_would_block, std::errc::resource_unavailable_try_again}) {
    system.fail(Site::Send, error);
    system.fail(Site::Receive, error);
    std::string text;
    CHECK(write_once(*ends.client, "hello").status == IoStatus::WouldBlock);
    CHECK(read_once(*ends.server, text).status == IoStatus::WouldBlock);
  }
}

TEST_CASE("a transfer in single bytes arrives whole") {
  FaultySystem system;
  const Connected ends(system);
  system.transfer_limit = 1;
  const std::string sent = text_of(pattern(3000));
  std::thread writer([&] {
    write_fully(*ends.client, sent);
    ends.client->shutdown_write();
  });
  IoOutcome last;
  CHECK(read_to_end(*ends.server, last) == sent);
  writer.join();
}

TEST_CASE("a short write says how much it took, also within its pieces") {
  FaultySystem system;
  const Connected ends(system);
  system.transfer_limit = 3;
  const std::array pieces{bytes_of("abcdef"), bytes_of("ghi")};
  const IoOutcome written = ends.client->write(pieces);
  CHECK(written.status == IoStatus::Done);
  CHECK(written.bytes == 3);
}

TEST_CASE("a write of very many pieces takes the first ones with one call") {
  FaultySystem system;
  const Connected ends(system);
  const std::vector<std::span<const std::byte>> pieces(3 * kMaxWritePieces, bytes_of("x"));
  CHECK(ends.client->write(pieces).bytes == kMaxWritePieces);
  CHECK(system.calls(Site::Send) == 1);
}

TEST_CASE("a broken connection is Unavailable, and names the peer and the reason") {
  FaultySystem system;
  const Connected ends(system);
  system.fail(Site::Receive, std::errc::connection_reset);
  std::string text;
  const IoOutcome read = read_once(*ends.client, text);
  REQUIRE(read.status == IoStatus::Failed);
  CHECK(read.error->code == idl::Code::Unavailable);
  CHECK(read.error->origin == idl::Origin::Transport);
  CHECK(read.error->message == "the connection to " + to_string(ends.client->peer().address) +
                                   " broke: Connection reset by peer");

  system.fail(Site::Send, std::errc::timed_out);
  const IoOutcome written = write_once(*ends.client, "x");
  REQUIRE(written.status == IoStatus::Failed);
  CHECK(written.error->code == idl::Code::Unavailable);
}

TEST_CASE("a peer that resets the connection is a failure, not an end") {
  FaultySystem system;
  const World world{system, steady_clock()};
  auto listener = listen_tcp(world, {"127.0.0.1", 0}, {});
  REQUIRE(listener);
  const auto at = std::get<idl::TcpAddress>((*listener)->address());
  auto client = connect_tcp(world, at, soon());
  REQUIRE(client);
  auto server = accept_one(**listener);
  const linger abort_at_close{1, 0};
  REQUIRE(::setsockopt(server->poll_fd(), SOL_SOCKET, SO_LINGER, &abort_at_close,
                       sizeof abort_at_close) == 0);
  server.reset();
  IoOutcome last;
  CHECK(read_to_end(**client, last).empty());
  CHECK(last.status == IoStatus::Failed);
}

TEST_CASE("a TCP socket does not hold small messages back, and children do not inherit it") {
  FaultySystem system;
  const World world{system, steady_clock()};
  auto listener = listen_tcp(world, {"127.0.0.1", 0}, {});
  REQUIRE(listener);
  auto client = connect_tcp(world, std::get<idl::TcpAddress>((*listener)->address()), soon());
  REQUIRE(client);
  const auto server = accept_one(**listener);
  for (const int fd : {(*client)->poll_fd(), server->poll_fd()}) {
    int no_delay = 0;
    socklen_t size = sizeof no_delay;
    REQUIRE(::getsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &no_delay, &size) == 0);
    CHECK(no_delay != 0);
    CHECK((::fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0);
    CHECK((::fcntl(fd, F_GETFL) & O_NONBLOCK) != 0);
  }
}

TEST_CASE("a TCP peer is named by its own address; one that has gone, by the meeting point") {
  FaultySystem system;
  const World world{system, steady_clock()};
  auto listener = listen_tcp(world, {"127.0.0.1", 0}, {});
  REQUIRE(listener);
  const auto at = std::get<idl::TcpAddress>((*listener)->address());
  auto first = connect_tcp(world, at, soon());
  REQUIRE(first);
  CHECK((*first)->peer().address == idl::Address(at));
  const auto server = accept_one(**listener);
  CHECK(server->peer().address != idl::Address(at));
  CHECK(to_string(server->peer().address).starts_with("tcp:127.0.0.1:"));
  system.fail(Site::PeerAddress, std::errc::not_connected);
  auto second = connect_tcp(world, at, soon());
  REQUIRE(second);
  CHECK((*second)->peer().address == idl::Address(at));
}

TEST_CASE("a refused option or an unknown peer is no reason to give a connection up") {
  FaultySystem system;
  const World world{system, steady_clock()};
  auto listener = listen_tcp(world, {"127.0.0.1", 0}, {});
  REQUIRE(listener);
  system.fail(Site::SetOption, std::errc::invalid_argument);
  CHECK(connect_tcp(world, std::get<idl::TcpAddress>((*listener)->address()), soon()));
}

}  // namespace
