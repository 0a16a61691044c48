// The hello's fields in order, and who else might have been speaking. A wrong first word is named
// for what it is: HTTP, TLS, another version.
#include "frame/hello.h"

#include <algorithm>
#include <array>

#include "frame/block_bytes.h"

namespace idl::detail {
namespace {

// Where the magic stands in the payload, in every version: behind the size of the block.
constexpr std::size_t kMagicOffset = 4;

struct Stranger {
  std::string_view begins_with;
  std::string_view name;
};

constexpr std::array kStrangers = {
    Stranger{"GET ", "an HTTP request"},     Stranger{"POST ", "an HTTP request"},
    Stranger{"PUT ", "an HTTP request"},     Stranger{"HEAD ", "an HTTP request"},
    Stranger{"DELETE ", "an HTTP request"},  Stranger{"OPTIONS ", "an HTTP request"},
    Stranger{"CONNECT ", "an HTTP request"}, Stranger{"PRI * HTTP/2.0", "an HTTP/2 connection"},
    Stranger{"HTTP/", "an HTTP response"},   Stranger{"\x16\x03", "a TLS handshake"},
    Stranger{"SSH-", "an SSH connection"},
};

}  // namespace

Bytes encode_hello(const Hello& hello) {
  return *block_to_bytes(hello.magic, hello.oldest_version, hello.newest_version, hello.features,
                         hello.max_message_bytes, hello.max_frame_bytes, hello.max_calls,
                         hello.authentication, hello.stream_window, hello.connection_window,
                         hello.max_streams);
}

Result<Hello> decode_hello(BytesView payload) {
  const Error stranger{.code = Code::ProtocolError,
                       .message = "the peer's hello lacks this protocol's magic number"};
  if (payload.size() < kMagicOffset + sizeof(kMagic)) return stranger;
  if (load_number<std::uint64_t>(&payload[kMagicOffset]) != kMagic) return stranger;
  Hello hello;
  const auto flaw = block_from_bytes(
      payload, hello.magic, hello.oldest_version, hello.newest_version, hello.features,
      hello.max_message_bytes, hello.max_frame_bytes, hello.max_calls, hello.authentication,
      hello.stream_window, hello.connection_window, hello.max_streams);
  if (flaw) {
    return Error{.code = Code::ProtocolError,
                 .message = "the peer's hello cannot be read: " + flaw->message};
  }
  return hello;
}

std::string_view name_stranger(std::span<const std::byte, kFrameHeaderBytes> first) {
  const std::string_view text(reinterpret_cast<const char*>(first.data()), first.size());
  const auto found = std::find_if(
      kStrangers.begin(), kStrangers.end(),
      [text](const Stranger& stranger) { return text.starts_with(stranger.begins_with); });
  return found == kStrangers.end() ? std::string_view() : found->name;
}

}  // namespace idl::detail
