// CRC-32C against the published vectors of RFC 3720, and both
// implementations against each other.
#include "frame/crc32c.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace idl;
using namespace idl::detail;

namespace {

Bytes bytes_of(std::string_view text) {
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  return Bytes(begin, begin + text.size());
}

Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::byte>(i * 7 + i / 256);
  return bytes;
}

}  // namespace

TEST_CASE("crc32c gives the values of RFC 3720, B.4") {
  CHECK(crc32c(Bytes(32, std::byte{0})) == 0x8A9136AA);
  CHECK(crc32c(Bytes(32, std::byte{0xFF})) == 0x62A8AB43);
  CHECK(crc32c(bytes_of("123456789")) == 0xE3069283);
  CHECK(crc32c({}) == 0);
}

TEST_CASE("crc32c: tables and instruction agree at every length and alignment") {
  const Bytes bytes = counting(300);
  for (std::size_t begin = 0; begin < 9; ++begin) {
    for (std::size_t size = 0; begin + size <= 100; ++size) {
      const BytesView part = BytesView(bytes).subspan(begin, size);
      REQUIRE(crc32c(part) == crc32c_portable(part));
    }
  }
}

TEST_CASE("crc32c can be computed piece by piece") {
  const Bytes bytes = counting(300);
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const std::uint32_t front = crc32c(BytesView(bytes).first(cut));
    REQUIRE(crc32c(BytesView(bytes).subspan(cut), front) == crc32c(bytes));
  }
}
