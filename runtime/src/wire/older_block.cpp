// Checking the blocks of older versions in place. Whole blocks, which are the rule, are checked by
// generated code alone; what is here is needed seldom and out of line.
#include "idl/view/block.h"

namespace idl::detail {

const std::byte* OlderBlockCheck::take(std::size_t bytes) {
  const std::byte* const slot = slot_;
  if (static_cast<std::size_t>(block_end_ - slot) < bytes) {
    if (slot != block_end_) {
      tail_.decoder->fail(slot, Flaw::SlotCut);
      stop();
    }
    return nullptr;
  }
  slot_ = slot + bytes;
  return slot;
}

void OlderBlockCheck::skip(std::size_t bytes, bool may_be_absent) {
  const std::byte* const slot = take(bytes);
  if (slot == nullptr) return;
  const std::uint32_t length = load_u32(slot + bytes - 4);
  if (may_be_absent && length == kAbsentLength) return;
  Input body = tail_;
  if (!take_body(slot, length, tail_, body)) stop();
}

}  // namespace idl::detail
