// A default that is written is resolved like a constant; one that is missing matters for closed
// enums alone.
#include "idlc/schema/defaults.h"

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/check_types.h"
#include "idlc/schema/resolve_type.h"
#include "idlc/schema/resolve_value.h"

namespace idlc::schema {

namespace {

void resolve_written(Draft& draft, const FieldUse& use) {
  if (has_invalid(draft, use.field->type)) return;
  const ValueTarget target = target_of(draft, use.field->type);
  if (std::holds_alternative<NoLiterals>(target) && !is_composite(*use.default_value)) {
    if (use.default_value->is_broken()) return;
    draft.sink.report(kNoDefaultPossible, use.default_value->span, draft.quoted(use.type->span));
    return;
  }
  use.field->default_value =
      resolve_value(draft, scope_inside(draft, use.owner), *use.default_value, target);
}

void check_missing(const Draft& draft, const FieldUse& use) {
  if (has_invalid(draft, use.field->type)) return;
  const Declaration* closed = closed_without_zero(draft.schema, use.field->type);
  if (closed == nullptr) return;
  const auto& values = std::get<Enum>(closed->form).values;
  const bool is_result = use.place == FieldPlace::Result;
  const std::string remedy = is_result || values.empty() ? "a result cannot have one either"
                                                         : "add `= " + values.front().name + "`";
  draft.sink.report(kClosedEnumZero, is_result ? use.type->span : use.field->span, closed->name)
      .label(remedy)
      .note(closed->span, "the enum is declared here");
}

}  // namespace

void resolve_defaults(Draft& draft) {
  for (const FieldUse& use : draft.field_uses) {
    if (use.default_value != nullptr) {
      resolve_written(draft, use);
    } else if (use.place != FieldPlace::Annotation) {
      check_missing(draft, use);
    }
  }
}

}  // namespace idlc::schema
