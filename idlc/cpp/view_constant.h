// The view of a constant: which C++ a value can be while we compile, and what becomes of the
// others.
#pragma once

#include "idlc/cpp/view.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// Without a destructor in either form: constants can be used while the program begins and ends.
[[nodiscard]] ConstantView view_constant(const ViewContext& context, schema::DeclId id,
                                         const schema::Constant& constant);

}  // namespace idlc::cpp
