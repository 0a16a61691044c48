// Parameters and results: packs of values that travel as a struct, and what older and newer peers
// make of them.
#include "idl/wire/parameters.h"

#include <doctest/doctest.h>

#include "idl/wire.h"
#include "sample.h"
#include "vectors.h"

namespace sample {
namespace {

template <class... Values>
idl::Bytes encode_block(const Values&... values) {
  idl::Measure measure;
  const std::size_t size = idl::detail::measure_block(measure, values...);
  REQUIRE(measure.accepts(size));
  idl::Bytes bytes(size);
  const std::byte* const end = idl::detail::write_block(bytes.data(), values...);
  REQUIRE(end == bytes.data() + size);
  return bytes;
}

template <class... Values>
std::string decode_block(std::string_view hex, Values&... values) {
  const idl::Bytes bytes = from_hex(hex);
  idl::Decoder decoder(bytes);
  return idl::detail::read_block(decoder.input(), values...) ? "" : decoder.error().message;
}

TEST_CASE("no parameters are an empty block") {
  CHECK(to_hex(encode_block()) == "00000000");
  CHECK(decode_block("00000000") == "");
}

TEST_CASE("parameters are slots in their order, then bodies") {
  const std::uint64_t id = 7;
  const std::optional<std::string> reason = "no";
  CHECK(to_hex(encode_block(id, reason)) ==
        "0c000000"
        "0700000000000000"
        "02000000"
        "6e6f");
  std::uint64_t id_read = 0;
  std::optional<std::string> reason_read;
  CHECK(decode_block("0c000000 0700000000000000 02000000 6e6f", id_read, reason_read) == "");
  CHECK(id_read == id);
  CHECK(reason_read == reason);
}

TEST_CASE("a parameter that an older client does not have keeps its declared default") {
  std::uint64_t id = 0;
  std::string verb = "GET";
  CHECK(decode_block("08000000 0700000000000000", id, verb) == "");
  CHECK(id == 7);
  CHECK(verb == "GET");
}

TEST_CASE("a parameter that an older server does not have is skipped") {
  std::uint64_t id = 0;
  CHECK(decode_block("0c000000 0700000000000000 02000000 6e6f", id) == "");
  CHECK(id == 7);
}

TEST_CASE("a single result is slot 1, whatever it is") {
  CHECK(to_hex(encode_block(std::vector<std::uint8_t>{})) ==
        "04000000"
        "00000000");
  CHECK(to_hex(encode_block(true)) ==
        "01000000"
        "01");
  Payment payment;
  payment.value.emplace<3>();
  CHECK(to_hex(encode_block(payment)) ==
        "08000000"
        "03000000"
        "00000000");
}

TEST_CASE("bad parameters are reported with their place") {
  bool flag = false;
  std::string text;
  CHECK(decode_block("05000000 02 00000000", flag, text) ==
        "the bool at byte 4 is neither 0 nor 1");
  CHECK(decode_block("05000000 01 01000000 ff", flag, text) ==
        "the text at byte 9 is not valid UTF-8");
  CHECK(decode_block("05000000 01 00000000 00", flag, text) ==
        "the rest at byte 9 belongs to no value");
}

TEST_CASE("of several flaws the first is reported") {
  bool flag = true;
  std::string text;
  CHECK(decode_block("05000000 02 01000000 ff", flag, text) ==
        "the bool at byte 4 is neither 0 nor 1");
  CHECK(decode_block("08000000 02000000 01000000 61", text, text) ==
        "the length at byte 4 reaches beyond what there is");
}

}  // namespace
}  // namespace sample
