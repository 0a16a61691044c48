// The frame codec: one table of what each kind may look like, and the judge that reads it. It sees
// one frame at a time: what a frame means after another one is the session's business.
#include "frame/frame.h"

#include <algorithm>
#include <array>

#include "idl/wire/little_endian.h"

#include "frame/call_head.h"
#include "frame/crc32c.h"
#include "frame/descriptor_count.h"
#include "frame/reference_list.h"
#include "frame/stream_halves.h"

namespace idl::detail {
namespace {

enum class CallRule : std::uint8_t { None, Needed, Either };

/// What the header of a kind may look like. Sizes are those of the payload without its checksum.
struct KindRule {
  FrameKind kind;
  std::uint8_t flags;
  CallRule call;
  std::uint32_t min_size;
  std::uint32_t max_size;
};

constexpr std::uint32_t kAnySize = 0xFFFFFFFF;
constexpr std::uint8_t kMessageFlags = flag::kMore | flag::kContinued | flag::kChecksum;
constexpr std::uint8_t kReplyFlags = kMessageFlags | flag::kDescriptors;
constexpr std::uint8_t kCallFlags = kReplyFlags | flag::kOneWay | flag::kExtras | flag::kStreams;

constexpr std::array kRules = {
    KindRule{FrameKind::Hello, flag::kChecksum, CallRule::None, 4, kMaxConnectionFrameBytes},
    KindRule{FrameKind::Call, kCallFlags, CallRule::Needed, kCallHeadBytes, kAnySize},
    KindRule{FrameKind::Reply, kReplyFlags, CallRule::Needed, 0, kAnySize},
    KindRule{FrameKind::Error, kMessageFlags, CallRule::Needed, 4, kAnySize},
    KindRule{FrameKind::StreamData, kMessageFlags, CallRule::Needed, 0, kAnySize},
    KindRule{FrameKind::StreamEnd, flag::kChecksum, CallRule::Needed, 0, 0},
    KindRule{FrameKind::Credit, flag::kChecksum, CallRule::Either, 4, 4},
    KindRule{FrameKind::Cancel, flag::kChecksum, CallRule::Needed, 0, 0},
    KindRule{FrameKind::Release, flag::kChecksum, CallRule::None, 8, 8},
    KindRule{FrameKind::Ping, flag::kChecksum, CallRule::None, kPingBytes, kPingBytes},
    KindRule{FrameKind::Pong, flag::kChecksum, CallRule::None, kPingBytes, kPingBytes},
    KindRule{FrameKind::GoAway, flag::kChecksum, CallRule::None, 4, kMaxConnectionFrameBytes},
    KindRule{FrameKind::References, flag::kChecksum, CallRule::Needed, 4,
             kMaxReferencesPerMessage * 4},
};

// What only the first frame of a message says.
constexpr std::uint8_t kFirstFrameFlags =
    flag::kOneWay | flag::kExtras | flag::kStreams | flag::kDescriptors;

constexpr KindRule kIgnorableRule{FrameKind::Filler, 0xFF, CallRule::Either, 0, kAnySize};

const KindRule* find_rule(FrameKind kind) {
  if (static_cast<std::uint8_t>(kind) >= kFirstIgnorableKind) return &kIgnorableRule;
  const auto* found = std::find_if(kRules.begin(), kRules.end(),
                                   [kind](const KindRule& rule) { return rule.kind == kind; });
  return found == kRules.end() ? nullptr : found;
}

std::uint16_t header_check(const std::byte* header) {
  std::array<std::byte, kFrameHeaderBytes - 2> checked;
  std::copy_n(header, 6, checked.begin());
  std::copy_n(header + 8, 8, checked.begin() + 6);
  return static_cast<std::uint16_t>(crc32c(checked));
}

bool flags_fit(const FrameHeader& header, const KindRule& rule) {
  if ((header.flags & ~rule.flags) != 0) return false;
  // What a message is, its first frame says.
  const bool is_ignorable = &rule == &kIgnorableRule;
  if (!is_ignorable && header.has(flag::kContinued)) return !header.has(kFirstFrameFlags);
  if (header.kind != FrameKind::Call) return true;
  return !(header.has(flag::kOneWay) && header.has(flag::kStreams));
}

bool call_fits(const FrameHeader& header, const KindRule& rule) {
  return rule.call == CallRule::Either || (rule.call == CallRule::Needed) == (header.call != 0);
}

/// The least payload, without its checksum, that the kind and the flags allow.
std::uint32_t least_size(const FrameHeader& header, const KindRule& rule) {
  if (&rule == &kIgnorableRule) return 0;
  if (header.has(flag::kMore)) return kMinContinuedBytes;
  if (header.has(flag::kContinued)) return 1;
  const std::uint32_t halves = header.has(flag::kStreams) ? kStreamHalvesBytes : 0;
  const std::uint32_t count = header.has(flag::kDescriptors) ? kDescriptorCountBytes : 0;
  return rule.min_size + halves + count;
}

FrameFault judge_size(const FrameHeader& header, const KindRule& rule, std::uint32_t max_size) {
  if (header.size > max_size) return FrameFault::TooLarge;
  const std::uint32_t trailer = header.has(flag::kChecksum) ? kChecksumBytes : 0;
  if (header.size < trailer) return FrameFault::TooSmall;
  const std::uint32_t data = header.size - trailer;
  if (data < least_size(header, rule)) return FrameFault::TooSmall;
  return data > rule.max_size ? FrameFault::TooLarge : FrameFault::None;
}

FrameFault judge(const FrameHeader& header, std::uint32_t max_size) {
  const KindRule* rule = find_rule(header.kind);
  if (rule == nullptr) return FrameFault::UnknownKind;
  if (!flags_fit(header, *rule)) return FrameFault::UnknownFlags;
  if (!call_fits(header, *rule)) return FrameFault::MisplacedCall;
  return judge_size(header, *rule, max_size);
}

}  // namespace

std::string_view to_string(FrameFault fault) {
  switch (fault) {
    case FrameFault::None:
      return "no fault";
    case FrameFault::BadCheck:
      return "a frame header is damaged";
    case FrameFault::UnknownKind:
      return "a frame has an unknown kind";
    case FrameFault::UnknownFlags:
      return "a frame has flags that its kind does not have";
    case FrameFault::MisplacedCall:
      return "a frame has a call id where none belongs, or lacks one";
    case FrameFault::TooLarge:
      return "a frame is larger than is allowed";
    case FrameFault::TooSmall:
      return "a frame is too small for its kind";
    case FrameFault::BadChecksum:
      return "a frame's checksum does not match";
    case FrameFault::NotAHello:
      return "the first frame is not a hello";
    case FrameFault::ChecksumChanged:
      return "a frame has a checksum and the hello has none, or the reverse";
  }
  return "unknown fault";
}

void encode_header(const FrameHeader& header, std::byte* out) {
  store_number(out, header.size);
  out[4] = static_cast<std::byte>(header.kind);
  out[5] = static_cast<std::byte>(header.flags);
  store_number(out + 8, header.call);
  store_number(out + 6, header_check(out));
}

DecodedHeader decode_header(std::span<const std::byte, kFrameHeaderBytes> bytes,
                            std::uint32_t max_size) {
  const FrameHeader header{.size = load_number<std::uint32_t>(&bytes[0]),
                           .kind = static_cast<FrameKind>(bytes[4]),
                           .flags = std::to_integer<std::uint8_t>(bytes[5]),
                           .call = load_number<std::uint64_t>(&bytes[8])};
  if (load_number<std::uint16_t>(&bytes[6]) != header_check(bytes.data())) {
    return {header, FrameFault::BadCheck};
  }
  return {header, judge(header, max_size)};
}

void seal_frame(std::span<std::byte> frame) {
  const std::size_t covered = frame.size() - kChecksumBytes;
  store_number(&frame[covered], crc32c(frame.first(covered)));
}

bool is_intact(BytesView frame) {
  const std::size_t covered = frame.size() - kChecksumBytes;
  return load_number<std::uint32_t>(&frame[covered]) == crc32c(frame.first(covered));
}

}  // namespace idl::detail
