// Which nested types can be declared inside the class of the type that they are nested in. The
// others are emitted beside the class, and the class gets an alias for them.
#pragma once

#include <vector>

#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// For each declaration of the schema, whether it stands in its parent's class. Enums and flags do,
/// unless something that must be declared before the class needs them. Structs and unions never do:
/// a class inside another is incomplete for too many uses.
[[nodiscard]] std::vector<bool> stands_inside(const schema::Schema& schema);

/// Whether the types inside of boxes count.
enum class Boxes { Opened, Closed };

/// The declared types that a type mentions, each as often as it does.
[[nodiscard]] std::vector<schema::TypeId> mentioned_types(const schema::Type& type,
                                                          Boxes boxes = Boxes::Opened);

/// The types that a declaration's own members mention.
[[nodiscard]] std::vector<schema::TypeId> used_types(const schema::Declaration& declaration);

}  // namespace idlc::cpp
