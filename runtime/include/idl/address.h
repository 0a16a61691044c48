// Where a server listens and a client connects, as a value and as the text that users write:
// `tcp:HOST:PORT`, `unix:/path`, `unix:@abstract`, `shm:/path`, `memory:name`, `fd:3`.
// Nothing here resolves a name or touches the system: that is for open_transport and open_listener.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "idl/result.h"

namespace idl {

/// `tcp:HOST:PORT`. The host is a name, an IPv4 address or an IPv6 address (held without its
/// brackets). Port 0 lets a listener pick a free port.
struct TcpAddress {
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const TcpAddress&, const TcpAddress&) = default;
};

/// `unix:/path` or `unix:@name`; an abstract name lives in the kernel, not in a folder (Linux).
/// `path` is the path, or the abstract name without its `@`. An empty path is an unnamed socket,
/// which only ever names a peer.
struct UnixAddress {
  std::string path;
  bool abstract = false;

  friend bool operator==(const UnixAddress&, const UnixAddress&) = default;
};

/// `shm:/path`: two processes of one machine, through memory that both have. They meet at a Unix
/// socket of that path, under the same rules as `unix:`.
struct ShmAddress {
  std::string path;

  friend bool operator==(const ShmAddress&, const ShmAddress&) = default;
};

/// `memory:name`: both ends are in this process, and no byte passes through the kernel.
struct MemoryAddress {
  std::string name;

  friend bool operator==(const MemoryAddress&, const MemoryAddress&) = default;
};

/// `fd:NUMBER`: a socket that this process has already, inherited as descriptor NUMBER from whoever
/// started it, or offered (inherited.h). Connecting or listening there takes the socket over, once.
struct FdAddress {
  int number = -1;

  friend bool operator==(const FdAddress&, const FdAddress&) = default;
};

/// One of the kinds of address above.
using Address = std::variant<TcpAddress, UnixAddress, MemoryAddress, ShmAddress, FdAddress>;

/// Reads an address as a user writes it. Fails with Code::AddressInvalid and a text that says what
/// is wrong and shows the right form. `to_string` of the result gives an equal address again.
Result<Address> parse_address(std::string_view text);

/// The text of an address, with an IPv6 host in brackets.
std::string to_string(const Address& address);

}  // namespace idl
