// Values to bytes and back, for users: to store them, to send them by other means, to test. Any
// type that travels will do. docs/WIRE.md has the format, which is the one that calls use.
#pragma once

#include <new>
#include <span>

#include "idl/bytes.h"
#include "idl/result.h"
#include "idl/wire.h"

namespace idl {
namespace detail {

[[nodiscard]] Error out_of_memory();
[[nodiscard]] Error buffer_too_small(std::size_t size, std::size_t room);
[[nodiscard]] Error message_too_large(std::size_t size, std::size_t limit);

}  // namespace detail

/// The size of the encoded value. Fails with InvalidArgument for text that is not UTF-8, values
/// that a closed enum does not have and too deep nesting, with MessageTooLarge beyond
/// limits.max_bytes.
template <class T>
[[nodiscard]] Result<std::size_t> encoded_size(const T& value, const EncodeLimits& limits = {}) {
  Measure measure(limits);
  const std::size_t size = measure.body(value);
  if (!measure.accepts(size)) return measure.error(size);
  return size;
}

/// Encodes into memory of the caller's and returns the number of bytes used. Fails as encoded_size
/// does, and with InvalidArgument when there is not room enough; then nothing has been written.
template <class T>
[[nodiscard]] Result<std::size_t> encode_to(const T& value, std::span<std::byte> buffer,
                                            const EncodeLimits& limits = {}) {
  auto size = encoded_size(value, limits);
  if (!size) return size;
  if (*size > buffer.size()) return detail::buffer_too_small(*size, buffer.size());
  (void)write_body(value, buffer.data());
  return size;
}

/// Encodes into bytes of its own. Fails as encoded_size does, and with ResourceExhausted when there
/// is no memory.
template <class T>
[[nodiscard]] Result<Bytes> encode(const T& value, const EncodeLimits& limits = {}) {
  const auto size = encoded_size(value, limits);
  if (!size) return size.error();
  try {
    Bytes bytes(*size);
    (void)write_body(value, bytes.data());
    return bytes;
  } catch (const std::bad_alloc&) {
    return detail::out_of_memory();
  }
}

/// The value that these bytes, all of them, encode. Fails with InvalidArgument and the offset of
/// the flaw, with MessageTooLarge beyond limits.max_bytes, and with ResourceExhausted where the
/// values would take more memory than the limits grant or the system has.
template <class T>
[[nodiscard]] Result<T> decode(BytesView bytes, const DecodeLimits& limits = {}) {
  if (bytes.size() > limits.max_bytes) {
    return detail::message_too_large(bytes.size(), limits.max_bytes);
  }
  try {
    Decoder decoder(bytes, limits);
    T value{};
    if (!decoder.input().read(value)) return decoder.error();
    return value;
  } catch (const std::bad_alloc&) {
    return detail::out_of_memory();
  }
}

/// Decodes over a value that is there already: it becomes what decode would have given. Strings,
/// lists and their elements, optionals, boxes, the case of a union and entries of maps whose keys
/// stay use again what memory they have. After a failure, which is as decode's, the value holds
/// something that is of no use but can be decoded over again.
template <class T>
[[nodiscard]] Result<void> decode_into(BytesView bytes, T& value, const DecodeLimits& limits = {}) {
  if (bytes.size() > limits.max_bytes) {
    return detail::message_too_large(bytes.size(), limits.max_bytes);
  }
  try {
    Decoder decoder(bytes, limits);
    if (!decoder.input().read(value)) return decoder.error();
    return {};
  } catch (const std::bad_alloc&) {
    return detail::out_of_memory();
  }
}

}  // namespace idl
