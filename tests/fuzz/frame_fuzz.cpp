// Any bytes as a stream of frames. The first byte chooses how they are cut into pieces: the frames
// found, and the fault, must not depend on it. Headers are made right, so that payloads are
// reached.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "frame/frame_reader.h"

using namespace idl;
using namespace idl::detail;

static std::string read_in_pieces(const Bytes& stream, std::size_t piece) {
  FrameReader reader(64 * 1024);
  std::string seen;
  for (std::size_t at = 0; at < stream.size(); at += piece) {
    reader.feed(BytesView(stream).subspan(at, std::min(piece, stream.size() - at)), TimePoint());
    while (const auto frame = reader.next()) {
      seen += std::to_string(frame->header.call) + ' ' + std::to_string(frame->payload.size());
      seen.append(reinterpret_cast<const char*>(frame->payload.data()), frame->payload.size());
    }
  }
  return seen + std::string(to_string(reader.fault()));
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto* const begin = reinterpret_cast<const std::byte*>(data);
  Bytes stream(begin + 1, begin + size);
  for (std::size_t at = 0; at + kFrameHeaderBytes <= stream.size();) {
    const std::span<const std::byte, kFrameHeaderBytes> header(&stream[at], kFrameHeaderBytes);
    const FrameHeader decoded = decode_header(header, UINT32_MAX).header;
    encode_header(decoded, &stream[at]);
    at += kFrameHeaderBytes + decoded.size;
  }
  if (read_in_pieces(stream, 1 + data[0]) != read_in_pieces(stream, stream.size())) std::abort();
  return 0;
}
