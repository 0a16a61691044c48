// What the operators of generated flags stand on, and two questions to ask of them. A flags type is
// an enum class whose enumerators are single bits; bits without an enumerator are values too.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace idl {

template <class T>
struct Codec;

/// A bit of a schema's flags: its position and its name.
struct FlagName {
  std::uint32_t bit = 0;
  std::string_view name{};
};

namespace detail {

/// Empty if the bit has no name.
[[nodiscard]] std::string_view name_of_bit(std::uint32_t bit, std::span<const FlagName> names);

/// The bit that has this name or is this position below `width`.
[[nodiscard]] std::optional<std::uint32_t> bit_of_name(std::string_view name, std::uint32_t width,
                                                       std::span<const FlagName> names);

[[nodiscard]] std::optional<std::uint64_t> parse_flags(std::string_view text, std::uint32_t width,
                                                       std::span<const FlagName> names);

template <class E>
inline constexpr std::uint32_t kFlagsWidth = sizeof(E) * 8;

template <class E>
[[nodiscard]] constexpr auto bits_of(E flags) {
  return static_cast<std::underlying_type_t<E>>(flags);
}

}  // namespace detail

template <class E>
[[nodiscard]] constexpr E flags_or(E a, E b) {
  return static_cast<E>(detail::bits_of(a) | detail::bits_of(b));
}

template <class E>
[[nodiscard]] constexpr E flags_and(E a, E b) {
  return static_cast<E>(detail::bits_of(a) & detail::bits_of(b));
}

template <class E>
[[nodiscard]] constexpr E flags_xor(E a, E b) {
  return static_cast<E>(detail::bits_of(a) ^ detail::bits_of(b));
}

/// Every bit of the width, with or without an enumerator, the other way round.
template <class E>
[[nodiscard]] constexpr E flags_not(E flags) {
  return static_cast<E>(~detail::bits_of(flags));
}

/// What idl::from_string<E> does for flags: names of bits, or positions of those without a name,
/// behind commas, as to_text writes them or without the brackets: `[read, write]`, `read,write,6`.
template <class E>
[[nodiscard]] std::optional<E> flags_from_string(std::string_view text) {
  const auto bits = detail::parse_flags(text, detail::kFlagsWidth<E>, Codec<E>::names());
  if (!bits) return std::nullopt;
  return static_cast<E>(*bits);
}

/// Whether all of the wanted bits are set: `has_all(rights, Perm::read | Perm::write)`.
template <class E>
[[nodiscard]] constexpr bool has_all(E flags, E wanted) {
  return flags_and(flags, wanted) == wanted;
}

/// Whether at least one of the wanted bits is set.
template <class E>
[[nodiscard]] constexpr bool has_any(E flags, E wanted) {
  return flags_and(flags, wanted) != E{};
}

}  // namespace idl
