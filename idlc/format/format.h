// The formatter: a file in the one style that all schemas have (docs/decisions says which). It
// works on tokens and comments, which it never changes, and decides only about the blanks between
// them; what tokens mean to each other is read from their kinds. It knows neither the schema nor a
// disk.
#pragma once

#include <optional>
#include <string>

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"

namespace idlc::format {

// The file's text in its style. Nothing if the file has errors of syntax, which are reported.
// Formatting the result again changes nothing. Linear in the text.
[[nodiscard]] std::optional<std::string> format(const SourceMap& sources, SourceId source,
                                                DiagnosticSink& sink);

}  // namespace idlc::format
