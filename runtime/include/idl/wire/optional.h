// The codecs of T?: of a fixed size where T is, with a presence byte before it; otherwise a body
// that may be absent. Optional optionals and optional unions do not exist.
#pragma once

#include <algorithm>
#include <cstring>
#include <optional>

#include "idl/wire/field.h"

namespace idl {

template <detail::FixedType T>
struct Codec<std::optional<T>> : FixedCodec<1 + detail::kSlotOf<T>> {
  static bool is_valid(const std::optional<T>& value)
    requires detail::CanBeInvalid<T>
  {
    return !value || Codec<T>::is_valid(*value);
  }

  static void store(std::byte* slot, const std::optional<T>& value) {
    slot[0] = static_cast<std::byte>(value.has_value());
    if (value) {
      detail::store(slot + 1, *value);
    } else {
      std::memset(slot + 1, 0, detail::kSlotOf<T>);
    }
  }

  static bool load(const std::byte* slot, std::optional<T>& value) {
    if (slot[0] == std::byte{1}) return detail::load(slot + 1, value.emplace());
    value.reset();
    return std::all_of(slot, slot + 1 + detail::kSlotOf<T>,
                       [](std::byte byte) { return byte == std::byte{0}; });
  }
};

template <class T>
inline constexpr Flaw detail::kLoadFlaw<std::optional<T>> = Flaw::BadOptional;

template <detail::BodyType T>
struct Codec<std::optional<T>> {
  static constexpr Kind kKind = Kind::OptionalBody;
  static constexpr std::size_t kSlot = 4;

  static bool has_value(const std::optional<T>& value) { return value.has_value(); }
  static void reset(std::optional<T>& value) { value.reset(); }

  static std::size_t measure(const std::optional<T>& value, Measure& measure) {
    return value ? Codec<T>::measure(*value, measure) : 0;
  }
  static std::byte* write(const std::optional<T>& value, std::byte* out) {
    return value ? Codec<T>::write(*value, out) : out;
  }
  static bool read(const Input& in, std::optional<T>& value) {
    return Codec<T>::read(in, value ? *value : value.emplace());
  }
};

}  // namespace idl
