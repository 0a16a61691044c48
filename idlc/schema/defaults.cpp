// A default that is written is resolved like a constant; one that is missing matters for closed
// enums alone.
#include "idlc/schema/defaults.h"

#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/check_types.h"
#include "idlc/schema/read_value.h"
#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

bool is_optional(const Draft& draft, const FieldUse& use) {
  return std::holds_alternative<OptionalType>(innermost(draft.schema, use.field->type).form);
}

// Any other default than `null` would make it impossible to say "absent". What a name means has to
// be found out first.
bool is_literal_but_null(const syntax::Value& value) {
  return !value.is_broken() && !std::holds_alternative<syntax::NullValue>(value.node) &&
         !std::holds_alternative<syntax::NameValue>(value.node);
}

void resolve_written(Draft& draft, ValueReader& reader, const FieldUse& use) {
  if (has_invalid(draft, use.field->type)) return;
  const syntax::Value& text = *use.default_value;
  std::optional<Value> value;
  bool is_refused = is_optional(draft, use) && is_literal_but_null(text);
  if (!is_refused) {
    value = reader.read(scope_inside(draft, use.owner), text, use.field->type);
    is_refused = value && is_optional(draft, use) && !std::holds_alternative<Null>(*value);
  }
  if (is_refused) {
    draft.sink.report(kOptionalDefault, text.span).label("write `null`, or nothing");
  } else {
    use.field->default_value = std::move(value);
  }
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
  ValueReader reader(draft);
  for (const FieldUse& use : draft.field_uses) {
    if (use.default_value != nullptr) {
      resolve_written(draft, reader, use);
    } else if (use.place != FieldPlace::Annotation) {
      check_missing(draft, use);
    }
  }
}

}  // namespace idlc::schema
