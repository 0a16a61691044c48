// Reading the blocks of older and newer versions, and blocks that are wrong. Whole blocks, which
// are the rule, are read by generated code alone; what is here is needed seldom and out of line.
#include "idl/wire/block.h"

namespace idl {

bool detail::skip_field(const std::byte* slot, std::size_t bytes, Input& tail) {
  Input body = tail;
  return take_body(slot, load_u32(slot + bytes - 4), tail, body);
}

bool detail::skip_optional_field(const std::byte* slot, Input& tail) {
  return load_u32(slot) == kAbsentLength || skip_field(slot, 4, tail);
}

BlockReader::BlockReader(const Input& in, std::size_t size)
    : slot_(in.end), block_end_(in.end), tail_{in.end, in.end, in.decoder} {
  if (!in.empty()) open(in, size);
}

void BlockReader::open(const Input& in, std::size_t size) {
  ok_ = false;
  if (!in.decoder->enter(in.begin)) return;
  if (in.size() < 4) return void(in.fail(Flaw::CutShort));
  const std::size_t found = detail::load_u32(in.begin);
  newer_ = found > size;
  if (found > in.size() - 4 || (newer_ && found > kMaxBlockBytes)) {
    return void(in.fail(Flaw::BlockTooLong));
  }
  ok_ = entered_ = true;
  slot_ = in.begin + 4;
  block_end_ = slot_ + found;
  tail_.begin = block_end_;
}

const std::byte* BlockReader::take(std::size_t bytes) {
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

Input BlockReader::take_body() {
  const std::byte* const slot = take(4);
  Input body{tail_.begin, tail_.begin, tail_.decoder};
  known_ = slot != nullptr;
  if (known_ && !detail::take_body(slot, detail::load_u32(slot), tail_, body)) stop();
  return body;
}

void BlockReader::skip_body() {
  const std::byte* const slot = take(4);
  if (slot != nullptr && !detail::skip_field(slot, 4, tail_)) stop();
}

void BlockReader::skip_optional_body() {
  const std::byte* const slot = take(4);
  if (slot != nullptr && !detail::skip_optional_field(slot, tail_)) stop();
}

void BlockReader::skip_union() {
  const std::byte* const slot = take(8);
  if (slot != nullptr && !detail::skip_field(slot, 8, tail_)) stop();
}

bool BlockReader::finish() {
  if (!ok_) return false;
  if (!newer_ && !tail_.empty()) return tail_.fail(Flaw::Unused);
  if (entered_) tail_.decoder->leave();
  return true;
}

bool BlockReader::finish(UnknownFields& unknown) {
  unknown.clear();
  if (ok_ && newer_ && !keep(unknown)) return false;
  return finish();
}

bool BlockReader::keep(UnknownFields& unknown) const {
  const auto slots = static_cast<std::size_t>(block_end_ - slot_);
  if (!tail_.decoder->charge(slot_, slots + tail_.size(), 1)) return false;
  unknown.slots_.assign(slot_, block_end_);
  unknown.bodies_.assign(tail_.begin, tail_.end);
  return true;
}

void BlockReader::stop() {
  ok_ = false;
  slot_ = block_end_;
}

}  // namespace idl
