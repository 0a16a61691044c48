// What the container codecs ask about their elements: kind, slot, whether memory and wire agree.
// All answers are compile-time constants.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstring>
#include <string>
#include <type_traits>

#include "idl/codec.h"
#include "idl/wire/flaw.h"
#include "idl/wire/little_endian.h"

namespace idl::detail {

template <class T>
inline constexpr std::size_t kSlotOf = Codec<T>::kSlot;

template <class T>
concept FixedType = Codec<T>::kKind == Kind::Fixed;
template <class T>
concept BodyType = Codec<T>::kKind == Kind::Body;
template <class T>
concept OptionalBodyType = Codec<T>::kKind == Kind::OptionalBody;
template <class T>
concept UnionType = Codec<T>::kKind == Kind::Union;

template <class T>
concept AttachmentType = Codec<T>::kKind == Kind::Attachment;

/// Every byte pattern is a value, whatever C++ makes of it.
template <class T>
concept PlainType = FixedType<T> && Codec<T>::kPlain;

/// Memory is the encoding. Equal sizes leave no room for padding, because no member is smaller in
/// memory than on the wire.
template <class T>
concept BulkType =
    PlainType<T> && kLittleEndian && std::is_trivially_copyable_v<T> && sizeof(T) == kSlotOf<T>;

/// Some values in memory are not to be encoded.
template <class T>
concept CanBeInvalid = FixedType<T> && requires(const T& value) { Codec<T>::is_valid(value); };

template <FixedType T>
[[nodiscard]] inline bool is_valid(const T& value) {
  if constexpr (CanBeInvalid<T>) {
    return Codec<T>::is_valid(value);
  } else {
    return true;
  }
}

template <FixedType T>
inline void store(std::byte* slot, const T& value) {
  if constexpr (BulkType<T>) {
    std::memcpy(slot, &value, sizeof(T));
  } else {
    Codec<T>::store(slot, value);
  }
}

template <FixedType T>
[[nodiscard]] inline bool load(const std::byte* slot, T& value) {
  if constexpr (BulkType<T>) {
    std::memcpy(&value, slot, sizeof(T));
    return true;
  } else {
    return Codec<T>::load(slot, value);
  }
}

/// Opens no level of nesting.
template <class T>
inline constexpr bool kIsLeaf = FixedType<T>;
template <>
inline constexpr bool kIsLeaf<std::string> = true;

/// What to say when load returns false.
template <class T>
inline constexpr Flaw kLoadFlaw = std::is_enum_v<T> ? Flaw::BadEnum : Flaw::BadFixed;
template <>
inline constexpr Flaw kLoadFlaw<bool> = Flaw::BadBool;

}  // namespace idl::detail
