// The resolvers that are built in: a list, a name, a file. Names are made up, and both names and
// files fail on order.
#include "idl/resolver.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include <sys/stat.h>

#include "net/file_resolver.h"
#include "net/name_resolver.h"
#include "net/raw_address.h"
#include "tests/support/faulty_system.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace std::chrono_literals;
using namespace idl::detail;
using idl::Address;
using idl::Code;
using idl::TimePoint;
using idl::test::FaultySystem;
using idl::test::kAlways;
using idl::test::Site;

TimePoint soon() { return idl::deadline_in(60s); }

std::string text_of(const idl::Result<std::vector<Address>>& found) {
  if (!found) return to_text(found.error());
  std::string all;
  for (const Address& address : *found) all += to_string(address) + ' ';
  return all;
}

Resolved numbers(std::initializer_list<const char*> hosts) {
  Resolved found;
  for (const char* host : hosts) {
    found.addresses.push_back(
        real_system().resolve(host, 7000, ResolveMode::NumbersOnly).addresses.front());
  }
  return found;
}

void write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

TEST_CASE("a list is what it was made of, and never out of date") {
  const auto list = idl::list_resolver({idl::MemoryAddress{"a"}, idl::MemoryAddress{"b"}});
  REQUIRE(list);
  CHECK(text_of((*list)->resolve(soon())) == "memory:a memory:b ");
  CHECK(!(*list)->refresh_after());
}

TEST_CASE("a list without addresses, or with too many, is refused") {
  for (const std::size_t count : {std::size_t{0}, idl::kMaxEndpoints + 1}) {
    const auto list = idl::list_resolver(std::vector<Address>(count));
    REQUIRE_FALSE(list);
    CHECK(list.error().code == Code::AddressInvalid);
  }
}

TEST_CASE("a name becomes each of its addresses, and a later answer takes its place") {
  static FaultySystem system;
  system.resolver = [] { return numbers({"10.0.0.1", "fd00::2"}); };
  NameResolver resolver({system, steady_clock()}, {"shop", 7000}, 30s);
  CHECK(text_of(resolver.resolve(soon())) == "tcp:10.0.0.1:7000 tcp:[fd00::2]:7000 ");
  CHECK(resolver.refresh_after() == 30s);

  system.resolver = [] { return numbers({"10.0.0.3"}); };
  const auto end = soon();
  std::string found;
  while (found != "tcp:10.0.0.3:7000 " && steady_clock().now() < end) {
    found = text_of(resolver.resolve(soon()));
  }
  CHECK(found == "tcp:10.0.0.3:7000 ");
}

TEST_CASE("who knows addresses does not wait for a resolver that hangs") {
  static FaultySystem system;
  static std::mutex gate;  // outlives the thread that nobody waits for
  system.resolver = [] { return numbers({"10.0.0.1"}); };
  NameResolver resolver({system, steady_clock()}, {"shop", 7000}, 30s);
  CHECK(text_of(resolver.resolve(soon())) == "tcp:10.0.0.1:7000 ");

  std::unique_lock closed(gate);
  system.resolver = [] {
    const std::lock_guard wait(gate);
    return numbers({"10.0.0.2"});
  };
  CHECK(text_of(resolver.resolve(TimePoint::max())) == "tcp:10.0.0.1:7000 ");
  CHECK(resolver.refresh_after() == kInquiryPoll);  // look again soon: an answer is under way
  closed.unlock();
  while (text_of(resolver.resolve(soon())) != "tcp:10.0.0.2:7000 ") {
  }
}

TEST_CASE("a name that is not known fails at first, and later changes nothing") {
  static FaultySystem system;
  system.resolver = [] { return Resolved{{}, "Name or service not known"}; };
  NameResolver resolver({system, steady_clock()}, {"shop", 7000}, 30s);
  const auto unknown = resolver.resolve(soon());
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == Code::Unavailable);

  system.resolver = [] { return numbers({"10.0.0.1"}); };
  CHECK(text_of(resolver.resolve(soon())) == "tcp:10.0.0.1:7000 ");
  system.resolver = [] { return Resolved{{}, "Temporary failure in name resolution"}; };
  for (int i = 0; i < 20; ++i) CHECK(text_of(resolver.resolve(soon())) == "tcp:10.0.0.1:7000 ");
}

TEST_CASE("the first answer is waited for until the deadline") {
  static FaultySystem system;
  static std::mutex gate;
  std::unique_lock closed(gate);
  system.resolver = [] {
    const std::lock_guard wait(gate);
    return numbers({"10.0.0.1"});
  };
  NameResolver resolver({system, steady_clock()}, {"shop", 7000}, 30s);
  const auto late = resolver.resolve(TimePoint::min());
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Code::DeadlineExceeded);
  closed.unlock();
  CHECK(text_of(resolver.resolve(soon())) == "tcp:10.0.0.1:7000 ");
}

TEST_CASE("only the host of a TCP address is a name") {
  for (const char* address : {"unix:/run/shop.sock", "memory:shop", "nonsense"}) {
    const auto resolver = idl::name_resolver(address);
    REQUIRE_FALSE(resolver);
    CHECK(resolver.error().code == Code::AddressInvalid);
  }
  CHECK(idl::name_resolver("tcp:shop.example:7000"));
}

// A resolver for a file in a folder of its own, and what it has complained of.
struct Watched {
  idl::test::TemporaryFolder folder;
  std::filesystem::path path = folder.path() / "servers";
  FaultySystem system;
  std::vector<std::string> problems;
  FileResolver resolver{system, path.string(), {.on_problem = [this](const idl::Error& error) {
                          problems.push_back(error.message);
                        }}};
};

TEST_CASE("a file is read anew each time") {
  Watched watched;
  write(watched.path, "tcp:a:1\ntcp:b:2\n");
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 tcp:b:2 ");
  write(watched.path, "tcp:b:2\n");
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:b:2 ");
  CHECK(watched.resolver.refresh_after() == 1s);
  CHECK(watched.problems.empty());
}

TEST_CASE("bad lines are told of once, and the good ones hold") {
  Watched watched;
  write(watched.path, "tcp:a:1\nnonsense\n");
  for (int i = 0; i < 3; ++i) CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 ");
  REQUIRE(watched.problems.size() == 1);
  CHECK(watched.problems[0].find("servers: line 2: ") != std::string::npos);
  write(watched.path, "tcp:a:1\nrubbish\n");
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 ");
  CHECK(watched.problems.size() == 2);
}

TEST_CASE("a file that is gone, empty, too large or no file changes nothing, and says so") {
  Watched watched;
  write(watched.path, "tcp:a:1\n");
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 ");
  SUBCASE("gone") { std::filesystem::remove(watched.path); }
  SUBCASE("empty") { write(watched.path, "# nobody\n"); }
  SUBCASE("too large") { write(watched.path, std::string(idl::kMaxAddressFileBytes + 1, '\n')); }
  SUBCASE("a folder") {
    std::filesystem::remove(watched.path);
    std::filesystem::create_directory(watched.path);
  }
  SUBCASE("a pipe") {
    std::filesystem::remove(watched.path);
    REQUIRE(::mkfifo(watched.path.c_str(), 0600) == 0);
  }
  SUBCASE("a disk that fails") {
    watched.system.fail(Site::ReadFile, std::errc::io_error, kAlways);
  }
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 ");
  CHECK(watched.problems.size() == 1);
}

TEST_CASE("without a good list before, the first problem is the error") {
  Watched watched;
  const auto missing = watched.resolver.resolve(soon());
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message.find("servers") != std::string::npos);
  CHECK(missing.error().message.find("No such file") != std::string::npos);
  write(watched.path, "nonsense\n");
  const auto bad = watched.resolver.resolve(soon());
  REQUIRE_FALSE(bad);
  CHECK(bad.error().code == Code::AddressInvalid);
  CHECK(bad.error().message.find("line 1: ") != std::string::npos);
}

TEST_CASE("a file of exactly the greatest size is read") {
  Watched watched;
  std::string text = "tcp:a:1\n";
  text += std::string(idl::kMaxAddressFileBytes - text.size(), '\n');
  write(watched.path, text);
  CHECK(text_of(watched.resolver.resolve(soon())) == "tcp:a:1 ");
}

}  // namespace
