// The codec of new types: each travels as what it holds, whatever kind that is. It adds no byte of
// its own, so that a type can be renamed without breaking a peer.
#pragma once

#include "idl/new_type.h"
#include "idl/wire/field.h"

namespace idl {

/// Kind, slot and plainness come from the base; the functions unwrap. Only those that exist for
/// the held type are ever instantiated.
template <detail::NewTypeClass T>
struct Codec<T> : Codec<typename T::Value> {
  using Held = Codec<typename T::Value>;

  static bool is_valid(const T& named)
    requires detail::CanBeInvalid<typename T::Value>
  {
    return Held::is_valid(named.value());
  }
  static void store(std::byte* slot, const T& named) { detail::store(slot, named.value()); }
  static bool load(const std::byte* slot, T& named) { return detail::load(slot, named.value()); }

  static bool has_value(const T& named) { return Held::has_value(named.value()); }
  static void reset(T& named) { Held::reset(named.value()); }
  static std::uint32_t which(const T& named) { return Held::which(named.value()); }

  static std::size_t measure(const T& named, Measure& measure) {
    return Held::measure(named.value(), measure);
  }
  static std::byte* write(const T& named, std::byte* out) {
    return Held::write(named.value(), out);
  }
  static bool read(const Input& in, T& named) { return Held::read(in, named.value()); }
  static bool read(std::uint32_t number, const Input& in, T& named) {
    return Held::read(number, in, named.value());
  }
};

template <detail::NewTypeClass T>
inline constexpr Flaw detail::kLoadFlaw<T> = detail::kLoadFlaw<typename T::Value>;

}  // namespace idl
