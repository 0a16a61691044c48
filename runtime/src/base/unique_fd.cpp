// Closing, through the seam of system calls. A failure to close is not reported: the descriptor is
// gone all the same.
#include "base/unique_fd.h"

#include "base/system.h"

namespace idl::detail {

void UniqueFd::reset(int fd) noexcept {
  const int old = std::exchange(fd_, fd);
  if (old >= 0 && old != fd) {
    real_system().close(old);
  }
}

}  // namespace idl::detail
