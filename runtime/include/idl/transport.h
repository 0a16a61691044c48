// A transport is one connected, non-blocking stream of bytes in each direction: over TCP, over a
// Unix socket, through shared memory, or between two ends in this process. RPC sessions and plain
// sockets stand on it alike. It knows no frames, no calls and no threads of its own; waiting is
// left to whoever holds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/fd.h"
#include "idl/interest.h"
#include "idl/result.h"
#include "idl/time_point.h"

namespace idl {

enum class IoStatus : std::uint8_t {
  Done,        ///< At least one byte was moved.
  WouldBlock,  ///< Nothing could be moved now: wait as want() says, then try again.
  Closed,      ///< Reading: the peer has ended its stream, and everything before that was read.
  Failed,      ///< The connection is broken; `error` says why.
};

/// What became of one read or write.
struct IoOutcome {
  IoStatus status = IoStatus::WouldBlock;
  std::size_t bytes = 0;  ///< How many were moved; less than was asked for is no failure.
  std::optional<Error> error = std::nullopt;  ///< Present exactly when `status` is Failed.
};

/// What a glance tells, without asking the system.
enum class Glance : std::uint8_t {
  AskSystem,  ///< Nothing: the bytes come through the kernel.
  NotYet,     ///< A read or write would be WouldBlock.
  Ready,      ///< A read or write is worth a try.
};

/// The process at the other end of a Unix socket, as the kernel vouches for it.
struct UnixCredentials {
  std::int32_t pid = 0;
  std::uint32_t uid = 0;
  std::uint32_t gid = 0;

  friend bool operator==(const UnixCredentials&, const UnixCredentials&) = default;
};

/// Who is at the other end.
struct PeerInfo {
  Address address;  ///< For an unnamed Unix peer, the address that both met at.
  std::optional<UnixCredentials> credentials = std::nullopt;  ///< Known on Unix sockets and shm:.
};

/// One connected stream. At any time one thread may read and another may write; close() and want()
/// may be called from any thread. The descriptor lives until the destructor, so a thread that still
/// polls a closed transport never polls a stranger's descriptor.
class Transport {
 public:
  virtual ~Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Moves bytes that have arrived into `into`, which must not be empty. Never blocks.
  virtual IoOutcome read(std::span<std::byte> into) = 0;

  /// Hands the bytes of `pieces`, in order, to the stream with one system call; it may take only
  /// part of them. Never blocks, never raises SIGPIPE. Writing nothing is Done with 0 bytes.
  virtual IoOutcome write(std::span<const std::span<const std::byte>> pieces) = 0;

  /// Whether descriptors can travel beside the bytes: over Unix sockets and in process.
  virtual bool carries_descriptors() const { return false; }

  /// As read(). The descriptors that came beside the bytes are appended to `descriptors`; read()
  /// closes them. They come no later than the first byte that was written with them, and no earlier
  /// than what was written before. Failed, with ProtocolError, if the peer sent more than 16 at
  /// once; a process that may have no more descriptors sees the same.
  virtual IoOutcome read_with(std::span<std::byte> into, std::vector<Fd>& descriptors);

  /// As write(), of bytes that are not empty; `descriptors`, 1 to 16, arrive no later than the
  /// first byte. They stay the caller's, and have left exactly if the outcome is Done.
  virtual IoOutcome write_with(std::span<const std::span<const std::byte>> pieces,
                               std::span<const Fd> descriptors);

  /// Declares what the caller waits for next and returns what to poll poll_fd() for, which may
  /// differ (encryption may have to write before it can read). It holds until the next want(); at
  /// first it is Read. Call it when the wish changes, before the new wait; and before each wait if
  /// glance() does not tell AskSystem, for such a peer rings only once for each time it is asked
  /// to.
  virtual Interest want(Interest wish) = 0;

  /// The descriptor to poll, level-triggered. Once it is ready a read or write that was wished for
  /// is worth a try, which may still be WouldBlock. Owned by the transport, unchanged all its life.
  virtual int poll_fd() const = 0;

  /// Looks, without a system call, whether what is wished for is possible. AskSystem always, or
  /// never. Where it is never, a short time of looking ("spinning") is faster than any wait. Any
  /// thread.
  virtual Glance glance(Interest) const { return Glance::AskSystem; }

  /// How many received bytes wait inside, which poll_fd() does not tell of: read on before polling.
  virtual std::size_t pending() const = 0;

  /// Who is at the other end.
  virtual const PeerInfo& peer() const = 0;

  /// Says that no more will be written: the peer reads what is under way, then Closed.
  virtual void shutdown_write() = 0;

  /// Ends both directions; reads and writes at both ends, also waiting ones, end. Idempotent.
  virtual void close() = 0;

 protected:
  Transport() = default;
};

/// Connects to `address`, resolving its host name if it has one and trying each address it stands
/// for; `deadline` covers it all. Blocks the calling thread. Fails with Code::AddressInvalid,
/// Unavailable (nobody answers there, or the name is unknown), PermissionDenied, DeadlineExceeded,
/// ResourceExhausted (out of descriptors, say) or SystemError. A resolver of the system that hangs
/// keeps a thread of its own busy beyond the deadline; nobody waits for it.
Result<std::unique_ptr<Transport>> open_transport(const Address& address, TimePoint deadline);

/// Waits until `transport` is ready for `wish`; fails with DeadlineExceeded once the deadline
/// has passed. For blocking code that holds a transport alone. It may return early: try again, and
/// wait again.
Result<void> wait_until_ready(Transport& transport, Interest wish, TimePoint deadline);

}  // namespace idl
