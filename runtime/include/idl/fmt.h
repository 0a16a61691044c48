// For programs that use {fmt}: with this header, every type of a schema, and idl::Error, can stand
// in a format string. Nothing else of the runtime knows {fmt}.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "idl/codec.h"
#include "idl/error.h"
#include "idl/new_type.h"

namespace idl::detail {

/// What generated code can put into words, and nothing of anybody else's.
template <class T>
concept Formattable = requires(const T& value) {
  { to_text(value) } -> std::same_as<std::string>;
} && (std::same_as<T, Error> || NewTypeClass<T> || requires { sizeof(Codec<T>); });

}  // namespace idl::detail

/// Takes the options of strings: `{:>40}`, `{:.80}`.
template <idl::detail::Formattable T>
struct fmt::formatter<T> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const T& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(to_text(value), context);
  }
};
