// Asking a resolver, which may be the user's own and do as it likes. When it is asked, and by which
// thread, is the channel's business.
#pragma once

#include <optional>
#include <vector>

#include "idl/address.h"
#include "idl/resolver.h"
#include "idl/result.h"
#include "idl/time.h"
#include "idl/time_point.h"

namespace idl::detail {

/// Its answer; what it throws becomes a failure. Sets `refresh` to when it wants to be asked again.
Result<std::vector<Address>> resolve_with(Resolver& resolver, TimePoint deadline,
                                          std::optional<Duration>& refresh);

}  // namespace idl::detail
