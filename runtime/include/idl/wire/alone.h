// A value that stands alone: as a union's case, or as a whole message. It is its body; a type of a
// fixed size is its slot; an optional body or a union is its slot, then the body.
#pragma once

#include <variant>

#include "idl/wire/field.h"

namespace idl {

/// Writes a value alone; returns the end. It has been measured with Measure::body.
template <class T>
[[nodiscard]] std::byte* write_body(const T& value, std::byte* out) {
  if constexpr (detail::BodyType<T>) {
    return Codec<T>::write(value, out);
  } else {
    return detail::write_field(value, out, out + detail::kSlotOf<T>);
  }
}

/// Writes the body of a case that this version does not know; returns the end.
[[nodiscard]] std::byte* write_unknown(const UnknownCase& value, std::byte* out);

/// The case of a union that is read: the one that is set, or made now.
template <std::size_t Index, class Variant>
[[nodiscard]] auto& set_case(Variant& cases) {
  if (auto* const set = std::get_if<Index>(&cases)) return *set;
  return cases.template emplace<Index>();
}

template <class T>
std::size_t Measure::body(const T& value) {
  const std::size_t tail = detail::measure_tail(value, *this);
  return detail::BodyType<T> ? tail : detail::kSlotOf<T> + tail;
}

template <class T>
bool Input::read(T& value) const {
  if constexpr (detail::BodyType<T>) {
    return Codec<T>::read(*this, value);
  } else {
    if (size() < detail::kSlotOf<T>) return fail(Flaw::WrongSize);
    Input tail{begin + detail::kSlotOf<T>, end, decoder};
    if (!detail::read_field(begin, tail, value)) return false;
    return tail.empty() || tail.fail(Flaw::Unused);
  }
}

}  // namespace idl
