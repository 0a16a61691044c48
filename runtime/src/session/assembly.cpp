// Puts messages together.
// It counts bytes against what was promised and looks into none of them.
#include "session/assembly.h"

#include "idl/wire/little_endian.h"

namespace idl::detail {

MessageStart read_message_start(const FrameHeader& header, BytesView payload) {
  if (!header.has(flag::kMore)) return {.size = payload.size(), .data = payload};
  return {.size = load_u32(payload.data()), .data = payload.subspan(kMessageSizeBytes)};
}

Assembly::Outcome Assembly::add(BytesView data, bool more) {
  if (data.size() > size_ - bytes_.size()) return Outcome::WrongSize;
  bytes_.insert(bytes_.end(), data.begin(), data.end());
  const bool complete = bytes_.size() == size_;
  if (complete == more) return Outcome::WrongSize;
  return complete ? Outcome::Complete : Outcome::Incomplete;
}

}  // namespace idl::detail
