// Which sockets this process may take over by a number, each once: those that it was born with have
// the number of their descriptor, and those that its own code offers one that no descriptor has and
// that nothing else is ever offered under. So no address comes to mean another socket.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "base/system.h"
#include "base/unique_fd.h"
#include "idl/address.h"
#include "idl/result.h"

namespace idl::detail {

/// Above the number of any descriptor: Linux has none from 2^30 on (fs.nr_open).
inline constexpr int kFirstOffer = 1 << 30;

/// All of the process. Any thread.
class Offers {
 public:
  /// Lives as long as the process, so that nothing is closed behind main().
  static Offers& of_process();

  FdAddress offer(UniqueFd socket);
  void withdraw(const FdAddress& address);

  /// Takes the descriptor over. Fails with AddressInvalid if it is not open, or with Unavailable if
  /// it was taken before.
  Result<UniqueFd> take(System& system, const FdAddress& address);

 private:
  Result<UniqueFd> take_offered(const FdAddress& address);
  Result<UniqueFd> take_inherited(System& system, const FdAddress& address);

  std::mutex mutex_;
  int next_offer_ = kFirstOffer;  // guarded by mutex_, as is all below
  std::map<int, UniqueFd> offered_;
  std::set<int> taken_;  // of those that were inherited
};

}  // namespace idl::detail
