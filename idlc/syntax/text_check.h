// What a whole file must be before its tokens matter: UTF-8, and free of the characters that make a
// text look different from what it is.
#pragma once

#include <string_view>

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"

namespace idlc::syntax {

// Reports the first invalid UTF-8 sequence, the first carriage return without a line feed, every
// run of NUL characters, and every bidirectional control character of the file, comments and
// strings included. Of UTF-16 it says only what it is.
void check_text(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

// Whether the text begins with the byte order mark of UTF-16, which no UTF-8 does.
[[nodiscard]] bool is_utf16(std::string_view text);

}  // namespace idlc::syntax
