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

bool detail::read_text(const std::byte* begin, const std::byte* end, Decoder* decoder,
                       std::string& text) {
  const auto* const from = reinterpret_cast<const char*>(begin);
  const auto size = static_cast<std::size_t>(end - begin);
  if (!is_utf8({from, size})) return decoder->fail(begin, Flaw::BadText);
  if (size > kInlineText) {
    if (!decoder->charge(begin, size + kTextOverhead, 1)) return false;
    text.assign(from, size);
  } else if (size <= text.size()) {
    copy_text(from, size, reinterpret_cast<std::byte*>(text.data()));
    text.resize(size);
  } else if (decoder->reaches(begin, kInlineText)) {
    // A copy of a constant size, cut afterwards, is far cheaper than one of any size.
    text.assign(from, kInlineText);
    text.resize(size);
  } else {
    text.assign(from, size);
  }
  return true;
}

std::byte* Codec<Bytes>::write(const Bytes& bytes, std::byte* out) {
  return copy(bytes.data(), bytes.size(), out);
}

bool Codec<Bytes>::read(const Input& in, Bytes& bytes) {
  if (!in.decoder->charge(in.begin, in.size(), 1)) return false;
  bytes.assign(in.begin, in.end);
  return true;
}

}  // namespace idl
