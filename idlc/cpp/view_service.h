// Views of services: their signatures and names, from the schema alone. emit_service.cpp,
// emit_stubs.cpp and emit_dispatch.cpp turn them into text.
#pragma once

#include "idlc/cpp/view.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// The views of a file's services, in their order, but each behind its base. They share the names
/// of the file's own constants and dispatch functions.
[[nodiscard]] std::vector<ServiceView> view_services(const ViewContext& context);

}  // namespace idlc::cpp
