// Connecting without waiting, for whoever has a loop: it goes on step by step, and says between
// them what to watch. open_transport() is for those who may block.
#pragma once

#include <functional>
#include <memory>

#include "idl/address.h"
#include "idl/interest.h"
#include "idl/time_point.h"
#include "idl/transport.h"
#include "net/wait.h"

namespace idl::detail {

/// What is worth another step: a descriptor that is ready, or a time that has come.
struct DialWait {
  int fd = -1;  ///< Negative: none.
  Interest interest = Interest::None;
  TimePoint until = TimePoint::max();
};

/// A queue of connections that is full gives nothing to poll for: it is tried again after so long.
inline constexpr std::chrono::milliseconds kFullQueuePause{5};

/// A connection that is being made to one address. One thread at a time.
class Dial {
 public:
  virtual ~Dial() = default;
  Dial(const Dial&) = delete;
  Dial& operator=(const Dial&) = delete;

  /// Goes on as far as it can. The connection, with which it is over; null: not yet. Fails as
  /// open_transport() does, and is over then, too.
  virtual Result<std::unique_ptr<Transport>> step() = 0;

  /// What to wait for behind a step that gave null. The descriptor may be closed by the next step.
  [[nodiscard]] virtual DialWait waits_for() const = 0;

 protected:
  Dial() = default;
};

/// Called, on any thread, when the next step is worth it without anything to poll for.
using DialNews = std::function<void()>;

/// As open_transport(), but nothing waits. A name is resolved on a thread of its own, which calls
/// `news`, also if nobody dials any more.
Result<std::unique_ptr<Dial>> begin_transport(const Address& address, TimePoint deadline,
                                              DialNews news);

/// Waits for it: for those who may block.
Result<std::unique_ptr<Transport>> complete(World world, Dial& dial);

/// For each kind of address: `tcp:`, `unix:`, `memory:`; `fd:` is there at once.
std::unique_ptr<Dial> dial_tcp(World world, const TcpAddress& address, TimePoint deadline,
                               DialNews news);
std::unique_ptr<Dial> dial_unix(World world, const UnixAddress& address, TimePoint deadline);
std::unique_ptr<Dial> dial_memory(World world, const MemoryAddress& address, TimePoint deadline);
std::unique_ptr<Dial> dial_inherited(World world, const FdAddress& address);

}  // namespace idl::detail
