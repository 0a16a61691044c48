// Cuts a stream of bytes into frames. It keeps what is incomplete, hands out what is whole, and
// looks into no payload.
#include "frame/frame_reader.h"

#include <algorithm>
#include <utility>

namespace idl::detail {

std::optional<Frame> FrameReader::next() {
  if (fault_ != FrameFault::None || input_.empty()) return std::nullopt;
  return partial_.empty() ? next_in_place() : next_stitched();
}

std::optional<Frame> FrameReader::next_in_place() {
  if (input_.size() < kFrameHeaderBytes) {
    keep_rest();
    return std::nullopt;
  }
  const auto header = judge_header(input_.data());
  if (!header) return std::nullopt;
  const std::size_t size = kFrameHeaderBytes + header->size;
  if (input_.size() < size) {
    keep_rest();
    return std::nullopt;
  }
  const BytesView frame = input_.first(size);
  input_ = input_.subspan(size);
  return finish(*header, frame);
}

std::optional<Frame> FrameReader::next_stitched() {
  fill_partial(kFrameHeaderBytes);
  if (partial_.size() < kFrameHeaderBytes) return std::nullopt;
  const auto header = judge_header(partial_.data());
  if (!header) return std::nullopt;
  const std::size_t size = kFrameHeaderBytes + header->size;
  fill_partial(size);
  if (partial_.size() < size) return std::nullopt;
  std::swap(partial_, stitched_);
  return finish(*header, stitched_);
}

std::optional<FrameHeader> FrameReader::judge_header(const std::byte* header) {
  const auto decoded = decode_header(
      std::span<const std::byte, kFrameHeaderBytes>(header, kFrameHeaderBytes), max_size_);
  fault_ = decoded.fault;
  if (fault_ == FrameFault::None && !checksums_ && decoded.header.kind != FrameKind::Hello) {
    fault_ = FrameFault::NotAHello;
  }
  if (fault_ == FrameFault::None && checksums_.value_or(decoded.header.has(flag::kChecksum)) !=
                                        decoded.header.has(flag::kChecksum)) {
    fault_ = FrameFault::ChecksumChanged;
  }
  if (fault_ == FrameFault::None) return decoded.header;
  std::copy_n(header, kFrameHeaderBytes, faulty_header_.begin());
  return std::nullopt;
}

std::optional<Frame> FrameReader::finish(const FrameHeader& header, BytesView frame) {
  checksums_ = header.has(flag::kChecksum);
  if (!*checksums_) return Frame{header, frame.subspan(kFrameHeaderBytes)};
  if (!is_intact(frame)) {
    fault_ = FrameFault::BadChecksum;
    std::copy_n(frame.begin(), kFrameHeaderBytes, faulty_header_.begin());
    return std::nullopt;
  }
  return Frame{header, frame.subspan(kFrameHeaderBytes, header.size - kChecksumBytes)};
}

void FrameReader::fill_partial(std::size_t size) {
  if (partial_.size() >= size) return;
  const std::size_t count = std::min(size - partial_.size(), input_.size());
  partial_.insert(partial_.end(), input_.begin(), input_.begin() + static_cast<long>(count));
  input_ = input_.subspan(count);
}

void FrameReader::keep_rest() {
  partial_.assign(input_.begin(), input_.end());
  partial_since_ = now_;
  input_ = {};
}

}  // namespace idl::detail
