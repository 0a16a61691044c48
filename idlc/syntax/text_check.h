// What a whole file must be before its tokens matter: UTF-8, and free of the characters that make a
// text look different from what it is.
#pragma once

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"

namespace idlc::syntax {

// Reports the first invalid UTF-8 sequence, every run of NUL characters, and every bidirectional
// control character of the file, comments and strings included.
void check_text(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

}  // namespace idlc::syntax
