// The limit is read anew each time: a process may have raised it.
// Where there is none, connections have none on this account.
#include "base/descriptor_limit.h"

#include <sys/resource.h>

#include <algorithm>

namespace idl::detail {
namespace {

constexpr rlim_t kKeptFree = 64;

}  // namespace

std::size_t connections_allowed(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
  if (limit.rlim_cur <= kKeptFree) return 1;
  return std::min(wanted, static_cast<std::size_t>(limit.rlim_cur - kKeptFree));
}

}  // namespace idl::detail
