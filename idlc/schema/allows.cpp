// An allow reaches as far as the text of what it stands on, and on a package as far as the file.
// One that is misspelt works as if it were not, so that one mistake is one report.
#include "idlc/schema/allows.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"

namespace idlc::schema {

namespace {

bool is_warning(const DiagInfo& info) { return info.severity == Severity::Warning; }

// The warnings that building a schema can give. Others are for those who look for more.
bool is_looked_for(std::string_view id) {
  const auto has_id = [&](const DiagInfo* info) { return info->id == id; };
  return std::ranges::any_of(kSyntaxDiagnostics, has_id) ||
         std::ranges::any_of(kSchemaDiagnostics, has_id) ||
         std::ranges::any_of(kAnnotationDiagnostics, has_id);
}

// The warning that was probably meant.
std::optional<std::string> report_unknown(Draft& draft, const std::string& id, const Span& place) {
  auto report = draft.sink.report(kUnknownWarning, place, id);
  if (find_diagnostic(id) != nullptr) {
    report.label("this is an error, which cannot be allowed");
    return std::nullopt;
  }
  std::vector<std::string_view> ids;
  for (const DiagInfo* info : all_diagnostics()) {
    if (is_warning(*info)) ids.push_back(info->id);
  }
  const auto near = suggest(id, ids);
  if (!near) return std::nullopt;
  report.label(did_you_mean(*near)).fix(place, "\"" + std::string(*near) + "\"");
  return std::string(*near);
}

}  // namespace

void add_allow(Draft& draft, const Annotated& on, const std::string& id, const Span& place) {
  const DiagInfo* info = find_diagnostic(id);
  const bool is_known = info != nullptr && is_warning(*info);
  const auto meant = is_known ? std::optional(id) : report_unknown(draft, id, place);
  if (!meant) return;
  Span scope = on.span;
  if (on.place == AnnotationPlace::Package) {
    scope.begin = 0;
    scope.end = std::numeric_limits<std::uint32_t>::max();
  }
  // What was misspelt silences what was meant, so that one mistake is one error.
  draft.schema.allows.push_back({*meant, place, scope, !is_known});
}

void silence_allowed(Schema& schema, DiagnosticSink& sink) {
  for (Allow& allow : schema.allows) {
    if (sink.silence(allow.id, allow.scope)) allow.used = true;
  }
}

void report_unused_allows(const Schema& schema, DiagnosticSink& sink) {
  for (const Allow& allow : schema.allows) {
    if (allow.used || !is_looked_for(allow.id)) continue;
    sink.report(kUnusedAllow, allow.argument, allow.id).label("remove it");
  }
}

}  // namespace idlc::schema
