// A header, then its payload, and so on; the hello is a frame like any other.
// What is in payloads is nobody's business here.
#include "tests/simulation/tap.h"

#include <algorithm>

namespace simulation {

using namespace idl::detail;

bool Tap::hear(idl::BytesView bytes) {
  while (!bytes.empty() && !deaf_) {
    const bool in_payload = payload_left_ != 0;
    const std::size_t wanted = in_payload ? payload_left_ : header_.size() - header_size_;
    const std::size_t count = std::min(wanted, bytes.size());
    if (in_payload) {
      payload_left_ -= count;
    } else {
      std::copy_n(bytes.begin(), count, header_.begin() + static_cast<long>(header_size_));
      header_size_ += count;
    }
    bytes = bytes.subspan(count);
    if (header_size_ == header_.size() && !begin_frame()) deaf_ = true;
    if (header_size_ == 0 && payload_left_ == 0) end_frame();
  }
  return !deaf_;
}

bool Tap::begin_frame() {
  const DecodedHeader decoded = decode_header(header_, UINT32_MAX);
  if (decoded.fault != FrameFault::None) return false;
  frame_ = decoded.header;
  if (frame_.kind == FrameKind::Call) begun_.insert(CallId{frame_.call});
  payload_left_ = frame_.size;
  header_size_ = 0;
  return true;
}

void Tap::end_frame() {
  const CallId call{frame_.call};
  if (frame_.kind == FrameKind::Call && !frame_.has(flag::kMore)) passed_.insert(call);
  if (frame_.kind == FrameKind::Cancel) cancelled_.insert(call);
}

}  // namespace simulation
