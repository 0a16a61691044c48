// Calls that bring descriptors, over each transport that carries them, and over the one that does
// not. After each of them no descriptor is left open.
#include "fixture.h"

#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fd_probe.h"
#include "tests/support/open_descriptors.h"

using namespace std::chrono_literals;
using idl::Code;
using idl::Executed;
using idl::Fd;
using idl::test::open_descriptors;

namespace {

/// A served probe with descriptors.
struct ServedFds {
  explicit ServedFds(probe::Over over, std::size_t limit = 4) : server({.max_descriptors = limit}) {
    service.on_open = [](const std::string& path) { return open(path); };
    service.on_size = [](const Fd& file, const std::optional<Fd>& other) {
      return probe::SizeResult(size_of(file) + (other ? size_of(*other) : 0));
    };
    REQUIRE(server.add(service));
    auto bound = server.listen(over == probe::Over::Tcp    ? "tcp:127.0.0.1:0"
                               : over == probe::Over::Unix ? "unix:" + folder.path() + "/socket"
                                                           : "memory:" + folder.path());
    REQUIRE(bound);
    address = *bound;
    std::ofstream(path()) << "seven b";
  }

  [[nodiscard]] probe::FdClient client(std::size_t limit = 4) const {
    auto channel = idl::Channel::connect(address, {.max_descriptors = limit});
    REQUIRE(channel);
    return probe::FdClient(*channel);
  }

  [[nodiscard]] std::string path() const { return folder.path() + "/file"; }

  static probe::OpenFdResult open(const std::string& path) {
    Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return idl::fail("there is no such file");
    return file;
  }

  static std::uint64_t size_of(const Fd& file) {
    struct stat status {};
    REQUIRE(::fstat(file.get(), &status) == 0);
    return static_cast<std::uint64_t>(status.st_size);
  }

  probe::TempFolder folder;
  probe::FdServer service;
  idl::Server server;
  idl::Address address;
};

/// Runs a body over both transports that carry descriptors; afterwards all are closed.
template <class Body>
void over_both(const Body& body) {
  for (const auto over : {probe::Over::Unix, probe::Over::Memory}) {
    CAPTURE(static_cast<int>(over));
    const std::size_t before = open_descriptors();
    {
      ServedFds served(over);
      body(served);
    }
    CHECK(open_descriptors() == before);
  }
}

/// Waits until as many descriptors are open as before: what is closed is closed on other threads.
void await_open(std::size_t expected) {
  const auto end = std::chrono::steady_clock::now() + probe::kPatience;
  while (open_descriptors() != expected && std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(1ms);
  }
  CHECK(open_descriptors() == expected);
}

}  // namespace

TEST_CASE("a file that the server opens is read by the client") {
  over_both([](ServedFds& served) {
    const auto file = served.client().open(served.path());
    REQUIRE(file);
    std::array<char, 16> text{};
    CHECK(::read(file->get(), text.data(), text.size()) == 7);
    CHECK(std::string_view(text.data()) == "seven b");
    CHECK((::fcntl(file->get(), F_GETFD) & FD_CLOEXEC) != 0);
  });
}

TEST_CASE("a descriptor that is passed stays the caller's, and an optional one may be left out") {
  over_both([](ServedFds& served) {
    const auto client = served.client();
    const Fd file = ServedFds::open(served.path()).value();
    CHECK(client.size(file, std::nullopt).value() == 7);
    std::optional<Fd> other = file.duplicate().value();
    CHECK(client.size(file, other).value() == 14);
    CHECK(ServedFds::size_of(file) == 7);
  });
}

TEST_CASE("several results have descriptors among them") {
  over_both([](ServedFds& served) {
    served.service.on_opened = [&] {
      return probe::OpenedResult(
          probe::Opened{.size = 7, .file = ServedFds::open(served.path()).value()});
    };
    const auto opened = served.client().opened();
    REQUIRE(opened);
    CHECK(opened->size == 7);
    CHECK(ServedFds::size_of(opened->file) == 7);
  });
}

TEST_CASE("calls with and without descriptors, from many threads, get each their own") {
  over_both([](ServedFds& served) {
    const auto client = served.client();
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const std::string path = served.folder.path() + "/" + std::to_string(i);
        std::ofstream(path) << std::string(static_cast<std::size_t>(i), 'x');
        for (int round = 0; round < 50; ++round) {
          const auto file = client.open(path);
          if (!file) continue;
          const auto size = client.size(*file, std::nullopt);
          right += size && *size == static_cast<std::uint64_t>(i) ? 1 : 0;
        }
      });
    }
    for (auto& thread : threads) thread.join();
    CHECK(right == 200);
  });
}

TEST_CASE("over TCP a call with a descriptor fails before it is sent, and an answer clearly") {
  ServedFds served(probe::Over::Tcp);
  const auto client = served.client();
  const Fd file = ServedFds::open(served.path()).value();
  const auto size = client.size(file, std::nullopt);
  REQUIRE(!size);
  CHECK(size.error().code == Code::Unimplemented);
  CHECK(size.error().executed == Executed::No);
  CHECK(size.error().origin == idl::Origin::Local);
  const auto opened = client.open(served.path());
  REQUIRE(!opened);
  CHECK(opened.error().code == Code::Unimplemented);
  CHECK(opened.error().executed == Executed::Maybe);
}

TEST_CASE("no descriptors travel unless both sides allow them") {
  const ServedFds strict(probe::Over::Unix, 0);
  const Fd file = ServedFds::open(strict.path()).value();
  CHECK(strict.client().size(file, std::nullopt).error().code == Code::Unimplemented);
  const ServedFds open(probe::Over::Unix);
  CHECK(open.client(0).size(file, std::nullopt).error().code == Code::Unimplemented);
  CHECK(open.client(0).open(open.path()).error().code == Code::Unimplemented);
  const ServedFds narrow(probe::Over::Unix, 1);
  std::optional<Fd> other = file.duplicate().value();
  const auto refused = narrow.client().size(file, other);
  CHECK(refused.error().code == Code::ResourceExhausted);
  CHECK(refused.error().executed == Executed::No);
  CHECK(refused.error().origin == idl::Origin::Peer);
}

TEST_CASE("an empty descriptor fails the call before it is sent, and an answer as the handler's") {
  over_both([](ServedFds& served) {
    const auto client = served.client();
    CHECK(client.size(Fd(), std::nullopt).error().code == Code::InvalidArgument);
    CHECK(client.size(Fd(), std::nullopt).error().executed == Executed::No);
    served.service.on_open = [](const std::string&) { return probe::OpenFdResult(Fd()); };
    CHECK(client.open("").error().code == Code::InvalidArgument);
    CHECK(client.open("").error().origin == idl::Origin::Application);
  });
}

TEST_CASE("an index of a descriptor that did not come fails the call alone") {
  over_both([](ServedFds& served) {
    const auto client = served.client();
    const auto size = client.size_of_numbers(0, 0xFFFF'FFFF);
    REQUIRE(!size);
    CHECK(size.error().code == Code::InvalidArgument);
    CHECK(size.error().executed == Executed::No);
    CHECK(size.error().message ==
          "the parameters do not decode: the `fd` at byte 4 names a descriptor that did not come, "
          "or one twice");
    CHECK(client.open(served.path()));
  });
}

TEST_CASE("on every way a call can end, what nobody took is closed while the connection lives") {
  over_both([](ServedFds& served) {
    const auto client = served.client();
    CHECK(!client.open("/no such file"));
    const Fd file = ServedFds::open(served.path()).value();
    const std::size_t before = open_descriptors();

    served.service.on_size = [](const Fd&, const std::optional<Fd>&) {
      return probe::SizeResult(idl::fail("ignored"));
    };
    CHECK(!client.size(file, std::nullopt));
    await_open(before);

    served.service.on_keep = [](const Fd&) { throw 1; };
    CHECK(client.keep(file));
    CHECK(!client.open_as_number(served.path()));
    await_open(before);

    client.start_open(served.path()).cancel();
    (void)client.start_open(served.path());
    (void)client.with({.timeout = 1ns}).open(served.path());
    (void)client.with({.timeout = 1ns}).size(file, std::nullopt);
    CHECK(client.open(served.path()));
    await_open(before);
  });
}

TEST_CASE("a lost connection closes what was under way in both directions") {
  over_both([](ServedFds& served) {
    probe::Gate gate;
    served.service.on_size = [&](const Fd&, const std::optional<Fd>&) {
      gate.pass();
      return probe::SizeResult(std::uint64_t{0});
    };
    const Fd file = ServedFds::open(served.path()).value();
    {
      auto channel = idl::Channel::connect(served.address, {.max_descriptors = 4});
      REQUIRE(channel);
      const probe::FdClient client(*channel);
      std::thread waiting([&] { CHECK(!client.size(file, std::nullopt)); });
      gate.await_arrivals(1);
      channel->close();
      waiting.join();
      CHECK(!client.size(file, std::nullopt));
    }
    gate.open();
    served.server.shutdown();
  });
}
