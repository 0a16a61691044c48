// Strings and bytes. Both are copied once; text is checked in place before it is copied. No length
// is trusted before its bytes are there.
#include "idl/wire/text.h"

#include <cstring>

#include "idl/wire/utf8.h"

namespace idl {
namespace {

/// Strings up to this size live in the object itself in every standard library that is served.
constexpr std::size_t kInlineText = 15;

/// What a longer one takes beyond its characters: the terminating zero and the library's rounding.
constexpr std::size_t kTextOverhead = 16;

std::byte* copy(const void* from, std::size_t size, std::byte* out) {
  if (size != 0) std::memcpy(out, from, size);
  return out + size;
}

}  // namespace

std::size_t Codec<std::string>::measure(const std::string& text, Measure& measure) {
  if (!detail::is_utf8(text)) measure.note_bad_text();
  return text.size();
}

std::byte* Codec<std::string>::write(const std::string& text, std::byte* out) {
  return copy(text.data(), text.size(), out);
}

bool Codec<std::string>::read(Input in, std::string& text) {
  const std::string_view found(reinterpret_cast<const char*>(in.begin), in.size());
  if (!detail::is_utf8(found)) return in.fail(Flaw::BadText);
  if (found.size() > kInlineText &&
      !in.decoder->charge(in.begin, found.size() + kTextOverhead, 1)) {
    return false;
  }
  text.assign(found);
  return true;
}

std::byte* Codec<Bytes>::write(const Bytes& bytes, std::byte* out) {
  return copy(bytes.data(), bytes.size(), out);
}

bool Codec<Bytes>::read(Input in, Bytes& bytes) {
  if (!in.decoder->charge(in.begin, in.size(), 1)) return false;
  bytes.assign(in.begin, in.end);
  return true;
}

}  // namespace idl
