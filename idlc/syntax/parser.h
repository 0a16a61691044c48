// From text to tree. A recursive-descent parser that recovers: it reports every mistake of a file
// once, and always returns a tree. It opens no files and resolves no names.
#pragma once

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"
#include "idlc/syntax/tree.h"

namespace idlc::syntax {

// Lexes and parses one file of the map. Linear in the text; the stack is bounded by kMaxNesting,
// whatever the input.
[[nodiscard]] File parse(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

}  // namespace idlc::syntax
