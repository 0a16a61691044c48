// What the runtime calls a descriptor of its own, which users never see.
// It is the same type as theirs.
#pragma once

#include "idl/fd.h"

namespace idl::detail {

using UniqueFd = Fd;

}  // namespace idl::detail
