// The go-away's fields in order. The reason is cut, so that the frame fits what any version
// accepts.
#include "frame/go_away.h"

#include "frame/block_bytes.h"
#include "frame/error_body.h"

namespace idl::detail {

namespace {

// It has to fit a frame that any version accepts, with room for the other fields.
constexpr std::size_t kMaxReasonBytes = 1024;

}  // namespace

Bytes encode_go_away(const GoAway& go_away) {
  return *block_to_bytes(go_away.last_call, static_cast<std::uint32_t>(go_away.code),
                         sendable_text(go_away.text, kMaxReasonBytes));
}

Result<GoAway> decode_go_away(BytesView payload) {
  GoAway go_away;
  std::uint32_t code = 0;
  const auto flaw = block_from_bytes(payload, go_away.last_call, code, go_away.text);
  if (flaw) return *flaw;
  go_away.code = static_cast<Code>(code);
  return go_away;
}

}  // namespace idl::detail
