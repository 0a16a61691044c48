// What the operators of generated flags stand on, and two questions to ask of them. A flags type is
// an enum class whose enumerators are single bits; bits without an enumerator are values too.
#pragma once

#include <type_traits>

namespace idl {
namespace detail {

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
