// Addresses as the system spells them.
// Each is converted there and back.
#include "net/raw_address.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace idl::detail;
using idl::Address;
using idl::UnixAddress;

RawAddress numeric(const std::string& host, std::uint16_t port) {
  const Resolved resolved = real_system().resolve(host, port, ResolveMode::NumbersOnly);
  REQUIRE(resolved.failure.empty());
  return resolved.addresses.front();
}

TEST_CASE("the system's addresses print as users write them") {
  CHECK(to_string(from_raw(numeric("127.0.0.1", 7000))) == "tcp:127.0.0.1:7000");
  CHECK(to_string(from_raw(numeric("0:0::0:1", 7000))) == "tcp:[::1]:7000");
  CHECK(to_string(from_raw(numeric("fe80::1%1", 7))) == "tcp:[fe80::1%1]:7");
}

TEST_CASE("Unix addresses go there and back") {
  const UnixAddress addresses[] = {
      {"/run/shop.sock", false},
      {"/" + std::string(kMaxUnixPathBytes - 1, 'p'), false},
      {"shop", true},
      {std::string(kMaxUnixPathBytes, 'n'), true},
      {std::string("with\0zero", 9), true},
  };
  for (const UnixAddress& address : addresses) {
    CAPTURE(address.path);
    CHECK(from_raw(to_raw(address)) == Address(address));
  }
}

TEST_CASE("an unnamed Unix socket has an empty path") {
  RawAddress unnamed;
  unnamed.storage.ss_family = AF_UNIX;
  unnamed.size = sizeof unnamed.storage.ss_family;
  CHECK(from_raw(unnamed) == Address(UnixAddress{}));
}

TEST_CASE("only this machine reaches a loopback address") {
  CHECK(is_loopback(numeric("127.0.0.1", 1)));
  CHECK(is_loopback(numeric("127.255.3.4", 1)));
  CHECK(is_loopback(numeric("::1", 1)));
  CHECK(is_loopback(numeric("::ffff:127.0.0.1", 1)));
  CHECK_FALSE(is_loopback(numeric("0.0.0.0", 1)));
  CHECK_FALSE(is_loopback(numeric("::", 1)));
  CHECK_FALSE(is_loopback(numeric("128.0.0.1", 1)));
  CHECK_FALSE(is_loopback(numeric("192.168.127.1", 1)));
  CHECK_FALSE(is_loopback(numeric("::ffff:10.0.0.127", 1)));
}

TEST_CASE("addresses are the same if host and port are") {
  CHECK(same_address(numeric("127.0.0.1", 1), numeric("127.0.0.1", 1)));
  CHECK_FALSE(same_address(numeric("127.0.0.1", 1), numeric("127.0.0.1", 2)));
  CHECK_FALSE(same_address(numeric("127.0.0.1", 1), numeric("127.0.0.2", 1)));
  CHECK_FALSE(same_address(numeric("127.0.0.1", 1), numeric("::1", 1)));
}

}  // namespace
