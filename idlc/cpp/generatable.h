// What the language has and the generator does not make yet. The one place that knows it: whoever
// makes one of these things removes its line here.
#pragma once

#include <span>

#include "idlc/diagnostics/sink.h"
#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// Reports each thing in these files that generate() cannot be asked for.
void report_ungeneratable(const schema::Schema& schema, std::span<const schema::FileId> files,
                          DiagnosticSink& sink);

}  // namespace idlc::cpp
