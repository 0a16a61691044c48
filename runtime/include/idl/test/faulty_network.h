// A bad network for tests: it stands between a client and a server of the same test, and delays,
// splits, holds back, corrupts or cuts what passes, where a script says so. Only tests include it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "idl/address.h"
#include "idl/result.h"
#include "idl/time.h"

namespace idl::test {

/// What happens to the bytes of one direction of a connection. Places are counted in bytes from the
/// connection's beginning; the first bytes of each direction are its hello.
struct Faults {
  /// At most so many bytes go on at once; 0: as they come. The other side may read several at once
  /// all the same.
  std::size_t piece = 0;
  /// How much later everything arrives.
  Duration delay{};
  /// From this place on nothing passes, until FaultyNetwork::unclog().
  std::optional<std::uint64_t> clog_at{};
  /// In front of this place the connection breaks, in both directions.
  std::optional<std::uint64_t> cut_at{};
  /// The byte at this place arrives with all its bits inverted.
  std::optional<std::uint64_t> corrupt_at{};
};

/// Both directions of a connection.
struct FaultScript {
  Faults to_server{};
  Faults to_client{};
};

/// A network in front of one server. It has a thread of its own. Every function may be called from
/// any thread.
class FaultyNetwork {
 public:
  /// In front of the server that listens at `server`. Without a script, everything passes as it
  /// is. Fails with ResourceExhausted or SystemError.
  [[nodiscard]] static Result<FaultyNetwork> create(const Address& server, FaultScript script = {});

  FaultyNetwork(FaultyNetwork&& other) noexcept;
  FaultyNetwork& operator=(FaultyNetwork&& other) noexcept;
  /// Breaks all connections.
  ~FaultyNetwork();

  /// Where clients reach the server through this network: an address in this process' memory.
  [[nodiscard]] const Address& address() const;

  /// What happens to connections that come from now on.
  void use(const FaultScript& script);

  /// Lets pass what is held back, on the connections that are there.
  void unclog();

  /// Breaks the connections that are there; new ones may come.
  void cut();

  /// How many connections have come so far.
  [[nodiscard]] std::size_t connections() const;

 private:
  class Relay;
  explicit FaultyNetwork(std::unique_ptr<Relay> relay);

  std::unique_ptr<Relay> relay_;
};

}  // namespace idl::test
