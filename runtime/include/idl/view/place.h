// One value in the place where it lies: a slot of a block with its body in the tail, or alone, as a
// union's case and a whole message do. The counterpart of wire/field.h and wire/alone.h.
#pragma once

#include "idl/view/shown.h"

namespace idl::detail {

/// Checks what a slot holds, and takes the body, if it has one, off the front of the tail.
template <class T>
[[nodiscard, gnu::always_inline]] inline bool check_field(const std::byte* slot, Input& tail) {
  if constexpr (FixedType<T>) {
    return ViewCodec<T>::check(slot) || tail.decoder->fail(slot, kLoadFlaw<T>);
  } else {
    const std::uint32_t length = load_u32(slot + kSlotOf<T> - 4);
    if constexpr (OptionalBodyType<T>) {
      if (length == kAbsentLength) return true;
    }
    Input body = tail;
    if (!take_body(slot, length, tail, body)) return false;
    if constexpr (UnionType<T>) {
      return ViewCodec<T>::check(load_u32(slot), body);
    } else {
      return ViewCodec<T>::check(body);
    }
  }
}

/// What a slot and a body show; body is where it begins. Both have been checked.
template <class T>
[[nodiscard, gnu::always_inline]] inline Viewed<T> show_field(const std::byte* slot,
                                                              const std::byte* body) {
  if constexpr (FixedType<T>) {
    return ViewCodec<T>::show(slot);
  } else {
    const std::uint32_t length = load_u32(slot + kSlotOf<T> - 4);
    if constexpr (OptionalBodyType<T>) {
      if (length == kAbsentLength) return std::nullopt;
    }
    if constexpr (UnionType<T>) {
      return ViewCodec<T>::show(load_u32(slot), {body, length});
    } else {
      return ViewCodec<T>::show({body, length});
    }
  }
}

/// Checks a value that stands alone.
template <class T>
[[nodiscard]] inline bool check_alone(Input in) {
  if constexpr (BodyType<T>) {
    return ViewCodec<T>::check(in);
  } else {
    if (in.size() < kSlotOf<T>) return in.fail(Flaw::WrongSize);
    Input tail{in.begin + kSlotOf<T>, in.end, in.decoder};
    if (!check_field<T>(in.begin, tail)) return false;
    return tail.empty() || tail.fail(Flaw::Unused);
  }
}

template <class T>
[[nodiscard]] inline Viewed<T> show_alone(BytesView bytes) {
  if constexpr (BodyType<T>) {
    return ViewCodec<T>::show(bytes);
  } else {
    return show_field<T>(bytes.data(), bytes.data() + kSlotOf<T>);
  }
}

}  // namespace idl::detail
