// Codecs of the scalars: bool, numbers, enums, times, uuids. All of a fixed size, without a body. A
// bool or closed enum with another value than its own is refused; nothing else can be wrong.
#pragma once

#include <cstring>
#include <type_traits>

#include "idl/codec.h"
#include "idl/time.h"
#include "idl/uuid.h"
#include "idl/wire/kinds.h"
#include "idl/wire/little_endian.h"

namespace idl {

template <>
struct Codec<bool> : FixedCodec<1> {
  static void store(std::byte* slot, bool value) { *slot = static_cast<std::byte>(value); }
  static bool load(const std::byte* slot, bool& value) {
    value = *slot == std::byte{1};
    return *slot <= std::byte{1};
  }
};

template <detail::Number T>
struct Codec<T> : PlainCodec<sizeof(T)> {
  static void store(std::byte* slot, T value) { detail::store_number(slot, value); }
  static bool load(const std::byte* slot, T& value) {
    value = detail::load_number<T>(slot);
    return true;
  }
};

template <>
struct Codec<Duration> : PlainCodec<8> {
  static void store(std::byte* slot, Duration value) { detail::store_number(slot, value.count()); }
  static bool load(const std::byte* slot, Duration& value) {
    value = Duration(detail::load_number<std::int64_t>(slot));
    return true;
  }
};

template <>
struct Codec<Timestamp> : PlainCodec<8> {
  static void store(std::byte* slot, Timestamp value) {
    Codec<Duration>::store(slot, value.time_since_epoch());
  }
  static bool load(const std::byte* slot, Timestamp& value) {
    value = Timestamp(Duration(detail::load_number<std::int64_t>(slot)));
    return true;
  }
};

template <>
struct Codec<Uuid> : PlainCodec<16> {
  static void store(std::byte* slot, const Uuid& value) {
    std::memcpy(slot, value.bytes.data(), value.bytes.size());
  }
  static bool load(const std::byte* slot, Uuid& value) {
    std::memcpy(value.bytes.data(), slot, value.bytes.size());
    return true;
  }
};

template <class E>
void EnumCodec<E>::store(std::byte* slot, E value) {
  detail::store_number(slot, static_cast<std::underlying_type_t<E>>(value));
}

template <class E>
bool EnumCodec<E>::load(const std::byte* slot, E& value) {
  value = static_cast<E>(detail::load_number<std::underlying_type_t<E>>(slot));
  return true;
}

template <class E>
bool ClosedEnumCodec<E>::is_valid(E value) {
  return Codec<E>::is_known(value);
}

template <class E>
void ClosedEnumCodec<E>::store(std::byte* slot, E value) {
  detail::store_number(slot, static_cast<std::underlying_type_t<E>>(value));
}

template <class E>
bool ClosedEnumCodec<E>::load(const std::byte* slot, E& value) {
  value = static_cast<E>(detail::load_number<std::underlying_type_t<E>>(slot));
  return Codec<E>::is_known(value);
}

}  // namespace idl
