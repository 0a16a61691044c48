// What `idlc explain` and docs/DIAGNOSTICS.md say about an entry of the catalogue: its meaning, and
// an example that is wrong beside one that is right. Pure text; where it goes is the driver's.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

// An example as it stands in a file: without the indentation that all of its lines share, and
// without the lines around it that hold nothing else. Ends with a line end.
[[nodiscard]] std::string unindented(std::string_view example);

// The message of an entry as people read it before it has arguments: `…` stands for each.
[[nodiscard]] std::string message_shape(const DiagInfo& info);

// A page for the terminal about one entry, at most 80 columns wide but for the examples.
[[nodiscard]] std::string explain(const DiagInfo& info);

// One line for each entry: its id, its severity, its message.
[[nodiscard]] std::string list_rules(std::span<const DiagInfo* const> entries);

// docs/DIAGNOSTICS.md: every entry, in Markdown.
[[nodiscard]] std::string rules_as_markdown(std::span<const DiagInfo* const> entries);

}  // namespace idlc
