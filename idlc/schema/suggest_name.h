// "Did you mean …?" for names of types, errors and constants.
//
// Searches everything that the run has read, visible or not, because a missing import is the most
// frequent reason why a name is unknown; and the names that other languages give to our types.
#pragma once

#include <optional>
#include <string>

#include "idlc/diagnostics/sink.h"
#include "idlc/schema/resolve_name.h"

namespace idlc::schema {

/// What the author probably meant.
struct NameSuggestion {
  std::string spelling;            ///< to be written in place of the wrong name
  std::optional<DeclId> declared;  ///< nothing for a built-in type
};

/// The nearest name of the wanted kind. Nothing if none is near; nothing either once a run has
/// asked so often that nobody will read the answers.
[[nodiscard]] std::optional<NameSuggestion> suggest_name(Draft& draft, const Scope& scope,
                                                         const syntax::Path& path, Wanted wanted);

/// Adds the suggestion to a report: label, fix, where it is declared, and the import if it is
/// hidden.
void add_suggestion(const Draft& draft, const Scope& scope, const syntax::Path& path,
                    const NameSuggestion& suggestion, DiagnosticBuilder& report);

/// The advice to import a file, for a label or a line of help.
[[nodiscard]] std::string import_of(const Draft& draft, FileId file);

/// Makes that advice a fix: the import is added behind the last one of the file that lacks it.
void fix_by_import(const Draft& draft, FileId importer, FileId file, DiagnosticBuilder& report);

}  // namespace idlc::schema
