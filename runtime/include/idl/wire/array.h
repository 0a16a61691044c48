// The codec of arrays whose elements have bodies: a list without the count, since the type has it.
// (Arrays of fixed elements are in fixed.h: they are part of the slot.)
#pragma once

#include <array>

#include "idl/wire/elements.h"

namespace idl {
namespace detail {

template <class T, std::size_t N>
struct BodyArrayCodec : StructCodec {
  static_assert(N > 0, "an array has elements");
  using Array = std::array<T, N>;

  static std::size_t measure(const Array& array, Measure& measure) {
    if (!measure.enter()) return 0;
    const std::size_t size = measure_elements<T>(array, measure);
    measure.leave();
    return size;
  }

  static std::byte* write(const Array& array, std::byte* out) {
    return write_elements<T>(array, out);
  }

  static bool read(const Input& in, Array& array) {
    if (in.empty()) {
      // One by one: a whole array of defaults might not fit on the stack.
      for (T& element : array) element = T{};
      return true;
    }
    if (!in.decoder->enter(in.begin)) return false;
    if (in.size() < N * kSlotOf<T>) return in.fail(Flaw::CutShort);
    ElementReader<T> elements(in, N);
    for (T& element : array) {
      if (!elements.next(element)) return false;
    }
    if (!elements.finish()) return false;
    in.decoder->leave();
    return true;
  }
};

}  // namespace detail

template <class T, std::size_t N>
  requires(!detail::FixedType<T>)
struct Codec<std::array<T, N>> : detail::BodyArrayCodec<T, N> {};

}  // namespace idl
