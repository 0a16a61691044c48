// Files of addresses as text: what counts, what does not, and what bad lines cost. No file is
// read.
#include "net/address_list.h"

#include <doctest/doctest.h>

#include <string>

#include "idl/resolver.h"

using idl::detail::parse_address_list;

namespace {

std::string addresses_of(std::string_view text) {
  std::string all;
  for (const auto& address : parse_address_list(text).addresses) all += to_string(address) + '\n';
  return all;
}

}  // namespace

TEST_CASE("an address a line, in their order, each once") {
  CHECK(addresses_of("tcp:b:1\nunix:/a\ntcp:b:1\nmemory:m") == "tcp:b:1\nunix:/a\nmemory:m\n");
}

TEST_CASE("blank lines, comments and blanks around an address do not count") {
  CHECK(addresses_of("\n  # none\n\t tcp:a:1  \r\n#tcp:b:2\ntcp:c:3 # third\n\n") ==
        "tcp:a:1\ntcp:c:3\n");
  CHECK(addresses_of("unix:/run/a#b\n") == "unix:/run/a#b\n");
  CHECK(addresses_of("").empty());
}

TEST_CASE("a bad line is told of with its number, and the others count") {
  const auto list = parse_address_list("tcp:a:1\nlocalhost:7000\n\nunix:here\ntcp:b:2");
  CHECK(list.addresses.size() == 2);
  REQUIRE(list.problems.size() == 2);
  CHECK(list.problems[0].starts_with("line 2: address 'localhost:7000'"));
  CHECK(list.problems[1].starts_with("line 4: "));
}

TEST_CASE("a line that is too long is told of without showing it") {
  const auto list = parse_address_list("tcp:" + std::string(100'000, 'a') + ":1\ntcp:b:2\n");
  CHECK(list.addresses.size() == 1);
  REQUIRE(list.problems.size() == 1);
  CHECK(list.problems[0] == "line 1: an address has at most 512 bytes");
}

TEST_CASE("a file full of nonsense gives a few problems and their number") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "nonsense\n";
  const auto list = parse_address_list(text);
  REQUIRE(list.problems.size() == 17);
  CHECK(list.problems.back() == "and 984 more");
}

TEST_CASE("no more addresses are taken than a channel uses") {
  std::string text;
  for (int i = 1; i <= 300; ++i) text += "tcp:host:" + std::to_string(i) + '\n';
  const auto list = parse_address_list(text);
  CHECK(list.addresses.size() == idl::kMaxEndpoints);
  REQUIRE_FALSE(list.problems.empty());
  CHECK(list.problems[0] == "line 257: more than 256 addresses; this one is not used");
}
