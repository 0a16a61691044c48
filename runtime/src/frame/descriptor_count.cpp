// Where the count stands depends on what is in front of it; the frame's size has been judged, so
// that the byte is there.
#include "frame/descriptor_count.h"

#include "idl/descriptors.h"

#include "frame/call_head.h"
#include "frame/stream_halves.h"

namespace idl::detail {
namespace {

// The size of the whole message, in the first of several frames.
constexpr std::size_t kMessageSizeBytes = 4;

}  // namespace

std::optional<std::size_t> announced_descriptors(const Frame& frame) {
  const FrameHeader& header = frame.header;
  const bool is_message = header.kind == FrameKind::Call || header.kind == FrameKind::Reply;
  if (!is_message || !header.has(flag::kDescriptors)) return 0;
  std::size_t place = header.has(flag::kMore) ? kMessageSizeBytes : 0;
  if (header.kind == FrameKind::Call) {
    place += kCallHeadBytes + (header.has(flag::kStreams) ? kStreamHalvesBytes : 0);
  }
  const auto count = std::to_integer<std::size_t>(frame.payload[place]);
  if (count == 0 || count > kMaxDescriptors) return std::nullopt;
  return count;
}

}  // namespace idl::detail
