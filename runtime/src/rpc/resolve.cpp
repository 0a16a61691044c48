// The one place where the runtime calls a resolver: whatever comes out of it, exceptions included,
// is an answer.
#include "rpc/resolve.h"

#include <exception>

#include "rpc/channel_errors.h"

namespace idl::detail {

Result<std::vector<Address>> resolve_with(Resolver& resolver, TimePoint deadline,
                                          std::optional<Duration>& refresh) {
  try {
    auto answer = resolver.resolve(deadline);
    refresh = resolver.refresh_after();
    return answer;
  } catch (const std::exception& thrown) {
    return resolver_threw(thrown.what());
  } catch (...) {
    return resolver_threw("something that is no std::exception");
  }
}

}  // namespace idl::detail
