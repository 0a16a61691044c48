// Schema against schema: what has changed in a way that breaks somebody.
//
// Declarations are matched by their full names, members by their numbers, methods by their names.
// It reads resolved schemas and reports to a sink; it loads nothing and knows no C++.
#pragma once

#include <set>

#include "idlc/compat/impact.h"
#include "idlc/diagnostics/sink.h"
#include "idlc/schema/schema.h"

namespace idlc::compat {

/// Reports every breaking change from `before` to `after` in one of the categories. Looks at what
/// the input files of `before` declare. Both were built with one SourceMap. Linear in both.
void compare(const schema::Schema& before, const schema::Schema& after,
             const std::set<Category>& categories, DiagnosticSink& sink);

}  // namespace idlc::compat
