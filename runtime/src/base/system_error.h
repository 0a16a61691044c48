// The one place that turns the system's reasons into errors of the runtime. It takes the reason as
// a value and never looks at errno itself.
#pragma once

#include <string>
#include <system_error>

#include "idl/error.h"

namespace idl::detail {

/// An Error for a system call that failed: "DOING: the system's reason", with a remedy where one is
/// known. Exhausted descriptors and memory are ResourceExhausted, a connection that nobody answers
/// or that broke is Unavailable (Origin::Transport), everything else SystemError.
Error system_error(const std::string& doing, std::errc reason);

}  // namespace idl::detail
