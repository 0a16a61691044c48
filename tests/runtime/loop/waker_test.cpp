// A waker's descriptor is readable from a wake to the next
// clear, and no wake is lost.
#include "loop/waker.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "tests/support/faulty_system.h"

namespace {

using namespace idl::detail;
using idl::test::FaultySystem;
using idl::test::Site;

bool is_readable(const Waker& waker) {
  pollfd asked{waker.fd(), POLLIN, 0};
  return real_system().poll({&asked, 1}, 0).value == 1;
}

std::unique_ptr<Waker> make_waker(System& system) {
  auto waker = Waker::create(system);
  REQUIRE(waker);
  return *std::move(waker);
}

TEST_CASE("a wake makes it readable, a clear unreadable") {
  FaultySystem system;
  const auto waker = make_waker(system);
  CHECK_FALSE(is_readable(*waker));
  waker->wake();
  CHECK(is_readable(*waker));
  waker->clear();
  CHECK_FALSE(is_readable(*waker));
  waker->clear();
  waker->wake();
  CHECK(is_readable(*waker));
}

TEST_CASE("many wakes cost one system call") {
  FaultySystem system;
  const auto waker = make_waker(system);
  for (int i = 0; i < 100; ++i) waker->wake();
  CHECK(system.calls(Site::WriteEventfd) == 1);
  waker->clear();
  CHECK_FALSE(is_readable(*waker));
}

TEST_CASE("signals that interrupt it do no harm") {
  FaultySystem system;
  const auto waker = make_waker(system);
  system.fail(Site::WriteEventfd, std::errc::interrupted, 3);
  waker->wake();
  CHECK(is_readable(*waker));
  system.fail(Site::ReadEventfd, std::errc::interrupted, 3);
  waker->clear();
  CHECK_FALSE(is_readable(*waker));
}

TEST_CASE("without descriptors there is no waker, and the error says so") {
  FaultySystem system;
  system.fail(Site::MakeEventfd, std::errc::too_many_files_open);
  const auto waker = Waker::create(system);
  REQUIRE_FALSE(waker);
  CHECK(waker.error().code == idl::Code::ResourceExhausted);
}

TEST_CASE("work that is made visible before a wake is always found") {
  constexpr int kItems = 20'000;
  const auto waker = make_waker(real_system());
  std::atomic<int> work{0};
  std::thread producer([&] {
    for (int i = 0; i < kItems; ++i) {
      work.fetch_add(1);
      waker->wake();
    }
  });
  for (int found = 0; found < kItems;) {
    pollfd asked{waker->fd(), POLLIN, 0};
    (void)real_system().poll({&asked, 1}, -1);
    waker->clear();
    found += work.exchange(0);
  }
  producer.join();
}

}  // namespace
