// From a written name to the declaration that it means, or to a good error.
//
// Sits between the name table, which only looks, and the passes, which know what they need: a type,
// an error or a constant.
#pragma once

#include <optional>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// What may stand at the place of a name.
enum class Wanted {
  Type,
  TypeOrService,  ///< of a parameter or result
  Error,
  Constant,
  Service,
};

/// The declaration of the wanted kind that the path means. Otherwise nothing, and it has been
/// reported: here, or where the name was declared in vain.
[[nodiscard]] std::optional<DeclId> resolve_name(Draft& draft, const Scope& scope,
                                                 const syntax::Path& path, Wanted wanted);

/// Whether a declaration is of the wanted kind.
[[nodiscard]] bool is_wanted(const Draft& draft, DeclId id, Wanted wanted);

}  // namespace idlc::schema
