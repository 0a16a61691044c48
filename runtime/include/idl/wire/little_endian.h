// Numbers to and from little-endian bytes at any address. The one place of the encoding that knows
// the machine's byte order; compilers turn each function into a single instruction.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace idl::detail {

static_assert(std::endian::native == std::endian::little || std::endian::native == std::endian::big,
              "machines of mixed byte order are not served");
inline constexpr bool kLittleEndian = std::endian::native == std::endian::little;

template <class T, class... Others>
concept SameAsNone = (!std::same_as<T, Others> && ...);

/// Numbers that are their own bytes: integers and IEEE 754 floats. Characters are no numbers, and a
/// long double has another size on every machine.
template <class T>
concept Number =
    (std::integral<T> || std::floating_point<T>)&&SameAsNone<T, bool, char, wchar_t, char8_t,
                                                             char16_t, char32_t, long double>;

template <Number T>
inline void store_number(std::byte* out, T value) {
  auto bytes = std::bit_cast<std::array<std::byte, sizeof(T)>>(value);
  if constexpr (!kLittleEndian) std::reverse(bytes.begin(), bytes.end());
  std::memcpy(out, bytes.data(), sizeof(T));
}

template <Number T>
[[nodiscard]] inline T load_number(const std::byte* in) {
  std::array<std::byte, sizeof(T)> bytes;
  std::memcpy(bytes.data(), in, sizeof(T));
  if constexpr (!kLittleEndian) std::reverse(bytes.begin(), bytes.end());
  return std::bit_cast<T>(bytes);
}

/// Lengths, counts, ends and cases are all of this width.
inline void store_u32(std::byte* out, std::size_t value) {
  store_number(out, static_cast<std::uint32_t>(value));
}
[[nodiscard]] inline std::uint32_t load_u32(const std::byte* in) {
  return load_number<std::uint32_t>(in);
}

}  // namespace idl::detail
