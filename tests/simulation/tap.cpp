// A header, then its payload, and so on; the hello is a frame like any other.
// What is in payloads is nobody's business here.
#include "tests/simulation/tap.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace simulation {

using namespace idl::detail;

void Tap::hear(idl::BytesView bytes) {
  while (!bytes.empty()) {
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
    if (header_size_ < header_.size()) continue;
    const DecodedHeader decoded = decode_header(header_, UINT32_MAX);
    REQUIRE_MESSAGE(decoded.fault == FrameFault::None, "a side sent a frame that is none");
    if (decoded.header.kind == FrameKind::Call) left_.insert(CallId{decoded.header.call});
    payload_left_ = decoded.header.size;
    header_size_ = 0;
  }
}

}  // namespace simulation
