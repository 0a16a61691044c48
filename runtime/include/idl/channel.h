// A client's way to its servers. Give it to the generated clients, as many as you like; they share
// its connections.
#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "idl/address.h"
#include "idl/backoff.h"
#include "idl/balance.h"
#include "idl/channel_listener.h"
#include "idl/executor.h"
#include "idl/poll_fd.h"
#include "idl/resolver.h"
#include "idl/result.h"
#include "idl/retry.h"
#include "idl/service.h"
#include "idl/time.h"
#include "idl/trace.h"

namespace idl {

class ClientInterceptor;
class LogSink;
class Metrics;
class ServerInterceptor;

namespace detail {
class ChannelCore;
}  // namespace detail

/// How a channel behaves. The defaults are safe.
struct ChannelOptions {
  /// How long connect() may take: resolving the name, connecting and the handshake; and likewise
  /// each attempt to connect again, which ends with its call's deadline if that is earlier.
  Duration connect_timeout = std::chrono::seconds(10);
  /// Whether connect() leaves connecting to the first call, and so succeeds also without a server.
  bool lazy = false;
  /// Which of several addresses a call goes to.
  Balance balance = Balance::FirstHealthy;
  /// How long addresses are left alone that could not be reached, or whose connection was lost.
  BackoffOptions backoff{};
  /// How often calls that fail are made again.
  RetryOptions retry{};
  /// The longest message that is sent or taken.
  std::size_t max_message_bytes = std::size_t{4} << 20;
  /// How many calls may be under way at once; the next one fails with ResourceExhausted.
  std::size_t max_calls = 100;
  /// How many calls with streams may be under way at once, beside the others.
  std::size_t max_streams = 100;
  /// How many descriptors (`fd`) a call or its answer may bring, at most 16. With 0 none travel;
  /// with more they do if the server allows them, too, over Unix sockets and in process.
  std::size_t max_descriptors = 0;
  /// What this side serves on the channel's connections: what the peer's handlers call with
  /// Context::peer(). Each service once. A channel that serves, or has a listener, has threads of
  /// its own, on which handlers run and which notice at once when the connection is lost.
  std::vector<std::shared_ptr<Service>> serve{};
  /// The threads for that, at least 2; one of them always stays free to read. More than one come
  /// into being only when calls arrive.
  std::size_t max_threads = 64;
  /// The calls that wait for a thread; what comes then is refused with ResourceExhausted.
  std::size_t max_queued_calls = 1'000;
  /// Whether the peer may read what() of an exception that left a handler. It may hold secrets.
  bool send_exception_text = false;
  /// Whether the application's own loop drives the channel, with poll_fds(), next_timeout() and
  /// run_once(), instead of a thread of the channel: results of started calls come, and what
  /// follows them runs, inside run_once(), unless another executor is named. Calls that are not
  /// waited for never block: they wait for a connection that the loop opens. Blocking calls, and
  /// connect() unless it is lazy, are as ever. Such a channel serves nothing and has no listener.
  /// See docs/OWN-LOOP.md.
  bool own_loop = false;
  /// Hears of the beginning and the end of each connection; nobody by default.
  std::shared_ptr<ChannelListener> listener = nullptr;
  /// Hears of the steps of every call; none by default.
  std::shared_ptr<Tracer> tracer = nullptr;
  /// Stand around every call, the first one outermost (idl/interceptor.h); none by default.
  std::vector<std::shared_ptr<ClientInterceptor>> interceptors{};
  /// Stand around every call that this side serves, likewise; none by default.
  std::vector<std::shared_ptr<ServerInterceptor>> serve_interceptors{};
  /// Counts calls in both directions and connections (idl/metrics.h); outside of all interceptors.
  std::shared_ptr<Metrics> metrics = nullptr;
  /// Hears of what an operator should know: connections that were opened, could not be, or are
  /// over; calls of the peer that were refused, handlers that threw (idl/log.h). Silence by
  /// default.
  std::shared_ptr<LogSink> log = nullptr;
  /// Where callbacks of started calls run, and coroutines go on that await them; by default
  /// default_executor().
  std::shared_ptr<Executor> executor = nullptr;
};

/// A connection to each of its addresses, opened when a call needs it, and again when it was lost.
/// Copies are handles to the same connections; any thread may use them, and call through one
/// connection at the same time. Blocking calls need no thread of the channel's own: whoever waits,
/// reads. When the last handle, client and Pending of a channel is gone, so are the connections.
class Channel {
 public:
  /// Connects to an address such as `tcp:localhost:7000`, `unix:/run/shop.sock`, `shm:/run/shop`
  /// or `memory:shop` and shakes hands. Blocks for up to `connect_timeout`. Fails with
  /// AddressInvalid, Unavailable (the message has the system's reason and a remedy),
  /// DeadlineExceeded, ProtocolError (whoever answered does not speak this protocol),
  /// PermissionDenied or ResourceExhausted.
  [[nodiscard]] static Result<Channel> connect(std::string_view address,
                                               ChannelOptions options = {});
  [[nodiscard]] static Result<Channel> connect(const Address& address, ChannelOptions options = {});

  /// Connects to one of several servers of the same services, at most kMaxEndpoints: the first that
  /// answers. Which one a call goes to, `options.balance` says. As above; also AddressInvalid for
  /// an empty list.
  [[nodiscard]] static Result<Channel> connect(std::initializer_list<std::string_view> addresses,
                                               ChannelOptions options = {});
  [[nodiscard]] static Result<Channel> connect(const std::vector<Address>& addresses,
                                               ChannelOptions options = {});

  /// Connects to one of the servers that `resolver` knows of, and follows its changes: calls go to
  /// the addresses that it gave last, those under way elsewhere end in peace. Fails as above, or as
  /// the resolver does. `resolver` must not be null.
  [[nodiscard]] static Result<Channel> connect(std::shared_ptr<Resolver> resolver,
                                               ChannelOptions options = {});

  /// Where this channel connects to at the moment. A lazy one with a resolver knows of nothing
  /// before its first call.
  [[nodiscard]] std::vector<Address> addresses() const;

  /// The first of them; `tcp::0`, which is nowhere, if there is none.
  [[nodiscard]] Address address() const;

  // For a loop of the application's own, with ChannelOptions::own_loop; one thread drives. Without
  // that option there is nothing to watch, and run_once() does nothing.

  /// The descriptors to watch; they never change, and end with the channel.
  [[nodiscard]] std::span<const PollFd> poll_fds() const;

  /// How long the loop may sleep if no descriptor becomes ready: zero if there is something to do
  /// now, Duration::max() if nothing is due. Ask before each sleep.
  [[nodiscard]] Duration next_timeout() const;

  /// Does what there is to do without waiting: reads, writes, lets time pass, and runs what follows
  /// calls that have ended. Call it when a descriptor is ready or next_timeout() is over; more
  /// often does no harm, and inside of itself it does nothing. An exception that leaves a function
  /// given to then() leaves run_once().
  void run_once();

  /// Ends the connections for all handles: calls under way end with Code::Cancelled, later ones
  /// fail at once. Idempotent.
  void close();

 private:
  friend class Stub;
  friend class detail::ChannelCore;
  explicit Channel(std::shared_ptr<detail::ChannelCore> core);
  static Result<Channel> open(std::shared_ptr<detail::ChannelCore> core);

  std::shared_ptr<detail::ChannelCore> core_;
};

}  // namespace idl
