// Diagnostics as text for people: `human` with the source line, and `short` with one line each.
// Both begin with `file:line:col: error: message [id]`, which every editor understands. Functions
// from values to strings: they print nothing and read no files.
#pragma once

#include <string>

#include "idlc/diagnostics/sink.h"
#include "idlc/source/source_file.h"

namespace idlc {

enum class Color { Off, On };

// For example:
//   order.idl:6:11: error: unknown type `LineItme` [unknown-type]
//       6 |   4: list<LineItme> items;
//         |           ^~~~~~~~ did you mean `LineItem`?
//   order.idl:3:8: note: `LineItem` is declared here
//         = help: a line of advice
[[nodiscard]] std::string render_human(const Diagnostic& diagnostic, const SourceMap& sources,
                                       Color color = Color::Off);

// The first line of the above, without colours.
[[nodiscard]] std::string render_short(const Diagnostic& diagnostic, const SourceMap& sources);

// Everything that a run has to say, and how many errors the limit hid.
[[nodiscard]] std::string render_human(const CollectedDiagnostics& diagnostics,
                                       const SourceMap& sources, Color color = Color::Off);
[[nodiscard]] std::string render_short(const CollectedDiagnostics& diagnostics,
                                       const SourceMap& sources);

}  // namespace idlc
