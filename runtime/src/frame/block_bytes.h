// The protocol's own structs as bytes: hello, go-away, errors and extras are values in the encoding
// of the wire like every other, and evolve as they do. For these small structs alone; messages of
// users never pass here.
#pragma once

#include <cstddef>
#include <optional>

#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/wire.h"

namespace idl::detail {

/// The struct with these fields, in number order. Fails if a text is not UTF-8.
template <class... Fields>
[[nodiscard]] Result<Bytes> block_to_bytes(const Fields&... fields) {
  Measure measure({.max_bytes = kHardMaxMessageBytes});
  const std::size_t size = measure_block(measure, fields...);
  if (!measure.accepts(size)) return measure.error(size);
  Bytes bytes(size);
  (void)write_block(bytes.data(), fields...);
  return bytes;
}

/// Reads the fields of a struct, of any version, that takes up all of `bytes`; missing ones keep
/// the values that they have. Gives what is wrong, if something is.
template <class... Fields>
[[nodiscard]] std::optional<Error> block_from_bytes(BytesView bytes, Fields&... fields) {
  Decoder decoder(bytes);
  if (read_block(decoder.input(), fields...)) return std::nullopt;
  return decoder.error();
}

}  // namespace idl::detail
