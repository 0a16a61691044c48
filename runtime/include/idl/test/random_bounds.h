// What a random value has to keep to: the constraints of its place in a schema, as `idlc --random`
// writes them down and as a test can give them.
#pragma once

#include <cstddef>
#include <optional>
#include <type_traits>

#include "idl/validator.h"

namespace idl {

namespace detail {

/// Of what has no range.
struct NoRange {
  friend bool operator==(const NoRange&, const NoRange&) = default;
};

template <class T>
inline constexpr bool kHasRange = std::is_same_v<T, Duration> || std::is_same_v<T, Timestamp> ||
                                  (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>);

/// The later of two lower ends or the earlier of two upper ones.
template <class T, class Before>
[[nodiscard]] std::optional<T> narrower(const std::optional<T>& a, const std::optional<T>& b,
                                        const Before& before) {
  if (!a || !b) return a ? a : b;
  return before(*a, *b) ? b : a;
}

template <class T>
[[nodiscard]] Bounds<T> both(const Bounds<T>& a, const Bounds<T>& b) {
  return {.min = narrower(a.min, b.min, [](const T& x, const T& y) { return x < y; }),
          .max = narrower(a.max, b.max, [](const T& x, const T& y) { return y < x; })};
}
inline NoRange both(const NoRange&, const NoRange&) { return {}; }

/// Of the value inside of optionals and new types.
template <class Bare>
struct RandomBoundsOf {
  /// Of a number, a duration or a timestamp.
  std::conditional_t<kHasRange<Bare>, Bounds<Bare>, NoRange> range{};
  /// Of text and bytes, in bytes, or of a container, in elements.
  Bounds<std::size_t> length{};
  /// An optional is present, a union has a case.
  bool required = false;

  /// What keeps to these and to the others.
  [[nodiscard]] RandomBoundsOf with(const RandomBoundsOf& other) const {
    return {.range = both(range, other.range),
            .length = both(length, other.length),
            .required = required || other.required};
  }
};

}  // namespace detail

/// For a T: `{.range = {.min = 1, .max = 9}}`, `{.length = {.max = 20}, .required = true}`.
template <class T>
using RandomBounds = detail::RandomBoundsOf<typename detail::BareOf<T>::Type>;

}  // namespace idl
