// A server: services behind any number of addresses. It listens, reads, dispatches and drains; what
// the procedures do is in the services that it is given.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "idl/address.h"
#include "idl/executor.h"
#include "idl/listener.h"
#include "idl/poll_fd.h"
#include "idl/result.h"
#include "idl/service.h"
#include "idl/time.h"
#include "idl/trace.h"

namespace idl {

class ClientInterceptor;
class LogSink;
class Metrics;
class ServerInterceptor;

namespace detail {
class ServerCore;
}  // namespace detail

/// The limits of a server; each keeps one greedy or broken peer from starving the rest.
struct ServerOptions {
  /// The connections at once; whoever comes then is turned away. If it leaves fewer than 64 of the
  /// descriptors that the process may have (RLIMIT_NOFILE, asked when the server starts to listen),
  /// that limit less 64 holds instead.
  std::size_t max_connections = 1024;
  /// The connections at once from one host, or from one user over Unix sockets.
  std::size_t max_connections_per_peer = 256;
  /// The calls under way at once on one connection, and on all of them together.
  std::size_t max_calls_per_connection = 100;
  std::size_t max_calls = 10'000;
  /// The calls with streams at once on one connection, and on all of them together. The handler of
  /// such a call holds a thread for as long as it runs, so the latter is at most max_threads - 2.
  std::size_t max_streams_per_connection = 100;
  std::size_t max_streams = 48;
  /// How many descriptors (`fd`) a call or its answer may bring, at most 16; one connection holds
  /// 64 for calls that have not ended. With 0 none travel; with more they do if the client allows
  /// them, too, over Unix sockets and in process.
  std::size_t max_descriptors = 0;
  /// The threads that serve, at least 2; one of them always stays free to read. More than one come
  /// into being only when handlers block. A handler that calls and waits fails with
  /// ResourceExhausted if no other would be left: beside the one that reads, one for each call that
  /// runs on a thread of its own, this one too, and one for each that waits for a thread. (One more
  /// thread watches them.)
  std::size_t max_threads = 64;
  /// The calls that wait for a thread; what comes then is refused with ResourceExhausted.
  std::size_t max_queued_calls = 1'000;
  /// The longest message that is sent or taken.
  std::size_t max_message_bytes = std::size_t{4} << 20;
  /// The bytes of all connections together: of calls that arrive, wait or run, of unread elements
  /// of streams, and of answers that are not written. Beyond it calls are refused with
  /// ResourceExhausted before they run. (Each connection also has a limit of its own, 8 MiB.)
  std::size_t max_buffered_bytes = std::size_t{256} << 20;
  /// Whether a caller may read what() of an exception that left a handler. It may hold secrets.
  bool send_exception_text = false;
  /// Whether the application's own loop drives the server, with poll_fds(), next_timeout() and
  /// run_once(), instead of threads of the server. Handlers then run inside run_once(), but for
  /// those of calls with streams, which have threads of their own, up to max_threads. A handler
  /// that takes long holds the loop up, and one that makes a call and waits gets ResourceExhausted
  /// at once. See docs/OWN-LOOP.md.
  bool own_loop = false;
  /// Hears of the steps of every call; none by default.
  std::shared_ptr<Tracer> tracer = nullptr;
  /// Stand around every call, the first one outermost (idl/interceptor.h); none by default.
  std::vector<std::shared_ptr<ServerInterceptor>> interceptors{};
  /// Stand around every call to a peer (Context::peer(), and clients that came as values),
  /// likewise; none by default.
  std::vector<std::shared_ptr<ClientInterceptor>> peer_interceptors{};
  /// Counts calls in both directions and connections (idl/metrics.h); outside of all interceptors.
  std::shared_ptr<Metrics> metrics = nullptr;
  /// Hears of what an operator should know: peers turned away, broken connections, refused calls,
  /// handlers that threw, the shutdown (idl/log.h). Silence by default.
  std::shared_ptr<LogSink> log = nullptr;
  /// Where coroutines go on that wait for a stream, and callbacks of stop tokens run; by default
  /// default_executor().
  std::shared_ptr<Executor> executor = nullptr;
};

/// What a shutdown left unfinished.
struct ShutdownReport {
  struct OpenCall {
    std::string method;
    Address peer;
    Duration age{};  ///< Since the request arrived.
  };

  /// The calls that were still being served when it returned, with streams and without, the oldest
  /// first.
  std::vector<OpenCall> open_calls;
};

/// Serves the services that were added at the addresses that it listens at. Every function may be
/// called from any thread, also from a handler.
class Server {
 public:
  /// How long shutdown() waits when nobody says otherwise.
  static constexpr Duration kDefaultDrain = std::chrono::seconds(30);

  explicit Server(ServerOptions options = {});
  /// Stops without waiting for answers, as shutdown(0s) does, then waits until the last handler has
  /// returned and the last thread has ended. In a handler's own thread, that thread ends after the
  /// handler. In what the reading thread calls besides handlers (a rule of admission, a log, the
  /// destructor of a service that the server kept) it does not wait at all: the server ends behind
  /// it, so its services are such that it keeps.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Serves `service`, which must outlive the server, or which the server keeps. Before the first
  /// listen(). Fails with InvalidArgument if a method's id is served already, or it is too late.
  [[nodiscard]] Result<void> add(Service& service, const ServiceOptions& options = {});
  [[nodiscard]] Result<void> add(std::shared_ptr<Service> service,
                                 const ServiceOptions& options = {});

  /// What was added, in that order. The services are the server's, or their owner's.
  [[nodiscard]] std::vector<const Service*> services() const;

  /// Listens at an address such as `tcp:localhost:0`, `unix:/run/shop.sock`, `shm:/run/shop` or
  /// `memory:shop` and serves there from now on, on threads of its own. Gives the address to
  /// connect to, with the port that the system picked for port 0. Any number of times. Fails with
  /// AddressInvalid, PermissionDenied (plaintext for other machines without `insecure_network`),
  /// SystemError, or GoingAway after shutdown().
  [[nodiscard]] Result<Address> listen(std::string_view address, const ListenOptions& options = {});
  [[nodiscard]] Result<Address> listen(const Address& address, const ListenOptions& options = {});

  /// Waits until a shutdown() has finished, which another thread or a handler calls; or until the
  /// last connection is over of a server that has nothing but inherited connections (`fd:3`). With
  /// ServerOptions::own_loop it is the loop meanwhile, on this thread.
  void run();

  // For a loop of the application's own, with ServerOptions::own_loop; one thread drives. Without
  // that option there is nothing to watch, and run_once() does nothing.

  /// The descriptors to watch, from the first listen() on; they never change after that, and end
  /// with the server.
  [[nodiscard]] std::span<const PollFd> poll_fds() const;

  /// How long the loop may sleep if no descriptor becomes ready: zero if there is something to do
  /// now, Duration::max() if nothing is due. Ask again after each run_once().
  [[nodiscard]] Duration next_timeout() const;

  /// Does what there is to do without waiting: takes connections, reads, runs handlers, writes,
  /// lets time pass. Call it when a descriptor is ready or next_timeout() is over; more often does
  /// no harm. A handler may destroy the server.
  void run_once();

  /// Stops in two steps: it tells every peer that it is going away and refuses new calls, then
  /// waits for those under way, for up to `grace`; then it closes what is left, whose callers get
  /// GoingAway. Calls with streams go on for the grace, too; a handler that would never end hears
  /// of it by Context::draining() and Context::drain_token(). It always returns, and reports the
  /// calls whose handlers were still running. Idempotent: who comes later waits for the same end,
  /// and may only bring it forward. In a handler of this server, and in what its reading thread
  /// calls besides, it does not wait: the shutdown goes on behind it. With an own loop the thread
  /// that drives it goes on driving inside; any other waits for that one.
  ShutdownReport shutdown(Duration grace = kDefaultDrain);

 private:
  std::shared_ptr<detail::ServerCore> core_;
};

}  // namespace idl
