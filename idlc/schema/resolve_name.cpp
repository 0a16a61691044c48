// The three ways in which a name can fail: unknown, known but hidden, of the wrong kind. Each is
// reported once, with the nearest name or the import that would help.
#include "idlc/schema/resolve_name.h"

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/deprecated.h"
#include "idlc/schema/suggest_name.h"

namespace idlc::schema {

namespace {

std::string_view wanted_with_article(Wanted wanted) {
  switch (wanted) {
    case Wanted::Type:
    case Wanted::TypeOrService:
      return "a type";
    case Wanted::Error:
      return "an error";
    case Wanted::Constant:
      return "a value";
    case Wanted::Service:
      return "a service";
  }
  return "";
}

const Diag<std::string_view>& unknown_of(Wanted wanted) {
  switch (wanted) {
    case Wanted::Type:
    case Wanted::TypeOrService:
      return kUnknownType;
    case Wanted::Error:
      return kUnknownError;
    case Wanted::Constant:
      return kUnknownValue;
    case Wanted::Service:
      return kUnknownService;
  }
  return kUnknownType;
}

void report_hidden(Draft& draft, const Scope& scope, const syntax::Path& path, DeclId hidden) {
  // The import that is missing may be there, and have led nowhere.
  if (draft.files[scope.file.index].lost_import) return;
  const Declaration& decl = draft.schema[hidden];
  auto report = draft.sink.report(kMissingImport, path.span, decl.full_name);
  report.label(import_of(draft, decl.file)).note(decl.span, "it is declared here");
  fix_by_import(draft, scope.file, decl.file, report);
}

// A name that is not known may be one that a damaged file lost; then it is worth a word only where
// a built-in type was meant.
void report_unknown(Draft& draft, const Scope& scope, const syntax::Path& path, Wanted wanted) {
  if (draft.may_be_lost(path)) return;
  const auto suggestion = suggest_name(draft, scope, path, wanted);
  const bool is_built_in = suggestion && !suggestion->declared;
  if (draft.files[scope.file.index].incomplete && !is_built_in) return;
  auto report = draft.sink.report(unknown_of(wanted), path.span, to_string(path));
  if (suggestion) add_suggestion(draft, scope, path, *suggestion, report);
}

void report_wrong_kind(Draft& draft, const syntax::Path& path, DeclId found, Wanted wanted) {
  draft.sink
      .report(kWrongKind, path.span, to_string(path), kind_with_article(draft, found),
              wanted_with_article(wanted))
      .note(draft.schema[found].span, "it is declared here");
}

}  // namespace

bool is_wanted(const Draft& draft, DeclId id, Wanted wanted) {
  const auto& node = draft.trees[id.index]->node;
  const bool is_constant = std::holds_alternative<syntax::ConstDecl>(node);
  const bool is_service = std::holds_alternative<syntax::ServiceDecl>(node);
  const bool is_annotation = std::holds_alternative<syntax::AnnotationDecl>(node);
  if (wanted == Wanted::Constant) return is_constant;
  if (wanted == Wanted::Service) return is_service;
  if (wanted == Wanted::TypeOrService) return !is_constant && !is_annotation;
  if (wanted == Wanted::Type) return !is_constant && !is_service && !is_annotation;
  const auto* structure = std::get_if<syntax::StructDecl>(&node);
  return structure != nullptr && structure->kind == syntax::StructKind::Error;
}

std::optional<DeclId> resolve_name(Draft& draft, const Scope& scope, const syntax::Path& path,
                                   Wanted wanted) {
  if (path.is_broken()) return std::nullopt;
  const Lookup lookup = draft.names.find(scope, path);
  if (lookup.found) {
    if (std::holds_alternative<syntax::BrokenDecl>(draft.trees[lookup.found->index]->node)) {
      return std::nullopt;
    }
    if (is_wanted(draft, *lookup.found, wanted)) {
      note_use(draft, *lookup.found, path.span);
      return lookup.found;
    }
    if (!draft.is_broken(*lookup.found)) {
      report_wrong_kind(draft, path, *lookup.found, wanted);
    }
  } else if (lookup.hidden) {
    report_hidden(draft, scope, path, *lookup.hidden);
  } else {
    report_unknown(draft, scope, path, wanted);
  }
  return std::nullopt;
}

}  // namespace idlc::schema
