// The elements of a stream that have arrived, one behind the other in a buffer: session and owner
// exchange whole buffers, so that an element costs one copy and no allocation.
#pragma once

#include <cstddef>
#include <cstring>
#include <optional>

#include "idl/bytes.h"
#include "idl/wire/little_endian.h"

#include "base/buffer.h"

namespace idl::detail {

/// One element. `cost` is what its frames took of the sender's credit.
struct StreamRecord {
  BytesView element{};
  std::size_t cost = 0;
};

//    0      4      8
//   +------+------+----------- … -+
//   | size | cost | element       |
//   +------+------+----------- … -+
inline constexpr std::size_t kRecordHeadBytes = 8;

/// Adds an element at the end.
inline void append_record(Buffer& records, BytesView element, std::size_t cost) {
  std::byte* out = records.prepare(kRecordHeadBytes + element.size()).data();
  store_u32(out, element.size());
  store_u32(out + 4, cost);
  if (!element.empty()) std::memcpy(out + kRecordHeadBytes, element.data(), element.size());
  records.commit(kRecordHeadBytes + element.size());
}

/// The first element; the view holds as long as the buffer is left alone. Nothing if there is none.
[[nodiscard]] inline std::optional<StreamRecord> front_record(const Buffer& records) {
  if (records.empty()) return std::nullopt;
  const BytesView bytes = records.data();
  const std::size_t size = load_u32(bytes.data());
  return StreamRecord{.element = bytes.subspan(kRecordHeadBytes, size),
                      .cost = load_u32(&bytes[4])};
}

/// Takes the first element out.
inline void drop_record(Buffer& records, const StreamRecord& record) {
  records.consume(kRecordHeadBytes + record.element.size());
}

}  // namespace idl::detail
