// The extras' fields in order, and their limits. Whatever a peer sends, it is checked before it is
// kept.
#include "frame/call_extras.h"

#include <algorithm>
#include <string>

#include "frame/block_bytes.h"

namespace idl {

/// A fixed struct of the wire: its members in order.
template <>
struct Codec<TraceContext> : PlainCodec<25> {
  static void store(std::byte* slot, const TraceContext& value) {
    std::byte* const span = std::copy(value.trace.begin(), value.trace.end(), slot);
    *std::copy(value.span.begin(), value.span.end(), span) = static_cast<std::byte>(value.flags);
  }
  static bool load(const std::byte* slot, TraceContext& value) {
    std::copy_n(slot, value.trace.size(), value.trace.begin());
    std::copy_n(slot + value.trace.size(), value.span.size(), value.span.begin());
    value.flags = std::to_integer<std::uint8_t>(slot[value.trace.size() + value.span.size()]);
    return true;
  }
};

namespace detail {
namespace {

constexpr std::size_t kLengthBytes = 4;

// The limit and what a trace context and the fields of later versions may take beside it.
constexpr std::size_t kMaxExtrasBytes = kMaxMetadataBytes + 2048;

std::optional<Error> exceeds_limits(const Metadata::Entries& metadata) {
  std::size_t bytes = 0;
  for (const auto& [name, value] : metadata) bytes += name.size() + value.size();
  if (metadata.size() > kMaxMetadataEntries) {
    return Error{.code = Code::ResourceExhausted,
                 .message = "a call may have 64 entries of metadata, this one has " +
                            std::to_string(metadata.size())};
  }
  if (bytes > kMaxMetadataBytes) {
    return Error{.code = Code::ResourceExhausted,
                 .message = "a call may have 16384 bytes of metadata, this one has " +
                            std::to_string(bytes)};
  }
  return std::nullopt;
}

Error unreadable(std::string_view why) {
  return {.code = Code::InvalidArgument,
          .message = "the call's metadata cannot be read: " + std::string(why)};
}

}  // namespace

Result<Bytes> encode_extras(const CallExtras& extras) {
  if (auto excess = exceeds_limits(extras.metadata)) return *excess;
  auto body = block_to_bytes(extras.trace, extras.metadata);
  if (!body) return body;
  Bytes bytes(kLengthBytes + body->size());
  store_u32(bytes.data(), body->size());
  std::copy(body->begin(), body->end(), bytes.begin() + kLengthBytes);
  return bytes;
}

Result<DecodedExtras> decode_extras(BytesView bytes) {
  if (bytes.size() < kLengthBytes) return unreadable("its length is cut short");
  const std::size_t size = load_u32(bytes.data());
  if (size > bytes.size() - kLengthBytes) return unreadable("it is longer than the call");
  if (size > kMaxExtrasBytes) {
    return Error{.code = Code::ResourceExhausted,
                 .message = "a call may have 16384 bytes of metadata"};
  }
  DecodedExtras decoded{.extras = {}, .size = kLengthBytes + size};
  CallExtras& extras = decoded.extras;
  if (const auto flaw =
          block_from_bytes(bytes.subspan(kLengthBytes, size), extras.trace, extras.metadata)) {
    return unreadable(flaw->message);
  }
  if (auto excess = exceeds_limits(extras.metadata)) return *excess;
  return decoded;
}

}  // namespace detail
}  // namespace idl
