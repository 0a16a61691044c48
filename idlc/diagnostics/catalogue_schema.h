// The catalogue's entries of the schema passes: what is wrong with names, types, numbers and
// defaults. A table of data.
#pragma once

#include <array>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kUnknownType{
    "unknown-type", Severity::Error, "unknown type `{}`",
    "No type of that name is visible here. Names are looked up in the enclosing types from the "
    "inside "
    "out, then in the own package, then as the full name `package.Type` among the imported files. "
    "Imports are not transitive: each file imports what it uses."};

inline constexpr std::array kSchemaDiagnostics{&kUnknownType.info};

}  // namespace idlc
