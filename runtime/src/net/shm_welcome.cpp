// Seven letters, the version, the size of a ring, and four bytes that are set aside. Numbers are
// little-endian, although both sides are on one machine: so the page about it is short.
#include "net/shm_welcome.h"

#include <algorithm>
#include <string_view>

#include "net/shm_memory.h"

namespace idl::detail {
namespace {

constexpr std::string_view kMagic{"idl-shm\x02", 8};
constexpr std::size_t kSizeOffset = 8;
constexpr std::size_t kSizeBytes = 4;

}  // namespace

std::array<std::byte, kShmWelcomeBytes> encode_shm_welcome(std::uint32_t ring_bytes) {
  std::array<std::byte, kShmWelcomeBytes> bytes{};
  const auto magic = std::as_bytes(std::span(kMagic));
  std::copy(magic.begin(), magic.end(), bytes.begin());
  for (std::size_t i = 0; i < kSizeBytes; ++i) {
    bytes[kSizeOffset + i] = static_cast<std::byte>(ring_bytes >> (8 * i));
  }
  return bytes;
}

std::optional<std::uint32_t> decode_shm_welcome(std::span<const std::byte> bytes) {
  const auto magic = std::as_bytes(std::span(kMagic));
  if (bytes.size() != kShmWelcomeBytes) return std::nullopt;
  if (!std::equal(magic.begin(), magic.end(), bytes.begin())) return std::nullopt;
  std::uint32_t ring_bytes = 0;
  for (std::size_t i = 0; i < kSizeBytes; ++i) {
    ring_bytes |= std::to_integer<std::uint32_t>(bytes[kSizeOffset + i]) << (8 * i);
  }
  if (!is_shm_ring_size(ring_bytes)) return std::nullopt;
  return ring_bytes;
}

}  // namespace idl::detail
