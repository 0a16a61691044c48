// A rule of the grammar that productions alone cannot hold: where in a method a stream may stand.
// Whether its type can be streamed is for the schema to say.
#pragma once

#include "idlc/diagnostics/sink.h"
#include "idlc/syntax/tree.h"

namespace idlc::syntax {

// Reports each stream that is not the last parameter or the only result of a method with an answer,
// and makes it an ordinary parameter or result.
void check_streams(DiagnosticSink& sink, Method& method);

}  // namespace idlc::syntax
