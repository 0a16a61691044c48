// Children at the other end of a pair of sockets. The shell plays the child, so that what it got is
// seen from its side.
#include "idl/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "idl/socket.h"
#include "tests/runtime/net/connected.h"
#include "tests/support/open_descriptors.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::test;
using idl::Code;
using idl::ExitStatus;
using idl::Socket;

idl::Result<idl::Child> shell(const std::string& script) {
  return idl::spawn({"sh", "-c", script});
}

// What the child writes until it ends.
std::string output_of(const idl::Child& child) {
  auto transport = idl::open_transport(child.address(), soon());
  REQUIRE(transport);
  idl::IoOutcome last;
  return read_to_end(**transport, last);
}

TEST_CASE("a child speaks with its parent over descriptor 3") {
  auto child = shell("cat <&3 >&3");
  REQUIRE(child);
  auto socket = Socket::connect(to_string(child->address()), soon());
  REQUIRE(socket);
  REQUIRE(socket->write_all(bytes_of("hello"), soon()));
  socket->shutdown_write();
  std::array<std::byte, 5> echo{};
  REQUIRE(socket->read_exact(echo, soon()));
  CHECK(text_of(echo) == "hello");
  CHECK(child->wait(60s).value() == ExitStatus{});
}

TEST_CASE("a child gets the standard descriptors and its socket, and no other") {
  const idl::Fd leaky(::open("/dev/null", O_RDONLY));  // without close-on-exec
  auto child = shell(
      "n=0; while [ $n -lt 100 ]; do [ -e /proc/$$/fd/$n ] && echo $n >&3; n=$((n + 1)); done");
  REQUIRE(child);
  CHECK(output_of(*child) == "0\n1\n2\n3\n");
}

TEST_CASE("a child that takes another's place has a connection of its own") {
  auto child = shell("echo one >&3");
  REQUIRE(child);
  const idl::Address first = child->address();
  CHECK(output_of(*child) == "one\n");
  child = shell("echo two >&3");
  REQUIRE(child);
  CHECK(!idl::open_transport(first, soon()));
  CHECK(output_of(*child) == "two\n");
}

TEST_CASE("a child can be ended with a signal that its parent has blocked") {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  auto child = shell("read line <&3");
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(child);
  child->kill();
  CHECK(child->wait(60s).value() == ExitStatus{.signal = SIGTERM});
}

TEST_CASE("how a child ends is told, as often as is asked") {
  auto failing = shell("exit 7");
  REQUIRE(failing);
  CHECK(failing->wait(60s).value() == ExitStatus{.code = 7});
  CHECK(failing->wait(60s).value() == ExitStatus{.code = 7});
  CHECK(!failing->wait()->succeeded());
  auto killed = shell("read line <&3");
  REQUIRE(killed);
  CHECK(killed->wait(1ms).error().code == Code::DeadlineExceeded);
  killed->kill();
  CHECK(killed->wait(60s).value() == ExitStatus{.signal = SIGTERM});
  killed->kill();
}

TEST_CASE("a child that still runs ends with its owner, and leaves no zombie and no descriptor") {
  const std::size_t before = open_descriptors();
  pid_t pid = -1;
  {
    auto child = shell("read line <&3");
    REQUIRE(child);
    pid = child->pid();
    const idl::Child moved = *std::move(child);
    CHECK(moved.pid() == pid);
  }
  CHECK(::waitpid(pid, nullptr, WNOHANG) == -1);
  CHECK(open_descriptors() == before);
}

TEST_CASE("what cannot be started says why") {
  const auto missing = idl::spawn({"/nowhere/program"});
  REQUIRE(!missing);
  CHECK(missing.error().code == Code::Unavailable);
  CHECK(missing.error().message.find("'/nowhere/program'") != std::string::npos);
  CHECK(idl::spawn({}).error().code == Code::InvalidArgument);
  CHECK(idl::spawn({""}).error().code == Code::InvalidArgument);
  CHECK(idl::spawn({"/etc/passwd"}).error().code == Code::SystemError);
}

}  // namespace
