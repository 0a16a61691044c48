// Codecs of string and bytes: the body is the bytes themselves, text checked to be UTF-8. Neither
// ends with a zero byte, and neither is looked into any further.
#pragma once

#include <cstring>
#include <string>

#include "idl/bytes.h"
#include "idl/codec.h"
#include "idl/wire/input.h"
#include "idl/wire/measure.h"
#include "idl/wire/utf8.h"

namespace idl {

namespace detail {

/// Copies text; up to 16 bytes, which most texts have, in two moves that may overlap.
[[gnu::always_inline]] inline std::byte* copy_text(const char* from, std::size_t size,
                                                   std::byte* out) {
  if (size > 16) {
    std::memcpy(out, from, size);
  } else if (size >= 8) {
    std::memcpy(out, from, 8);
    std::memcpy(out + size - 8, from + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(out, from, 4);
    std::memcpy(out + size - 4, from + size - 4, 4);
  } else if (size > 0) {
    // The first, the middle and the last, of three at most.
    std::memcpy(out, from, 1);
    std::memcpy(out + size / 2, from + size / 2, 1);
    std::memcpy(out + size - 1, from + size - 1, 1);
  }
  return out + size;
}

/// Three words instead of an Input, which would be passed in memory.
[[nodiscard]] bool read_text(const std::byte* begin, const std::byte* end, Decoder* decoder,
                             std::string& text);

}  // namespace detail

template <>
struct Codec<std::string> : StructCodec {
  [[gnu::always_inline]] static std::size_t measure(const std::string& text, Measure& measure) {
    if (!detail::is_utf8(text)) measure.note_bad_text();
    return text.size();
  }
  [[gnu::always_inline]] static std::byte* write(const std::string& text, std::byte* out) {
    return detail::copy_text(text.data(), text.size(), out);
  }
  [[gnu::always_inline]] static bool read(const Input& in, std::string& text) {
    return detail::read_text(in.begin, in.end, in.decoder, text);
  }
};

template <>
struct Codec<Bytes> : StructCodec {
  static std::size_t measure(const Bytes& bytes, Measure&) { return bytes.size(); }
  static std::byte* write(const Bytes& bytes, std::byte* out);
  static bool read(const Input& in, Bytes& bytes);
};

}  // namespace idl
