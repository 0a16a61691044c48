// One value as it stands in a block: its slot there, and its body, if it has one, in the tail. The
// four kinds of types differ here and in elements.h, and nowhere else.
#pragma once

#include "idl/codec.h"
#include "idl/wire/input.h"
#include "idl/wire/kinds.h"
#include "idl/wire/measure.h"

namespace idl::detail {

/// The length of an optional body that is absent.
inline constexpr std::uint32_t kAbsentLength = 0xFFFF'FFFF;

/// The bytes that a value adds to the tail.
template <class T>
[[nodiscard, gnu::always_inline]] inline std::size_t measure_tail(const T& value,
                                                                  Measure& measure) {
  if constexpr (FixedType<T>) {
    if (!is_valid(value)) measure.note_bad_enum();
    return 0;
  } else if constexpr (AttachmentType<T>) {
    if (!Codec<T>::is_valid(value)) measure.note_no_descriptor();
    return 0;
  } else {
    return Codec<T>::measure(value, measure);
  }
}

/// Writes the body first, then its length into the slot. Returns the body's end.
template <class T>
[[nodiscard, gnu::always_inline]] inline std::byte* write_field(const T& value, std::byte* slot,
                                                                std::byte* tail) {
  if constexpr (FixedType<T>) {
    store(slot, value);
    return tail;
  } else if constexpr (OptionalBodyType<T>) {
    std::byte* const end = Codec<T>::write(value, tail);
    store_u32(slot, Codec<T>::has_value(value) ? static_cast<std::size_t>(end - tail)
                                               : std::size_t{kAbsentLength});
    return end;
  } else {
    std::byte* const end = Codec<T>::write(value, tail);
    if constexpr (UnionType<T>) store_u32(slot, Codec<T>::which(value));
    store_u32(slot + kSlotOf<T> - 4, static_cast<std::size_t>(end - tail));
    return end;
  }
}

/// Cuts a body of this length off the front of the tail; slot is where the length stood.
[[nodiscard, gnu::always_inline]] inline bool take_body(const std::byte* slot, std::size_t length,
                                                        Input& tail, Input& body) {
  if (length > tail.size()) return tail.decoder->fail(slot, Flaw::BodyTooLong);
  body = {tail.begin, tail.begin + length, tail.decoder};
  tail.begin = body.end;
  return true;
}

/// Reads the slot, and takes the body off the front of the tail.
template <class T>
[[nodiscard, gnu::always_inline]] inline bool read_field(const std::byte* slot, Input& tail,
                                                         T& value) {
  if constexpr (FixedType<T>) {
    return load(slot, value) || tail.decoder->fail(slot, kLoadFlaw<T>);
  } else if constexpr (AttachmentType<T>) {
    return Codec<T>::load(slot, *tail.decoder, value);
  } else {
    const std::uint32_t length = load_u32(slot + kSlotOf<T> - 4);
    if constexpr (OptionalBodyType<T>) {
      if (length == kAbsentLength) {
        Codec<T>::reset(value);
        return true;
      }
    }
    const std::byte* const begin = tail.begin;
    if (length > tail.size()) return tail.decoder->fail(slot, Flaw::BodyTooLong);
    tail.begin = begin + length;
    const Input body{begin, begin + length, tail.decoder};
    if constexpr (UnionType<T>) {
      return Codec<T>::read(load_u32(slot), body, value);
    } else {
      return Codec<T>::read(body, value);
    }
  }
}

}  // namespace idl::detail
