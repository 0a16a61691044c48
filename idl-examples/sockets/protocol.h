// The protocol of this example, for both sides. A request is a line; an answer is `ok N`, a line,
// and then N bytes, or `error TEXT`, a line. Any number of requests follow each other on a
// connection.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <idl/socket.h>

namespace sockets {

/// Where the server waits unless it is told otherwise.
inline constexpr std::string_view kDefaultAddress = "tcp:127.0.0.1:7410";

/// The longest line; whoever sends a longer one is not talking this protocol.
inline constexpr std::size_t kMaxLineBytes = 1024;

/// The longest body of an answer.
inline constexpr std::size_t kMaxBodyBytes = std::size_t{64} << 20;

/// Reads a socket line by line, or by number of bytes. Keeps what arrived early for the next read,
/// so a read that ran into its deadline can be repeated.
class Reader {
 public:
  /// `socket` must outlive the reader.
  explicit Reader(idl::Socket& socket) : socket_(socket) {}

  /// The next line, without its end; nothing when the peer has ended its stream.
  idl::Result<std::optional<std::string>> line(idl::TimePoint deadline);

  /// The next `count` bytes.
  idl::Result<std::string> bytes(std::size_t count, idl::TimePoint deadline);

 private:
  idl::Result<std::size_t> fill(idl::TimePoint deadline);

  idl::Socket& socket_;
  std::string waiting_;
};

/// Server: answers with `body`.
idl::Result<void> send_ok(idl::Socket& socket, std::string_view body, idl::TimePoint deadline);

/// Server: answers that the request failed. `text` has no line break.
idl::Result<void> send_error(idl::Socket& socket, std::string_view text, idl::TimePoint deadline);

/// Client: asks, and returns the body of the answer. What the server refused is an application's
/// error with the server's text.
idl::Result<std::string> ask(idl::Socket& socket, std::string_view request,
                             idl::TimePoint deadline);

}  // namespace sockets
