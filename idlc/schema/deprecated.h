// Uses of what is deprecated: noted while names are resolved, reported when all is known. What
// generated code does about it is the generator's business.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Notes that a declaration, or a value of an enum or flags, is named at a place, if it is
/// deprecated.
void note_use(Draft& draft, DeclId used, const Span& place);
void note_use(Draft& draft, const EnumValueRef& used, const Span& place);

/// The pass that warns of them, but for those inside of what is deprecated itself.
void report_deprecated_uses(Draft& draft);

}  // namespace idlc::schema
