// The pass that puts each file's types into an order in which they can be defined. It is the order
// in which a C++ compiler can read them.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills File::type_order and Declaration::in_cycle. No type contains itself by value.
void order_types(Draft& draft);

}  // namespace idlc::schema
