// The in-process transport's own promises: bounded queues, exact
// readiness, a registry of names.
#include <doctest/doctest.h>

#include <thread>

#include "net/memory_link.h"
#include "net/memory_listener.h"
#include "tests/runtime/net/connected.h"

namespace {

using namespace idl::detail;
using namespace idl::test;
using idl::AcceptStatus;
using idl::Code;
using idl::Interest;
using idl::IoStatus;
using idl::MemoryAddress;
using idl::TimePoint;
using idl::Transport;

struct Link {
  FaultySystem system;
  std::unique_ptr<Transport> one;
  std::unique_ptr<Transport> two;

  Link() {
    auto made = make_memory_link(system, {"link"});
    REQUIRE(made);
    one = std::move(made->first);
    two = std::move(made->second);
  }

  // From the first end, until nothing more fits.
  void fill() const {
    const std::string block(kMaxMemoryQueueBytes, 'x');
    CHECK(write_once(*one, block).status == IoStatus::Done);
    CHECK(write_once(*one, block).status == IoStatus::WouldBlock);
  }
};

TEST_CASE("a queue holds so much and no more") {
  const Link link;
  const std::string much(kMaxMemoryQueueBytes + 1000, 'x');
  CHECK(write_once(*link.one, much).bytes == kMaxMemoryQueueBytes);
  CHECK(write_once(*link.one, much).status == IoStatus::WouldBlock);
  CHECK(write_once(*link.one, "").status == IoStatus::Done);
  std::string text;
  const std::size_t read = read_once(*link.two, text).bytes;
  CHECK(write_once(*link.one, much).bytes == read);
}

TEST_CASE("its descriptor is readable exactly while there is something to read") {
  const Link link;
  CHECK_FALSE(is_signalled(*link.two));
  write_fully(*link.one, "abc");
  CHECK(is_signalled(*link.two));
  CHECK_FALSE(is_signalled(*link.one));
  std::array<std::byte, 2> part{};
  CHECK(link.two->read(part).bytes == 2);
  CHECK(is_signalled(*link.two));
  CHECK(link.two->read(part).bytes == 1);
  CHECK_FALSE(is_signalled(*link.two));
}

TEST_CASE("bytes that queue up unread cost one system call") {
  const Link link;
  for (int i = 0; i < 100; ++i) write_fully(*link.one, "x");
  CHECK(link.system.calls(Site::WriteEventfd) == 1);
  CHECK(link.system.calls(Site::ReadEventfd) == 0);
}

TEST_CASE("who wishes to write is told of room, and of nothing else") {
  const Link link;
  link.fill();
  write_fully(*link.two, "not of interest");
  CHECK(link.one->want(Interest::Write) == Interest::Read);
  CHECK_FALSE(is_signalled(*link.one));
  std::string text;
  (void)read_once(*link.two, text);
  CHECK(is_signalled(*link.one));
  link.fill();
  CHECK_FALSE(is_signalled(*link.one));
}

TEST_CASE("who wishes for nothing is told nothing") {
  const Link link;
  CHECK(link.two->want(Interest::None) == Interest::None);
  write_fully(*link.one, "x");
  CHECK_FALSE(is_signalled(*link.two));
  CHECK(link.two->want(Interest::Read) == Interest::Read);
  CHECK(is_signalled(*link.two));
}

TEST_CASE("the end of the other side is something to read, and to write against") {
  for (const Interest wish : {Interest::Read, Interest::Write}) {
    Link link;
    link.fill();
    CHECK(link.one->want(wish) == Interest::Read);
    CHECK_FALSE(is_signalled(*link.one));
    link.two.reset();
    CHECK(is_signalled(*link.one));
    std::string text;
    CHECK(read_once(*link.one, text).status == IoStatus::Closed);
    CHECK(write_once(*link.one, "x").status == IoStatus::Failed);
  }
}

TEST_CASE("after shutdown_write one's own writes fail and reads go on") {
  const Link link;
  link.one->shutdown_write();
  CHECK(write_once(*link.one, "x").status == IoStatus::Failed);
  write_fully(*link.two, "still open");
  std::string text;
  CHECK(read_once(*link.one, text).status == IoStatus::Done);
  CHECK(text == "still open");
}

TEST_CASE("signals that interrupt it do no harm") {
  Link link;
  link.system.fail(Site::WriteEventfd, std::errc::interrupted, 3);
  write_fully(*link.one, "x");
  CHECK(is_signalled(*link.two));
  link.system.fail(Site::ReadEventfd, std::errc::interrupted, 3);
  std::string text;
  (void)read_once(*link.two, text);
  CHECK_FALSE(is_signalled(*link.two));
}

TEST_CASE("without descriptors there is no link, no listener and no leak") {
  for (const int good : {0, 1}) {
    FaultySystem system;
    system.fail(Site::MakeEventfd, std::errc::too_many_files_open, 1, good);
    const auto link = make_memory_link(system, {"shop"});
    REQUIRE_FALSE(link);
    CHECK(link.error().code == Code::ResourceExhausted);
  }
  FaultySystem system;
  system.fail(Site::MakeEventfd, std::errc::too_many_files_open);
  const auto listener = listen_memory({system, steady_clock()}, {"shop"}, {});
  REQUIRE_FALSE(listener);
  CHECK(listener.error().code == Code::ResourceExhausted);
}

TEST_CASE("a name is listened at once, and free again after close") {
  const World world = real_world();
  auto first = listen_memory(world, {"memory-test"}, {});
  REQUIRE(first);
  CHECK((*first)->address() == idl::Address(MemoryAddress{"memory-test"}));
  const auto second = listen_memory(world, {"memory-test"}, {});
  REQUIRE_FALSE(second);
  CHECK(second.error().message ==
        "cannot listen at memory:memory-test: this process listens there already; choose another "
        "name");
  (*first)->close();
  CHECK(listen_memory(world, {"memory-test"}, {}));
  CHECK(listen_memory(world, {"memory-test"}, {}));
}

TEST_CASE("where nobody listens a connect fails at once") {
  const auto connected = connect_memory(real_world(), {"nobody"}, soon());
  REQUIRE_FALSE(connected);
  CHECK(connected.error().code == Code::Unavailable);
  CHECK(connected.error().message ==
        "cannot connect to memory:nobody: nobody in this process listens there");
}

TEST_CASE("the listener's descriptor is readable exactly while somebody waits") {
  const World world = real_world();
  const auto listener = listen_memory(world, {"memory-test"}, {});
  REQUIRE(listener);
  const auto readable = [&] {
    pollfd asked{(*listener)->poll_fd(), POLLIN, 0};
    return real_system().poll({&asked, 1}, 0).value == 1;
  };
  CHECK_FALSE(readable());
  const auto first = connect_memory(world, {"memory-test"}, soon());
  const auto second = connect_memory(world, {"memory-test"}, soon());
  CHECK(readable());
  CHECK((*listener)->accept().status == AcceptStatus::Accepted);
  CHECK(readable());
  CHECK((*listener)->accept().status == AcceptStatus::Accepted);
  CHECK_FALSE(readable());
  CHECK((*listener)->accept().status == AcceptStatus::WouldBlock);
}

TEST_CASE("a full queue is waited for until the deadline") {
  const World world = real_world();
  const auto listener = listen_memory(world, {"memory-test"}, {.backlog = 1});
  REQUIRE(listener);
  const auto first = connect_memory(world, {"memory-test"}, soon());
  REQUIRE(first);
  const auto late = connect_memory(world, {"memory-test"}, TimePoint::min());
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::DeadlineExceeded);

  for (const TimePoint deadline : {soon(), TimePoint::max()}) {
    std::thread patient([&] { CHECK(connect_memory(world, {"memory-test"}, deadline)); });
    CHECK((*listener)->accept().status == AcceptStatus::Accepted);
    patient.join();
  }
}

TEST_CASE("who waits at a listener that closes is turned away") {
  const World world = real_world();
  auto listener = listen_memory(world, {"memory-test"}, {.backlog = 1});
  REQUIRE(listener);
  const auto waiting = connect_memory(world, {"memory-test"}, soon());
  REQUIRE(waiting);
  std::thread queueing([&] {
    const auto refused = connect_memory(world, {"memory-test"}, soon());
    CHECK_FALSE(refused);
    CHECK(refused.error().code == Code::Unavailable);
  });
  (*listener)->close();
  queueing.join();
  idl::IoOutcome last;
  CHECK(read_to_end(**waiting, last).empty());
  CHECK((*listener)->accept().status == AcceptStatus::Failed);
}

}  // namespace
