// Lists of u32, one behind the other.
// There is no length in front: the frame has one.
#include "frame/reference_list.h"

#include <algorithm>

#include "idl/wire/little_endian.h"

namespace idl::detail {

Bytes encode_references(std::span<const std::uint32_t> numbers) {
  Bytes payload(numbers.size() * sizeof(std::uint32_t));
  std::byte* out = payload.data();
  for (const std::uint32_t number : numbers) {
    store_number(out, number);
    out += sizeof number;
  }
  return payload;
}

std::optional<std::vector<std::uint32_t>> decode_references(BytesView payload) {
  const std::size_t count = payload.size() / sizeof(std::uint32_t);
  if (payload.size() % sizeof(std::uint32_t) != 0 || count == 0) return std::nullopt;
  if (count > kMaxReferencesPerMessage) return std::nullopt;
  std::vector<std::uint32_t> numbers(count);
  for (std::size_t i = 0; i < count; ++i) {
    numbers[i] = load_number<std::uint32_t>(&payload[i * sizeof(std::uint32_t)]);
  }
  if (std::find(numbers.begin(), numbers.end(), 0U) != numbers.end()) return std::nullopt;
  return numbers;
}

std::array<std::byte, kReleaseBytes> encode_release(const Released& released) {
  std::array<std::byte, kReleaseBytes> payload{};
  store_number(payload.data(), released.number);
  store_number(&payload[4], released.count);
  return payload;
}

Released decode_release(BytesView payload) {
  return {.number = load_number<std::uint32_t>(payload.data()),
          .count = load_number<std::uint32_t>(&payload[4])};
}

}  // namespace idl::detail
