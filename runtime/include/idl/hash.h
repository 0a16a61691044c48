// The hash of values that can be keys. Generated std::hash specialisations feed it field by field;
// only generated .cpp files include it.
//
// It is fast and spreads well, and it is the same in every process: whoever lets strangers choose
// the keys of an unordered container should hash them with a secret of his own, or use std::map.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <type_traits>

#include "idl/bytes.h"
#include "idl/new_type.h"
#include "idl/time.h"
#include "idl/uuid.h"

namespace idl {

class Hasher {
 public:
  /// Takes one more value in. Equal values hash alike: so do 0.0 and -0.0.
  template <class T>
  void add(const T& value) noexcept {
    if constexpr (std::is_enum_v<T> || std::is_integral_v<T>) {
      add_bits(static_cast<std::uint64_t>(value));
    } else if constexpr (std::is_same_v<T, float>) {
      add_bits(value == 0 ? 0 : std::bit_cast<std::uint32_t>(value));
    } else if constexpr (std::is_same_v<T, double>) {
      add_bits(value == 0 ? 0 : std::bit_cast<std::uint64_t>(value));
    } else if constexpr (detail::NewTypeClass<T>) {
      add(value.value());
    } else {
      add_other(value);
    }
  }

  [[nodiscard]] std::size_t result() const noexcept { return static_cast<std::size_t>(state_); }

 private:
  void add_bits(std::uint64_t bits) noexcept;
  void add_memory(const void* begin, std::size_t size) noexcept;

  void add_other(const std::string& text) noexcept { add_memory(text.data(), text.size()); }
  void add_other(const Bytes& bytes) noexcept { add_memory(bytes.data(), bytes.size()); }
  void add_other(const Uuid& uuid) noexcept { add_memory(uuid.bytes.data(), uuid.bytes.size()); }
  void add_other(Duration span) noexcept { add(span.count()); }
  void add_other(Timestamp time) noexcept { add(time.time_since_epoch().count()); }
  template <class T>
  void add_other(const std::optional<T>& value) noexcept {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class T, std::size_t N>
  void add_other(const std::array<T, N>& values) noexcept {
    for (const T& value : values) add(value);
  }
  /// Of a schema.
  template <class T>
  void add_other(const T& value) noexcept {
    add_bits(std::hash<T>{}(value));
  }

  std::uint64_t state_ = 0x9E37'79B9'7F4A'7C15;
};

}  // namespace idl
