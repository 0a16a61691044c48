// Which types the written defaults of a type need: those whose literals stand in them.
//
// Together with the types that are held by value they say what must be known before the type can
// be, and what would never end.
#pragma once

#include <vector>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// A value of `used` stands in the default of a field of `user`.
struct DefaultEdge {
  TypeId user;
  TypeId used;
  const FieldUse* field = nullptr;
};

/// One edge a struct, fixed struct, error or union that is written in the default of a struct's or
/// error's field.
[[nodiscard]] std::vector<DefaultEdge> default_edges(const Draft& draft);

/// Reports defaults that lead back to their own type, so that no value of it could ever be made.
void check_default_recursion(Draft& draft);

}  // namespace idlc::schema
