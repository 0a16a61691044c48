// Whether a message of this side may bring descriptors: the one rule of both directions of calls.
// Once it is sent, its descriptors are the outbox' business.
#pragma once

#include <cstddef>
#include <optional>

#include "session/session_context.h"

namespace idl::detail {

/// Why so many descriptors cannot be sent now, with Executed::No; nothing if they can, or if there
/// are none. Before the peer's hello it is assumed that the peer takes them.
[[nodiscard]] std::optional<Error> refusal_to_send(const SessionContext& context,
                                                   std::size_t descriptors, bool greeted = true);

}  // namespace idl::detail
