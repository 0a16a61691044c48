// In what order the services of a file are declared, and which of them are spoken of before their
// turn comes. It looks at the schema only.
#pragma once

#include <set>
#include <vector>

#include "idlc/schema/schema.h"

namespace idlc::cpp {

struct ServiceOrder {
  /// Each behind its base, and behind those that its methods pass where no circle forbids it; else
  /// in the order of the text.
  std::vector<schema::DeclId> services;
  /// Those that a method of an earlier one passes: C++ needs a name for their clients before.
  std::set<schema::DeclId> announced;
};

[[nodiscard]] ServiceOrder service_order(const schema::Schema& schema, schema::FileId file);

}  // namespace idlc::cpp
