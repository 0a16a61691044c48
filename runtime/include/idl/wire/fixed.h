// Values of a fixed size that hold others: arrays of fixed elements, and the two cursors with which
// the generated codecs of fixed structs go through their members.
#pragma once

#include <algorithm>
#include <array>
#include <cstring>

#include "idl/codec.h"
#include "idl/wire/kinds.h"

namespace idl {

/// Stores the members of a fixed struct, in order.
class SlotWriter {
 public:
  explicit SlotWriter(std::byte* slot) : slot_(slot) {}

  template <detail::FixedType T>
  void put(const T& member) {
    detail::store(slot_, member);
    slot_ += detail::kSlotOf<T>;
  }

 private:
  std::byte* slot_;
};

/// Loads the members of a fixed struct, in order.
class SlotReader {
 public:
  explicit SlotReader(const std::byte* slot) : slot_(slot) {}

  template <detail::FixedType T>
  void get(T& member) {
    if (!detail::load(slot_, member)) ok_ = false;
    slot_ += detail::kSlotOf<T>;
  }

  /// Whether all members so far are values of their types.
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  const std::byte* slot_;
  bool ok_ = true;
};

/// Whether all of these members of a fixed struct can be encoded.
template <class... Members>
[[nodiscard]] bool are_valid(const Members&... members) {
  return (detail::is_valid(members) && ...);
}

namespace detail {

template <class T, std::size_t N>
struct FixedArrayCodec : FixedCodec<N * kSlotOf<T>> {
  static_assert(N > 0, "an array has elements");
  using Array = std::array<T, N>;
  static constexpr bool kPlain = PlainType<T>;

  static bool is_valid(const Array& array)
    requires CanBeInvalid<T>
  {
    return std::all_of(array.begin(), array.end(),
                       [](const T& element) { return Codec<T>::is_valid(element); });
  }

  static void store(std::byte* slot, const Array& array) {
    if constexpr (BulkType<T>) {
      std::memcpy(slot, array.data(), sizeof(array));
    } else {
      SlotWriter out(slot);
      for (const T& element : array) out.put(element);
    }
  }

  static bool load(const std::byte* slot, Array& array) {
    if constexpr (BulkType<T>) {
      std::memcpy(array.data(), slot, sizeof(array));
      return true;
    } else {
      SlotReader in(slot);
      for (T& element : array) in.get(element);
      return in.ok();
    }
  }
};

}  // namespace detail

template <class T, std::size_t N>
  requires detail::FixedType<T>
struct Codec<std::array<T, N>> : detail::FixedArrayCodec<T, N> {};

}  // namespace idl
