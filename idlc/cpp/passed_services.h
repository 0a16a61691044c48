// Services that methods pass as values: what their classes have to be declared behind. It looks at
// the schema only.
#pragma once

#include <optional>
#include <vector>

#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// The service that a parameter or result of this type is, alone, optional or in a list.
[[nodiscard]] std::optional<schema::DeclId> passed_service(const schema::Type& type);

/// The services in the parameters and results of a method, each as often as it stands there.
[[nodiscard]] std::vector<schema::DeclId> passed_services(const schema::Method& method);

}  // namespace idlc::cpp
