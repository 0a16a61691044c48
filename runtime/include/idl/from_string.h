// The way from the name of an enum's value to the value. Generated code specialises from_string for
// each enum; there is no other definition.
#pragma once

#include <optional>
#include <string_view>

namespace idl {

/// The value that has this name in the schema, letter for letter; nothing if none has.
/// `idl::from_string<OrderStatus>("paid")`.
template <class E>
[[nodiscard]] std::optional<E> from_string(std::string_view name) = delete;

}  // namespace idl
