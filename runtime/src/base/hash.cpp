// The mixing of hashes: multiply to 128 bits and fold, as wyhash does. The standard library's own
// hash goes over memory.
#include "idl/hash.h"

#include <string_view>

namespace idl {

void Hasher::add_bits(std::uint64_t bits) noexcept {
  __extension__ using Wide = unsigned __int128;
  constexpr std::uint64_t kOdd = 0xA076'1D64'78BD'642F;
  const Wide product = static_cast<Wide>(state_ ^ bits) * kOdd;
  // The sum keeps zeros from ending everything.
  state_ =
      (static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U)) + kOdd;
}

void Hasher::add_memory(const void* begin, std::size_t size) noexcept {
  const std::string_view text(static_cast<const char*>(begin), size);
  add_bits(std::hash<std::string_view>{}(text));
}

}  // namespace idl
