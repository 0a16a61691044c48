// TCP beyond this machine gets checksums, because the 16 bits of TCP's own let errors through. It
// turns the options of a channel or server into those of a session, and starts nothing.
#include "rpc/session_setup.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace idl::detail {
namespace {

bool is_this_machine(const TcpAddress& address) {
  return address.host == "localhost" || address.host == "::1" || address.host.starts_with("127.");
}

std::uint32_t clamp_to_u32(std::size_t value) {
  return static_cast<std::uint32_t>(
      std::min<std::size_t>(value, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

SessionOptions session_options(const Address& peer, const ChosenLimits& chosen) {
  SessionOptions options;
  options.limits.max_message_bytes = clamp_to_u32(chosen.message_bytes);
  options.limits.max_calls = clamp_to_u32(chosen.calls);
  options.limits.max_streams = clamp_to_u32(chosen.streams);
  options.limits.max_descriptors = chosen.descriptors;
  options.limits.max_references = kMaxReferences;
  options.limits.max_buffered_bytes = std::max(options.limits.max_buffered_bytes,
                                               2 * std::size_t{options.limits.max_message_bytes});
  const auto* tcp = std::get_if<TcpAddress>(&peer);
  options.checksums = tcp != nullptr && !is_this_machine(*tcp);
  return options;
}

}  // namespace idl::detail
