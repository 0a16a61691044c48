// Names under a deadline: the system's resolver may hang, the
// caller does not.
#include "net/resolver.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>

#include "net/raw_address.h"
#include "tests/support/faulty_system.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::detail;
using idl::Code;
using idl::TimePoint;
using idl::test::FaultySystem;

TimePoint soon() { return idl::deadline_in(60s); }

Resolved loopback() { return real_system().resolve("127.0.0.1", 7000, ResolveMode::NumbersOnly); }

// A resolver that hangs until it is let go; it lives on until its last thread has left.
class HangingResolver {
 public:
  Resolved operator()() {
    std::unique_lock lock(mutex_);
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return let_go_; });
    --inside_;
    changed_.notify_all();
    return loopback();
  }

  void wait_until_inside(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return inside_ == count; });
  }

  void let_go() {
    const std::lock_guard lock(mutex_);
    let_go_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool let_go_ = false;
  int inside_ = 0;
};

TEST_CASE("numbers are read at once, even past the deadline and with a resolver that is broken") {
  FaultySystem system;
  system.resolver = [] { return Resolved{{}, "broken"}; };
  for (const char* host : {"127.0.0.1", "::1"}) {
    CAPTURE(host);
    const auto found = resolve({system, steady_clock()}, {host, 7000}, TimePoint::min());
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(std::get<idl::TcpAddress>(from_raw(found->front())) == idl::TcpAddress{host, 7000});
  }
}

TEST_CASE("a name may stand for several addresses, which keep their order") {
  FaultySystem system;
  system.resolver = [] {
    Resolved found = loopback();
    found.addresses.push_back(
        real_system().resolve("127.0.0.2", 7000, ResolveMode::NumbersOnly).addresses.front());
    return found;
  };
  const auto found = resolve({system, steady_clock()}, {"shop", 7000}, TimePoint::max());
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK(to_string(from_raw(found->at(0))) == "tcp:127.0.0.1:7000");
  CHECK(to_string(from_raw(found->at(1))) == "tcp:127.0.0.2:7000");
}

TEST_CASE("an unknown name is Unavailable, in the resolver's words") {
  FaultySystem system;
  system.resolver = [] { return Resolved{{}, "Name or service not known"}; };
  const auto found = resolve({system, steady_clock()}, {"shop", 7000}, soon());
  REQUIRE_FALSE(found);
  CHECK(found.error().code == Code::Unavailable);
  CHECK(found.error().message == "cannot resolve 'shop': Name or service not known");
}

TEST_CASE("a resolver that hangs does not hold the caller; too many that hang are refused") {
  static FaultySystem system;  // both outlive the threads that nobody waits for
  static HangingResolver hanging;
  system.resolver = [] { return hanging(); };
  const World world{system, steady_clock()};
  for (int i = 0; i < kMaxResolverThreads; ++i) {
    const auto found = resolve(world, {"shop", 7000}, TimePoint::min());
    REQUIRE_FALSE(found);
    CHECK(found.error().code == Code::DeadlineExceeded);
    CHECK(found.error().message == "the deadline passed while 'shop' was being resolved");
  }
  hanging.wait_until_inside(kMaxResolverThreads);
  const auto refused = resolve(world, {"shop", 7000}, soon());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::ResourceExhausted);

  hanging.let_go();
  hanging.wait_until_inside(0);
  // The threads give their places back a moment after the resolver let them go.
  for (;;) {
    const auto found = resolve(world, {"shop", 7000}, soon());
    if (found) break;
    REQUIRE(found.error().code == Code::ResourceExhausted);
  }
}

}  // namespace
