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

/// Reports every breaking change from `before` to `after` in one of the categories, also in files
/// that are imported. Of an imported file that `after` does not read at all, only what is used of
/// it is known: that the rest is gone is not reported. Both were built with one SourceMap. Linear
/// in both.
void compare(const schema::Schema& before, const schema::Schema& after,
             const std::set<Category>& categories, DiagnosticSink& sink);

}  // namespace idlc::compat
