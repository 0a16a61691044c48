// How the rpc layer sets its sessions up: the limits that users may choose, and checksums where the
// transport's own are too weak.
#pragma once

#include <cstddef>

#include "idl/address.h"
#include "session/session.h"

namespace idl::detail {

/// The objects of each side to which the other may hold references: more than anybody subscribes
/// to, and few enough that a peer that lets none go costs little.
inline constexpr std::size_t kMaxReferences = 1'000;

/// What users may choose.
struct ChosenLimits {
  std::size_t message_bytes = 0;
  std::size_t calls = 0;
  std::size_t streams = 0;
  std::size_t descriptors = 0;
};

/// Options for a session with whoever is at `peer`.
[[nodiscard]] SessionOptions session_options(const Address& peer, const ChosenLimits& chosen);

}  // namespace idl::detail
