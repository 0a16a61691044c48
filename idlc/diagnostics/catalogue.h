// The catalogue: every diagnostic of the compiler, one file a theme. To add one, write its entry,
// name it in the list of its layer (in catalogue_syntax.h, catalogue_schema.h,
// catalogue_schema_annotations.h or catalogue_breaking.h), and give it a fixture in
// tests/diagnostics.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "idlc/diagnostics/catalogue_breaking.h"
#include "idlc/diagnostics/catalogue_schema.h"
#include "idlc/diagnostics/catalogue_schema_annotations.h"
#include "idlc/diagnostics/catalogue_syntax.h"

namespace idlc {

// A diagnostic that no version reports any more. Its id is never given to another.
struct RetiredDiag {
  std::string_view id;
  std::string_view reason;  // a sentence
};

inline constexpr std::array kRetiredDiagnostics{
    RetiredDiag{"cannot-generate", "All that the language has can be generated."}};

// The entry with that id, or null.
[[nodiscard]] const RetiredDiag* find_retired(std::string_view id);

// Every entry, sorted by id.
[[nodiscard]] std::span<const DiagInfo* const> all_diagnostics();

// The entry with that id, or null.
[[nodiscard]] const DiagInfo* find_diagnostic(std::string_view id);

}  // namespace idlc
