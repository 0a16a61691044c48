// The order of keys and set elements, which is the order of their bytes on the wire and of the C++
// containers.
#pragma once

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// Whether one value stands before another; both are values of one key type.
[[nodiscard]] bool is_before(const Schema& schema, const Value& a, const Value& b);

}  // namespace idlc::schema
