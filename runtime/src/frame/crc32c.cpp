// CRC-32C. The tables handle eight bytes a step ("slicing by eight"); the instruction of SSE 4.2
// handles as many and is found at run time, so that one binary serves every x86-64 machine.
#include "frame/crc32c.h"

#include <array>
#include <cstddef>

#include "idl/wire/little_endian.h"

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace idl::detail {
namespace {

constexpr std::uint32_t kReversedPolynomial = 0x82F63B78;
constexpr std::size_t kStep = 8;

using Tables = std::array<std::array<std::uint32_t, 256>, kStep>;

constexpr Tables make_tables() {
  Tables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc & 1) != 0 ? (crc >> 1) ^ kReversedPolynomial : crc >> 1;
    }
    tables[0][byte] = crc;
  }
  for (std::size_t level = 1; level < kStep; ++level) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t below = tables[level - 1][byte];
      tables[level][byte] = (below >> 8) ^ tables[0][below & 0xFF];
    }
  }
  return tables;
}

constexpr Tables kTables = make_tables();

std::uint32_t step_portable(std::uint32_t crc, const std::byte* from) {
  const std::uint64_t word = load_number<std::uint64_t>(from) ^ crc;
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < kStep; ++i) {
    sum ^= kTables[kStep - 1 - i][(word >> (8 * i)) & 0xFF];
  }
  return sum;
}

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32c_sse(BytesView bytes, std::uint32_t before) {
  std::uint64_t crc = ~before;
  while (bytes.size() >= kStep) {
    crc = _mm_crc32_u64(crc, load_number<std::uint64_t>(bytes.data()));
    bytes = bytes.subspan(kStep);
  }
  std::uint32_t sum = static_cast<std::uint32_t>(crc);
  if (bytes.size() >= 4) {
    sum = _mm_crc32_u32(sum, load_number<std::uint32_t>(bytes.data()));
    bytes = bytes.subspan(4);
  }
  if (bytes.size() >= 2) {
    sum = _mm_crc32_u16(sum, load_number<std::uint16_t>(bytes.data()));
    bytes = bytes.subspan(2);
  }
  if (!bytes.empty()) sum = _mm_crc32_u8(sum, std::to_integer<std::uint8_t>(bytes.front()));
  return ~sum;
}
#endif

}  // namespace

std::uint32_t crc32c_portable(BytesView bytes, std::uint32_t before) {
  std::uint32_t crc = ~before;
  while (bytes.size() >= kStep) {
    crc = step_portable(crc, bytes.data());
    bytes = bytes.subspan(kStep);
  }
  for (const std::byte byte : bytes) {
    crc = (crc >> 8) ^ kTables[0][(crc ^ std::to_integer<std::uint32_t>(byte)) & 0xFF];
  }
  return ~crc;
}

std::uint32_t crc32c(BytesView bytes, std::uint32_t before) {
#if defined(__x86_64__)
  static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
  if (has_instruction) return crc32c_sse(bytes, before);
#endif
  return crc32c_portable(bytes, before);
}

}  // namespace idl::detail
