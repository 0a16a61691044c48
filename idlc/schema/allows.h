// `@allow("id")`: which warnings are not wanted, and whether there were any.
//
// Reports go to the sink as ever; what is allowed is taken out again at the end.
#pragma once

#include <string>

#include "idlc/schema/annotated.h"
#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Notes one id, or reports that no warning has it.
void add_allow(Draft& draft, const Annotated& on, const std::string& id, const Span& place);

/// Takes the warnings out of the sink that are allowed where they stand.
void silence_allowed(Schema& schema, DiagnosticSink& sink);

/// Warns of allows that have silenced nothing, of those warnings that every run looks for. Last.
void report_unused_allows(const Schema& schema, DiagnosticSink& sink);

}  // namespace idlc::schema
