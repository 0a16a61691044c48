// Codecs of string and bytes: the body is the bytes themselves, text checked to be UTF-8. Neither
// ends with a zero byte, and neither is looked into any further.
#pragma once

#include <string>

#include "idl/bytes.h"
#include "idl/codec.h"
#include "idl/wire/input.h"
#include "idl/wire/measure.h"

namespace idl {

template <>
struct Codec<std::string> : StructCodec {
  static std::size_t measure(const std::string& text, Measure& measure);
  static std::byte* write(const std::string& text, std::byte* out);
  static bool read(Input in, std::string& text);
};

template <>
struct Codec<Bytes> : StructCodec {
  static std::size_t measure(const Bytes& bytes, Measure&) { return bytes.size(); }
  static std::byte* write(const Bytes& bytes, std::byte* out);
  static bool read(Input in, Bytes& bytes);
};

}  // namespace idl
