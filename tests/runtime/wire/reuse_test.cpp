// Reading into a value that already holds something: containers are replaced, never extended, as
// declared defaults of parameters and fields require.
#include <doctest/doctest.h>

#include "idl/wire.h"
#include "sample.h"
#include "vectors.h"

namespace sample {
namespace {

template <class T>
bool read_into(T& value, std::string_view hex) {
  const idl::Bytes bytes = from_hex(hex);
  idl::Decoder decoder(bytes);
  return decoder.input().read(value);
}

TEST_CASE("a list replaces what was there") {
  std::vector<std::uint8_t> bytes = {1, 2, 3};
  CHECK(read_into(bytes, "01000000 09"));
  CHECK(bytes == std::vector<std::uint8_t>{9});
  CHECK(read_into(bytes, ""));
  CHECK(bytes.empty());

  std::vector<bool> flags = {true, true};
  CHECK(read_into(flags, "01000000 00"));
  CHECK(flags == std::vector<bool>{false});

  std::vector<std::string> words = {"new", "web"};
  CHECK(read_into(words, ""));
  CHECK(words.empty());
}

TEST_CASE("a set and a map replace what was there") {
  std::set<std::uint16_t> set = {7};
  CHECK(read_into(set, "01000000 0100"));
  CHECK(set == std::set<std::uint16_t>{1});
  CHECK(read_into(set, ""));
  CHECK(set.empty());

  std::map<std::uint8_t, std::uint16_t> map = {{std::uint8_t{9}, std::uint16_t{9}}};
  CHECK(read_into(map, ""));
  CHECK(map.empty());
}

TEST_CASE("text, bytes and optionals replace what was there") {
  std::string text = "GET";
  CHECK(read_into(text, ""));
  CHECK(text.empty());
  idl::Bytes bytes(3);
  CHECK(read_into(bytes, ""));
  CHECK(bytes.empty());
  std::optional<std::string> note = "x";
  CHECK(read_into(note, "ffffffff"));
  CHECK_FALSE(note.has_value());
  std::optional<std::uint16_t> rank = std::uint16_t{1};
  CHECK(read_into(rank, "000000"));
  CHECK_FALSE(rank.has_value());
  std::array<std::string, 2> pair = {"a", "b"};
  CHECK(read_into(pair, ""));
  CHECK(pair == std::array<std::string, 2>{});
}

}  // namespace
}  // namespace sample
