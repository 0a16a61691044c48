// A client's way to one server. Give it to the generated clients, as many as you like; they share
// its connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "idl/address.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/trace.h"

namespace idl {

class ClientInterceptor;
class Metrics;

namespace detail {
class ChannelCore;
}  // namespace detail

/// How a channel behaves. The defaults are safe.
struct ChannelOptions {
  /// How long connect() may take: resolving the name, connecting and the handshake. A call that has
  /// to connect again keeps to its own deadline instead.
  Duration connect_timeout = std::chrono::seconds(10);
  /// The longest message that is sent or taken.
  std::size_t max_message_bytes = std::size_t{4} << 20;
  /// How many calls may be under way at once; the next one fails with ResourceExhausted.
  std::size_t max_calls = 100;
  /// How many calls with streams may be under way at once, beside the others.
  std::size_t max_streams = 100;
  /// Hears of the steps of every call; none by default.
  std::shared_ptr<Tracer> tracer = nullptr;
  /// Stand around every call, the first one outermost (idl/interceptor.h); none by default.
  std::vector<std::shared_ptr<ClientInterceptor>> interceptors{};
  /// Counts calls and connections (idl/metrics.h); outside of all interceptors.
  std::shared_ptr<Metrics> metrics = nullptr;
};

/// A connection to one address, opened again when it was lost and a new call needs it. Copies are
/// handles to the same connection; any thread may use them, and call through one connection at the
/// same time. Blocking calls need no thread of the channel's own: whoever waits, reads. When the
/// last handle, client and Pending of a channel is gone, so is the connection.
class Channel {
 public:
  /// Connects to an address such as `tcp:localhost:7000`, `unix:/run/shop.sock` or `memory:shop`
  /// and shakes hands. Blocks for up to `connect_timeout`. Fails with AddressInvalid, Unavailable
  /// (the message has the system's reason and a remedy), DeadlineExceeded, ProtocolError (whoever
  /// answered does not speak this protocol), PermissionDenied or ResourceExhausted.
  [[nodiscard]] static Result<Channel> connect(std::string_view address,
                                               ChannelOptions options = {});
  [[nodiscard]] static Result<Channel> connect(const Address& address, ChannelOptions options = {});

  /// Where this channel connects to.
  [[nodiscard]] const Address& address() const;

  /// Ends the connection for all handles: calls under way end with Code::Cancelled, later ones fail
  /// at once. Idempotent.
  void close();

 private:
  friend class Stub;
  explicit Channel(std::shared_ptr<detail::ChannelCore> core);

  std::shared_ptr<detail::ChannelCore> core_;
};

}  // namespace idl
