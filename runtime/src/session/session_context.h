// What the parts of one session share: the limits, the two ways out (bytes and events), the
// counters and the time of the last call into the session. Plain members; it decides nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "idl/error.h"
#include "idl/time_point.h"

#include "session/descriptor_queue.h"
#include "session/event_queue.h"
#include "session/outbox.h"
#include "session/session.h"

namespace idl::detail {

struct SessionContext {
  SessionLimits limits;
  Outbox outbox;
  EventQueue events;
  SessionCounters counters;
  TimePoint now;
  const ByteAccount* account = nullptr;
  bool holds_calls = false;
  DescriptorQueue descriptors{};
  Error last_refusal{};
};

/// What a side of calls knows of an id.
enum class CallStanding : std::uint8_t { NeverBegun, Open, Over };

/// Why the connection has to end, or nothing. Handlers of frames return it; one place acts on it.
using Fault = std::optional<Error>;

/// Why a call cannot be made or taken, which is nobody's breach of a rule.
[[nodiscard]] inline Error refused(Code code, std::string text) {
  return {.code = code, .message = std::move(text)};
}

/// The peer broke the protocol's rules in the way that `text` says.
[[nodiscard]] inline Error broken_rule(std::string_view text) {
  return {.code = Code::ProtocolError, .message = std::string(text)};
}

/// The peer does too much of something that is harmless in small numbers.
[[nodiscard]] inline Error flood(std::string_view text) {
  return {.code = Code::ResourceExhausted, .message = std::string(text)};
}

}  // namespace idl::detail
