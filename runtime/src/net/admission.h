// Who may come in over a Unix socket, judged by the user and group that the kernel vouches for.
// It reads nothing that the peer sends; what becomes of a refused peer is its caller's business.
#pragma once

#include <optional>

#include "base/system.h"
#include "idl/address.h"
#include "idl/error.h"
#include "idl/listener.h"

namespace idl::detail {

/// The rule of one listener.
class Admission {
 public:
  /// Whoever connects is let in: the network has no users.
  Admission() = default;

  /// The rule that `options` make for Unix sockets.
  explicit Admission(const ListenOptions& options);

  /// Why the peer of `socket`, which connected to `address`, may not come in; nothing if it may.
  /// Runs the user's own rule, if there is one.
  [[nodiscard]] std::optional<Error> refusal(System& system, int socket,
                                             const Address& address) const;

 private:
  [[nodiscard]] bool admits(System& system, const UnixCredentials& peer) const;

  bool everybody_ = true;
  ListenOptions options_{};
};

/// Whether the options let users in besides this process' own, so that the socket's file has to.
[[nodiscard]] bool is_open_to_others(const ListenOptions& options);

}  // namespace idl::detail
