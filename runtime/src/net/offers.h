// Which descriptors this process may take over by their number: those that its own code offers, and
// those that it was born with, each once. A number that was taken is never mistaken for the socket
// that the system gives the same number later.
#pragma once

#include <map>
#include <mutex>
#include <set>

#include "base/system.h"
#include "base/unique_fd.h"
#include "idl/address.h"
#include "idl/result.h"

namespace idl::detail {

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
  std::mutex mutex_;
  std::map<int, UniqueFd> offered_;  // guarded by mutex_
  std::set<int> taken_;              // guarded by mutex_
};

}  // namespace idl::detail
