// What every transport promises, held against each kind: TCP,
// both kinds of Unix socket, shared memory, memory.
#include "idl/transport.h"

#include <doctest/doctest.h>

#include <functional>
#include <thread>

#include "tests/runtime/net/connected.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace idl::test;
using idl::Interest;
using idl::IoOutcome;
using idl::IoStatus;
using idl::Transport;

using Test = std::function<void(Transport& client, Transport& server)>;

void on_each_kind(const Test& test) {
  const TemporaryFolder folder;
  const std::string texts[] = {
      "tcp:127.0.0.1:0",
      "unix:" + (folder.path() / "socket").string(),
      "unix:@idl-transport-test-" + std::to_string(::getpid()),
      "shm:" + (folder.path() / "board").string(),
      "memory:transport-test",
  };
  for (const std::string& text : texts) {
    CAPTURE(text);
    auto listener = idl::open_listener(address(text));
    REQUIRE(listener);
    const auto [client, server] = meet(**listener);
    test(*client, *server);
  }
}

TEST_CASE("bytes arrive in order, in both directions") {
  on_each_kind([](Transport& client, Transport& server) {
    write_fully(client, "question");
    client.shutdown_write();
    IoOutcome last;
    CHECK(read_to_end(server, last) == "question");
    CHECK(last.status == IoStatus::Closed);
    write_fully(server, "answer");
    server.shutdown_write();
    CHECK(read_to_end(client, last) == "answer");
    CHECK(last.status == IoStatus::Closed);
  });
}

TEST_CASE("the pieces of one write arrive as one stream") {
  on_each_kind([](Transport& client, Transport& server) {
    const std::array pieces{bytes_of("a"), bytes_of(""), bytes_of("bc"), bytes_of("def")};
    const IoOutcome written = client.write(pieces);
    CHECK(written.status == IoStatus::Done);
    CHECK(written.bytes == 6);
    client.shutdown_write();
    IoOutcome last;
    CHECK(read_to_end(server, last) == "abcdef");
  });
}

TEST_CASE("writing nothing is done at once") {
  on_each_kind([](Transport& client, Transport&) {
    CHECK(client.write({}).status == IoStatus::Done);
    CHECK(write_once(client, "").status == IoStatus::Done);
    CHECK(write_once(client, "").bytes == 0);
  });
}

TEST_CASE("a read never blocks") {
  on_each_kind([](Transport& client, Transport& server) {
    std::string text;
    const IoOutcome nothing = read_once(server, text);
    CHECK(nothing.status == IoStatus::WouldBlock);
    CHECK(nothing.bytes == 0);
    CHECK_FALSE(nothing.error);
    write_fully(client, "x");
    REQUIRE(idl::wait_until_ready(server, Interest::Read, soon()));
    CHECK(read_once(server, text).status == IoStatus::Done);
    CHECK(text == "x");
  });
}

TEST_CASE("a write never blocks: a peer that does not read stops it, and starts it again") {
  on_each_kind([](Transport& client, Transport& server) {
    const std::string block(64 * 1024, 'b');
    std::size_t written = 0;
    IoOutcome outcome;
    do {
      outcome = write_once(client, block);
      written += outcome.bytes;
      REQUIRE(written < std::size_t{64} << 20);
    } while (outcome.status == IoStatus::Done);
    CHECK(outcome.status == IoStatus::WouldBlock);
    CHECK(outcome.bytes == 0);

    std::string received;
    while (received.size() < written) {
      REQUIRE(idl::wait_until_ready(server, Interest::Read, soon()));
      (void)read_once(server, received);
    }
    CHECK(received == std::string(written, 'b'));
    REQUIRE(idl::wait_until_ready(client, Interest::Write, soon()));
    CHECK(write_once(client, "more").status == IoStatus::Done);
  });
}

TEST_CASE("megabytes pass between two threads unharmed") {
  on_each_kind([](Transport& client, Transport& server) {
    const std::string sent = text_of(pattern(std::size_t{4} << 20));
    std::thread writer([&] {
      write_fully(client, sent);
      client.shutdown_write();
    });
    IoOutcome last;
    const std::string received = read_to_end(server, last);
    writer.join();
    CHECK(last.status == IoStatus::Closed);
    CHECK(received == sent);
  });
}

TEST_CASE("after close both ends see the end, and writing fails without a signal") {
  on_each_kind([](Transport& client, Transport& server) {
    write_fully(client, "last words");
    client.close();
    client.close();
    IoOutcome last;
    CHECK(read_to_end(server, last) == "last words");
    CHECK(last.status == IoStatus::Closed);
    CHECK(read_to_end(client, last).empty());

    const IoOutcome own = write_once(client, "x");
    REQUIRE(own.status == IoStatus::Failed);
    CHECK(own.error->code == idl::Code::Unavailable);
    CHECK(own.error->origin == idl::Origin::Transport);
    // A TCP peer may take a few bytes before it learns of the close.
    IoOutcome theirs = write_once(server, "x");
    for (int i = 0; i < 1000 && theirs.status == IoStatus::Done; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      theirs = write_once(server, "x");
    }
    REQUIRE(theirs.status == IoStatus::Failed);
    CHECK(theirs.error->code == idl::Code::Unavailable);
  });
}

TEST_CASE("a close from another thread ends a wait") {
  on_each_kind([](Transport& client, Transport& server) {
    std::thread closing([&] { server.close(); });
    IoOutcome last;
    CHECK(read_to_end(server, last).empty());
    CHECK(last.status == IoStatus::Closed);
    closing.join();
    CHECK(read_to_end(client, last).empty());
  });
}

TEST_CASE("a wait ends at its deadline") {
  on_each_kind([](Transport& client, Transport&) {
    const auto waited = idl::wait_until_ready(client, Interest::Read,
                                              idl::deadline_in(std::chrono::milliseconds(1)));
    REQUIRE_FALSE(waited);
    CHECK(waited.error().code == idl::Code::DeadlineExceeded);
    CHECK(waited.error().message.find("the deadline passed while waiting for ") == 0);
  });
}

TEST_CASE("each end knows the other") {
  on_each_kind([](Transport& client, Transport& server) {
    const auto& local = server.peer().credentials;
    CHECK(client.peer().credentials.has_value() == local.has_value());
    const auto& address = server.peer().address;
    CHECK(local.has_value() == (std::holds_alternative<idl::UnixAddress>(address) ||
                                std::holds_alternative<idl::ShmAddress>(address)));
    if (local) {
      CHECK(local->pid == ::getpid());
      CHECK(local->uid == ::geteuid());
      CHECK(local->gid == ::getegid());
      CHECK(server.peer().address == client.peer().address);
    }
    CHECK(client.pending() == 0);
  });
}

}  // namespace
