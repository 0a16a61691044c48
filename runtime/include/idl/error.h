// What went wrong, as a value: every failure of the runtime is an idl::Error inside an idl::Result.
// This header knows nothing of calls or sockets; it names the codes and prints them. Errors that a
// schema declares are types of their own and travel beside this one (see result.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace idl {

/// The kinds of failure. The numbers travel in error frames: they are never changed or reused.
enum class Code : std::uint32_t {
  Cancelled = 1,      ///< the caller gave up, or its connection was closed on purpose
  DeadlineExceeded,   ///< the time for the call ran out
  InvalidArgument,    ///< a value does not encode, decode or satisfy its constraints
  ResourceExhausted,  ///< a limit on calls, bytes, threads or descriptors was reached
  Unimplemented,      ///< the peer does not have the service or the method
  Unavailable,        ///< there is no connection to the peer, or it was lost
  GoingAway,          ///< the peer is shutting down and took no further call
  PermissionDenied,   ///< the peer, or its address, is not admitted
  ProtocolError,      ///< the peer broke the rules of the protocol
  MessageTooLarge,    ///< a message exceeds the limit of one of the sides
  UndeclaredError,    ///< the handler failed with an error that the caller does not know
  DeclaredError,      ///< the handler failed with an error that the method declares
  Internal,           ///< a bug: of the runtime, or a handler that threw
  AddressInvalid,     ///< an address cannot be parsed or resolved
  SystemError,        ///< the operating system refused something; the message has its reason
  Application,        ///< the handler failed with a text of its own: idl::fail
};

/// Whether the procedure may have run at the peer.
enum class Executed : std::uint8_t {
  No,     ///< it certainly has not; calling again does it at most once
  Maybe,  ///< it may have run, wholly or in part
};

/// Who found the failure.
enum class Origin : std::uint8_t {
  Local,        ///< this side's runtime
  Transport,    ///< the connection between the two sides
  Peer,         ///< the other side's runtime
  Application,  ///< the other side's handler
};

/// One failure. The message is for people: UTF-8, lower case, without a full stop; it may hold
/// text from the peer, so print it with to_text.
struct Error {
  Code code = Code::Internal;
  std::string message{};
  Executed executed = Executed::No;
  Origin origin = Origin::Local;

  friend bool operator==(const Error&, const Error&) = default;
};

/// The longest text that to_text returns, so that a peer cannot flood a log with one error.
inline constexpr std::size_t kMaxErrorTextBytes = 1024;

/// The name of an enumerator as it is written above; "unknown" for a value without one.
[[nodiscard]] std::string_view to_string(Code code);
[[nodiscard]] std::string_view to_string(Executed executed);
[[nodiscard]] std::string_view to_string(Origin origin);

/// One printable line of at most kMaxErrorTextBytes with all four members; control characters in
/// the message are escaped.
[[nodiscard]] std::string to_text(const Error& error);
std::ostream& operator<<(std::ostream& out, const Error& error);

/// A handler's own failure, for those that no schema declares: `return idl::fail("out of paper")`.
[[nodiscard]] Error fail(std::string message);

}  // namespace idl
