// Views of the fakes of services: what their methods remember, and the names of what they add. They
// are built from the schema alone, only where fakes are asked for.
#pragma once

#include "idlc/cpp/view.h"
#include "idlc/cpp/view_context.h"

namespace idlc::cpp {

/// Of a file's services, in their order.
[[nodiscard]] std::vector<FakeView> view_fakes(const ViewContext& context);

}  // namespace idlc::cpp
