// From text to tokens. Every byte of a file ends up in a token, a comment, or between them; what is
// wrong is reported and the token marked as malformed. Knows no keywords and no grammar.
#pragma once

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"
#include "idlc/syntax/token.h"

namespace idlc::syntax {

// Lexes one file of the map. Linear in the text, without recursion.
[[nodiscard]] TokenList lex(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

}  // namespace idlc::syntax
