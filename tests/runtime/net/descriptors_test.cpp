// Descriptors beside the bytes of Unix sockets and in-process connections: both behave alike, and
// what nobody asks for is closed.
#include <fcntl.h>
#include <sys/socket.h>

#include "net/memory_link.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/open_descriptors.h"

namespace {

using namespace idl::test;
using namespace idl::detail;
using idl::Fd;
using idl::IoOutcome;
using idl::IoStatus;
using idl::Transport;

IoOutcome write_beside(Transport& transport, std::string_view text, std::span<const Fd> fds) {
  const std::array pieces{bytes_of(text)};
  return transport.write_with(pieces, fds);
}

IoOutcome read_beside(Transport& transport, std::size_t bytes, std::string& text,
                      std::vector<Fd>& fds) {
  std::vector<std::byte> buffer(bytes);
  IoOutcome outcome = transport.read_with(buffer, fds);
  text += text_of(std::span(buffer).first(outcome.bytes));
  return outcome;
}

template <class Body>
void over_both(const Body& body) {
  FaultySystem system;
  const Connected sockets(system);
  body(*sockets.client, *sockets.server);
  auto link = make_memory_link(system, {"both"});
  REQUIRE(link);
  body(*link->first, *link->second);
}

TEST_CASE("descriptors arrive with the first byte that was written with them") {
  over_both([](Transport& one, Transport& two) {
    REQUIRE(one.carries_descriptors());
    const Fd mine = std::move(some_descriptors(1).front());
    CHECK(write_once(one, "ab").bytes == 2);
    CHECK(write_beside(one, "cd", {&mine, 1}).bytes == 2);
    std::string text;
    std::vector<Fd> fds;
    CHECK(read_beside(two, 2, text, fds).bytes == 2);
    CHECK(fds.empty());
    CHECK(read_beside(two, 1, text, fds).bytes == 1);
    REQUIRE(fds.size() == 1);
    CHECK(fds.front() != mine);
    CHECK((::fcntl(fds.front().get(), F_GETFD) & FD_CLOEXEC) != 0);
    REQUIRE(real_system().write_eventfd(fds.front().get(), 5).ok());
    CHECK(real_system().read_eventfd(mine.get()).value == 5);
    CHECK(read_beside(two, 9, text, fds).bytes == 1);
    CHECK(text == "abcd");
    CHECK(fds.size() == 1);
  });
}

TEST_CASE("whoever reads bytes alone gets no descriptors, and keeps none open") {
  over_both([](Transport& one, Transport& two) {
    const Descriptors mine = some_descriptors(16);
    const std::size_t before = open_descriptors();
    CHECK(write_beside(one, "x", mine).bytes == 1);
    std::string text;
    CHECK(read_once(two, text).bytes == 1);
    CHECK(open_descriptors() == before);
  });
}

TEST_CASE("descriptors that were never read are closed with the connection") {
  const Descriptors mine = some_descriptors(3);
  const std::size_t before = open_descriptors();
  over_both([&](Transport& one, Transport&) { CHECK(write_beside(one, "x", mine).bytes == 1); });
  CHECK(open_descriptors() == before);
}

TEST_CASE("more descriptors than are allowed break the connection") {
  FaultySystem system;
  const Connected ends(system);
  const Descriptors mine = some_descriptors(17);
  std::vector<int> numbers;
  for (const Fd& fd : mine) numbers.push_back(fd.get());
  alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(17 * sizeof(int))> control{};
  char byte = 'x';
  iovec piece{&byte, 1};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  *header = {CMSG_LEN(17 * sizeof(int)), SOL_SOCKET, SCM_RIGHTS};
  std::copy(numbers.begin(), numbers.end(), reinterpret_cast<int*>(CMSG_DATA(header)));
  REQUIRE(::sendmsg(ends.client->poll_fd(), &message, 0) == 1);

  const std::size_t before = open_descriptors();
  std::string text;
  std::vector<Fd> fds;
  const IoOutcome outcome = read_beside(*ends.server, 10, text, fds);
  CHECK(outcome.status == IoStatus::Failed);
  CHECK(outcome.error->code == idl::Code::ProtocolError);
  CHECK(fds.empty());
  CHECK(open_descriptors() == before);
}

TEST_CASE("signals and cut transfers disturb no descriptor") {
  FaultySystem system;
  const Connected ends(system);
  const Descriptors mine = some_descriptors(2);
  system.transfer_limit = 1;
  system.fail(Site::Send, std::errc::interrupted, 2);
  system.fail(Site::Receive, std::errc::interrupted, 2);
  CHECK(write_beside(*ends.client, "ab", mine).bytes == 1);
  CHECK(write_once(*ends.client, "b").bytes == 1);
  std::string text;
  std::vector<Fd> fds;
  CHECK(read_beside(*ends.server, 10, text, fds).bytes == 1);
  CHECK(read_beside(*ends.server, 10, text, fds).bytes == 1);
  CHECK(text == "ab");
  CHECK(fds.size() == 2);
}

TEST_CASE("in process, a descriptor that cannot be duplicated fails the write") {
  FaultySystem system;
  auto link = make_memory_link(system, {"full"});
  REQUIRE(link);
  const Fd closed(1'000'000);
  CHECK(write_beside(*link->first, "x", {&closed, 1}).status == IoStatus::Failed);
}

}  // namespace
