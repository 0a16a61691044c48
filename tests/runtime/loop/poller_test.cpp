// Both back ends keep one contract: each test runs on epoll and on poll. A test names what it
// expects once, for both of them.
#include "loop/poller.h"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <set>
#include <thread>
#include <vector>

#include "base/unique_fd.h"
#include "tests/support/faulty_system.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::detail;
using idl::Interest;
using idl::test::FaultySystem;
using idl::test::Site;

// A pair of connected sockets.
struct Pair {
  UniqueFd near;
  UniqueFd far;

  Pair() {
    std::array<int, 2> fds{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds.data()) == 0);
    near.reset(fds[0]);
    far.reset(fds[1]);
  }

  void send_from_far() const { CHECK(::send(far.get(), "x", 1, 0) == 1); }
  void receive_at_near() const {
    char byte = 0;
    CHECK(::recv(near.get(), &byte, 1, 0) == 1);
  }
  // Until the far end's bytes have no more room.
  void fill_from_near() const {
    const std::array<char, 4096> block{};
    while (::send(near.get(), block.data(), block.size(), MSG_NOSIGNAL) > 0) {
    }
  }
};

using Test = std::function<void(Poller&, FaultySystem&)>;

void on_each_backend(const Test& test) {
  using Make = idl::Result<std::unique_ptr<Poller>> (*)(System&);
  const std::pair<const char*, Make> backends[] = {{"epoll", make_epoll_poller},
                                                   {"poll", make_poll_poller}};
  for (const auto& [name, make] : backends) {
    CAPTURE(name);
    FaultySystem system;
    auto poller = make(system);
    REQUIRE(poller);
    test(**poller, system);
  }
}

// What is ready, without or with waiting. A wait may end early with nothing, so it is repeated.
std::vector<Ready> ready_now(Poller& poller) {
  std::array<Ready, 8> ready;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto count = poller.wait(ready, 0ns);
    REQUIRE(count);
    if (*count > 0) return {ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(*count)};
  }
  return {};
}

std::vector<Ready> wait_for_ready(Poller& poller) {
  for (;;) {
    std::array<Ready, 8> ready;
    const auto count = poller.wait(ready, kForever);
    REQUIRE(count);
    if (*count > 0) return {ready.begin(), ready.begin() + static_cast<std::ptrdiff_t>(*count)};
  }
}

TEST_CASE("what can be read is reported until it was read") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{7}, Interest::Read));
    CHECK(ready_now(poller).empty());
    pair.send_from_far();
    for (int i = 0; i < 2; ++i) {
      const auto ready = ready_now(poller);
      REQUIRE(ready.size() == 1);
      CHECK(ready[0].token == Token{7});
      CHECK(ready[0].interest == Interest::Read);
    }
    pair.receive_at_near();
    CHECK(ready_now(poller).empty());
  });
}

TEST_CASE("room to write is reported to those who ask for it, and only while there is some") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::Read));
    CHECK(ready_now(poller).empty());
    REQUIRE(poller.modify(pair.near.get(), Token{1}, Interest::Both));
    const auto ready = ready_now(poller);
    REQUIRE(ready.size() == 1);
    CHECK(ready[0].interest == Interest::Write);
    pair.fill_from_near();
    CHECK(ready_now(poller).empty());
  });
}

TEST_CASE("interest in nothing hears nothing, not even a hang-up") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::Read));
    REQUIRE(poller.modify(pair.near.get(), Token{1}, Interest::None));
    pair.far.reset();
    CHECK(ready_now(poller).empty());
    REQUIRE(poller.modify(pair.near.get(), Token{1}, Interest::Read));
    CHECK(ready_now(poller).size() == 1);
  });
}

TEST_CASE("a descriptor may be added with interest in nothing") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    pair.send_from_far();
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::None));
    CHECK(ready_now(poller).empty());
    REQUIRE(poller.modify(pair.near.get(), Token{1}, Interest::Read));
    CHECK(ready_now(poller).size() == 1);
  });
}

TEST_CASE("a hang-up is ready for both") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::Read));
    pair.far.reset();
    const auto ready = ready_now(poller);
    REQUIRE(ready.size() == 1);
    CHECK(ready[0].interest == Interest::Both);
  });
}

TEST_CASE("what was removed is not reported, and removing twice is harmless") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::Read));
    pair.send_from_far();
    poller.remove(pair.near.get());
    poller.remove(pair.near.get());
    CHECK(ready_now(poller).empty());
    REQUIRE(poller.add(pair.near.get(), Token{2}, Interest::Read));
    REQUIRE(ready_now(poller).size() == 1);
    CHECK(ready_now(poller)[0].token == Token{2});
  });
}

TEST_CASE("a descriptor is added once") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{1}, Interest::Read));
    const auto again = poller.add(pair.near.get(), Token{2}, Interest::Read);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == idl::Code::SystemError);
  });
}

TEST_CASE("with little room for the answer, nobody starves") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const std::array<Pair, 5> pairs;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      REQUIRE(poller.add(pairs[i].near.get(), Token{i}, Interest::Read));
      pairs[i].send_from_far();
    }
    std::set<Token> seen;
    for (int wait = 0; wait < 20; ++wait) {
      std::array<Ready, 2> ready;
      const auto count = poller.wait(ready, 0ns);
      REQUIRE(count);
      REQUIRE(*count <= ready.size());
      for (std::size_t i = 0; i < *count; ++i) seen.insert(ready[i].token);
    }
    CHECK(seen.size() == pairs.size());
  });
}

TEST_CASE("a descriptor that is added while another thread waits ends that wait") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    pair.send_from_far();
    std::vector<Ready> ready;
    std::thread waiting([&] { ready = wait_for_ready(poller); });
    CHECK(poller.add(pair.near.get(), Token{3}, Interest::Read));
    waiting.join();
    REQUIRE(ready.size() == 1);
    CHECK(ready[0].token == Token{3});
  });
}

TEST_CASE("an interest that is changed while another thread waits ends that wait") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair pair;
    REQUIRE(poller.add(pair.near.get(), Token{3}, Interest::Read));
    std::vector<Ready> ready;
    std::thread waiting([&] { ready = wait_for_ready(poller); });
    CHECK(poller.modify(pair.near.get(), Token{3}, Interest::Both));
    waiting.join();
    REQUIRE(ready.size() == 1);
    CHECK(ready[0].interest == Interest::Write);
  });
}

TEST_CASE("threads may take turns at waiting while others change what is watched") {
  on_each_backend([](Poller& poller, FaultySystem&) {
    const Pair alarm;
    REQUIRE(poller.add(alarm.near.get(), Token{0}, Interest::Read));
    std::thread changing([&] {
      for (std::uint64_t i = 1; i <= 200; ++i) {
        const Pair pair;
        CHECK(poller.add(pair.near.get(), Token{i}, Interest::Read));
        pair.send_from_far();
        poller.remove(pair.near.get());
      }
      alarm.send_from_far();
    });
    for (bool done = false; !done;) {
      std::thread turn([&] {
        for (const Ready& ready : wait_for_ready(poller)) done = done || ready.token == Token{0};
      });
      turn.join();
    }
    changing.join();
  });
}

TEST_CASE("a signal ends a wait early, without an error") {
  on_each_backend([](Poller& poller, FaultySystem& system) {
    system.fail(Site::Poll, std::errc::interrupted);
    system.fail(Site::WaitEpoll, std::errc::interrupted);
    std::array<Ready, 1> ready;
    const auto count = poller.wait(ready, kForever);
    REQUIRE(count);
    CHECK(*count == 0);
  });
}

TEST_CASE("a wait that the system refuses is an error") {
  on_each_backend([](Poller& poller, FaultySystem& system) {
    system.fail(Site::Poll, std::errc::not_enough_memory);
    system.fail(Site::WaitEpoll, std::errc::not_enough_memory);
    std::array<Ready, 1> ready;
    const auto count = poller.wait(ready, 0ns);
    REQUIRE_FALSE(count);
    CHECK(count.error().code == idl::Code::ResourceExhausted);
  });
}

TEST_CASE("epoll: registrations survive signals and report exhaustion") {
  FaultySystem system;
  auto poller = make_epoll_poller(system);
  REQUIRE(poller);
  const Pair pair;
  system.fail(Site::ControlEpoll, std::errc::interrupted, 2);
  CHECK((*poller)->add(pair.near.get(), Token{1}, Interest::Read));
  system.fail(Site::ControlEpoll, std::errc::not_enough_memory);
  const auto modified = (*poller)->modify(pair.near.get(), Token{1}, Interest::Both);
  REQUIRE_FALSE(modified);
  CHECK(modified.error().code == idl::Code::ResourceExhausted);
}

TEST_CASE("without descriptors there is no poller, and the error says so") {
  FaultySystem system;
  system.fail(Site::MakeEpoll, std::errc::too_many_files_open);
  system.fail(Site::MakeEventfd, std::errc::too_many_files_open);
  for (const auto make : {make_epoll_poller, make_poll_poller}) {
    const auto poller = make(system);
    REQUIRE_FALSE(poller);
    CHECK(poller.error().code == idl::Code::ResourceExhausted);
  }
}

}  // namespace
