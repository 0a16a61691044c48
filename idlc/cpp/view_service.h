// Views of services.
// They are built from the schema alone; emit_*.cpp turns them into text.
#pragma once

#include "idlc/cpp/view.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// The views of a file's services, in their order. They share the names of the file's own
/// constants and dispatch functions.
[[nodiscard]] std::vector<ServiceView> view_services(const ViewContext& context);

}  // namespace idlc::cpp
