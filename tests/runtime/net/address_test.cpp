// Addresses as users write them: each form goes there and
// back, each mistake has its message.
#include "idl/address.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using idl::Address;
using idl::FdAddress;
using idl::MemoryAddress;
using idl::ShmAddress;
using idl::TcpAddress;
using idl::UnixAddress;

TEST_CASE("every form of address is read, and printed as it was written") {
  struct Row {
    std::string text;
    Address address;
  };
  const std::string longest_path = "/" + std::string(106, 'p');
  const Row rows[] = {
      {"tcp:127.0.0.1:7000", TcpAddress{"127.0.0.1", 7000}},
      {"tcp:localhost:0", TcpAddress{"localhost", 0}},
      {"tcp:shop.example.org:65535", TcpAddress{"shop.example.org", 65535}},
      {"tcp:[::1]:7000", TcpAddress{"::1", 7000}},
      {"tcp:[fe80::1%eth0]:7000", TcpAddress{"fe80::1%eth0", 7000}},
      {"tcp:[::ffff:127.0.0.1]:1", TcpAddress{"::ffff:127.0.0.1", 1}},
      {"unix:/run/shop.sock", UnixAddress{"/run/shop.sock", false}},
      {"unix:/a path with spaces: and colons", UnixAddress{"/a path with spaces: and colons"}},
      {"unix:" + longest_path, UnixAddress{longest_path, false}},
      {"unix:@shop", UnixAddress{"shop", true}},
      {"shm:/run/board.shm", ShmAddress{"/run/board.shm"}},
      {"shm:" + longest_path, ShmAddress{longest_path}},
      {"memory:shop", MemoryAddress{"shop"}},
      {"memory:shop/v1:main", MemoryAddress{"shop/v1:main"}},
      {"fd:3", FdAddress{3}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto parsed = idl::parse_address(row.text);
    REQUIRE(parsed);
    CHECK(*parsed == row.address);
    CHECK(to_string(*parsed) == row.text);
  }
}

TEST_CASE("every mistake in an address has a message that helps") {
  struct Row {
    std::string text;
    std::string message;  // a part of it
  };
  const Row rows[] = {
      {"", "the address is empty; an address is tcp:HOST:PORT, unix:/path"},
      {"shop",
       "unknown kind 'shop'; an address is tcp:HOST:PORT, unix:/path, unix:@name, shm:/path, "
       "memory:name or fd:NUMBER"},
      {"fd:", "the number of an inherited descriptor is missing, as in fd:3"},
      {"fd:x", "the number of an inherited descriptor"},
      {"fd:-1", "the number of an inherited descriptor"},
      {"fd:99999999999", "the number of an inherited descriptor"},
      {"http://localhost:80/", "unknown kind 'http'"},
      {"TCP:localhost:80", "unknown kind 'TCP'"},
      {"localhost:7000", "did you mean 'tcp:localhost:7000'?"},
      {"/run/shop.sock", "did you mean 'unix:/run/shop.sock'?"},
      {"tcp:", "the host is missing: write tcp:127.0.0.1:7000 for this machine"},
      {"tcp::7000", "the host is missing"},
      {"tcp:localhost", "the port is missing: write it behind the host"},
      {"tcp:localhost:", "the port is missing"},
      {"tcp:[::1]", "the port is missing"},
      {"tcp:localhost:http", "the port 'http' is not a number"},
      {"tcp:localhost:-1", "the port '-1' is not a number"},
      {"tcp:localhost: 80", "the port ' 80' is not a number"},
      {"tcp:localhost:65536", "the port 65536 is too big: the biggest is 65535"},
      {"tcp:localhost:99999999999999999999", "is too big"},
      {"tcp:::1:7000", "too many colons: an IPv6 address stands in brackets, as in tcp:[::1]:7000"},
      {"tcp:[::1:7000", "the bracket of the IPv6 address is not closed"},
      {"tcp:[::1]7000", "behind the bracket stands :PORT and nothing else"},
      {"tcp:[localhost]:7000", "'localhost' is not an IPv6 address"},
      {"tcp:[]:7000", "'' is not an IPv6 address"},
      {"tcp:a b:7000", "the host holds a character that no name has"},
      {"tcp:a/b:7000", "the host holds a character that no name has"},
      {"tcp:" + std::string(254, 'h') + ":7000", "longer than the 253 characters"},
      {"unix:", "a Unix socket has an absolute path, as in unix:/run/user/1000/shop.sock"},
      {"unix:shop.sock", "a Unix socket has an absolute path"},
      {"unix:@", "the name of the socket is missing"},
      {"unix:/run/", "the name of the socket is missing"},
      {"unix:/" + std::string(107, 'p'), "the path has 108 bytes, but the system allows 107"},
      {"unix:@" + std::string(108, 'p'), "the path has 108 bytes, but the system allows 107"},
      {std::string("unix:/a\0b", 9), "the path holds a zero byte"},
      {"shm:", "shared memory has an absolute path to meet at, as in shm:/run/user/1000/board.shm"},
      {"shm:board", "shared memory has an absolute path"},
      {"shm:@board", "shared memory has an absolute path"},
      {"shm:/run/", "the name of the socket is missing"},
      {"shm:/" + std::string(107, 'p'), "the path has 108 bytes, but the system allows 107"},
      {std::string("shm:/a\0b", 8), "the path holds a zero byte"},
      {"memory:", "the name is missing, as in memory:shop"},
      {"memory:my shop", "the name holds a space or a character that cannot be printed"},
      {"memory:" + std::string(256, 'm'), "the name is longer than 255 bytes"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto parsed = idl::parse_address(row.text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == idl::Code::AddressInvalid);
    CAPTURE(parsed.error().message);
    CHECK(parsed.error().message.find(row.message) != std::string::npos);
    CHECK(parsed.error().message.find(row.text) != std::string::npos);
  }
}

}  // namespace
