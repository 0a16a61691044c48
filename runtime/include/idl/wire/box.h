// The codec of boxes: each travels as what it holds. Its memory is charged like that of any other
// value on the heap, and the levels of nesting are counted by the struct inside.
#pragma once

#include "idl/box.h"
#include "idl/codec.h"
#include "idl/wire/input.h"
#include "idl/wire/measure.h"

namespace idl {

/// A box holds a struct or an error. What those look like need not be known here, which is what
/// lets a struct hold a box of itself.
template <class T>
struct Codec<Box<T>> : StructCodec {
  static std::size_t measure(const Box<T>& box, Measure& measure) {
    return Codec<T>::measure(*box, measure);
  }

  static std::byte* write(const Box<T>& box, std::byte* out) { return Codec<T>::write(*box, out); }

  static bool read(const Input& in, Box<T>& box) {
    if (in.empty()) {
      box = Box<T>();  // all defaults, which need no memory
      return true;
    }
    return in.decoder->charge(in.begin, 1, sizeof(T)) && Codec<T>::read(in, *box);
  }
};

}  // namespace idl
