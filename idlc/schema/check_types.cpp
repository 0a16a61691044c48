// Text and type are walked side by side, so that each complaint marks the part that is wrong. Names
// are resolved by now; what is judged here is whether the types may stand where they do.
#include "idlc/schema/check_types.h"

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/layout.h"
#include "idlc/schema/resolve_type.h"

namespace idlc::schema {

namespace {

bool is_union(const Schema& schema, const Type& type) {
  const Declaration* decl = declaration_of(schema, type);
  return decl != nullptr && std::holds_alternative<Union>(decl->form);
}

// A struct or an error, seen through aliases.
bool is_struct(const Schema& schema, const Type& type) {
  const Declaration* decl = declaration_of(schema, type);
  if (decl == nullptr) return false;
  return std::holds_alternative<Struct>(decl->form) || std::holds_alternative<Error>(decl->form);
}

bool is_optional(const Schema& schema, const Type& type) {
  return std::holds_alternative<OptionalType>(underlying(schema, type).form);
}

class UseChecker {
 public:
  UseChecker(Draft& draft, const syntax::TypeExpr& expr) : draft_(draft), expr_(expr) {}

  void check(const Type& type) { check_suffixed(type, expr_.suffixes.size()); }

 private:
  // The type that the first `count` suffixes make.
  void check_suffixed(const Type& type, std::size_t count) {
    if (count == 0) return check_base(type);
    const Span& place = expr_.suffixes[count - 1].span;
    if (const auto* optional = std::get_if<OptionalType>(&type.form)) {
      check_optional(*optional->value, place);
      check_suffixed(*optional->value, count - 1);
    } else if (const auto* array = std::get_if<ArrayType>(&type.form)) {
      check_element(*array->element);
      check_suffixed(*array->element, count - 1);
    }
  }

  void check_base(const Type& type) {
    if (const auto* list = std::get_if<ListType>(&type.form)) {
      check_argument(0, *list->element);
    } else if (const auto* set = std::get_if<SetType>(&type.form)) {
      check_key(kSetElementType, 0, *set->element);
    } else if (const auto* map = std::get_if<MapType>(&type.form)) {
      check_key(kMapKeyType, 0, *map->key);
      check_argument(1, *map->value);
    } else if (const auto* box = std::get_if<BoxType>(&type.form)) {
      check_box(*box->value);
    }
  }

  void check_argument(std::size_t position, const Type& type) {
    UseChecker(draft_, expr_.arguments[position]).check(type);
  }

  void check_key(const Diag<std::string_view>& diag, std::size_t position, const Type& type) {
    check_argument(position, type);
    if (has_invalid(draft_, type) || is_key_type(draft_.schema, type)) return;
    const Span& place = expr_.arguments[position].span;
    draft_.sink.report(diag, place, draft_.quoted(place));
  }

  void check_box(const Type& value) {
    check_argument(0, value);
    if (has_invalid(draft_, value) || is_struct(draft_.schema, value)) return;
    const Span& place = expr_.arguments[0].span;
    draft_.sink.report(kBoxContent, place, draft_.quoted(place));
  }

  void check_optional(const Type& value, const Span& place) {
    if (has_invalid(draft_, value)) return;
    if (is_optional(draft_.schema, value)) {
      draft_.sink.report(kNestedOptional, place).label("remove one of the two").fix(place, "");
    } else if (is_union(draft_.schema, value)) {
      draft_.sink.report(kOptionalUnion, place, declaration_of(draft_.schema, value)->name)
          .label("remove the `?`")
          .fix(place, "");
    }
  }

  void check_element(const Type& element) {
    if (has_invalid(draft_, element)) return;
    const Declaration* closed = closed_without_zero(draft_.schema, element);
    if (closed == nullptr) return;
    draft_.sink.report(kClosedEnumZero, expr_.span, closed->name)
        .label("an array's elements cannot have one either")
        .note(closed->span, "the enum is declared here");
  }

  Draft& draft_;
  const syntax::TypeExpr& expr_;
};

// What a declaration asks of the type that it is made of.
class OwnerChecker {
 public:
  explicit OwnerChecker(Draft& draft) : draft_(draft) {}

  void check(const TypeUse& use) {
    const auto* alias = draft_.tree_as<syntax::TypeDecl>(use.owner);
    if (alias != nullptr && alias->is_new) check_base(use);
    const auto* structure = draft_.tree_as<syntax::StructDecl>(use.owner);
    const bool is_fixed = structure != nullptr && structure->kind == syntax::StructKind::Fixed;
    if (is_fixed) check_fixed_member(use);
  }

 private:
  void check_base(const TypeUse& use) {
    const bool fits = !is_optional(draft_.schema, use.type) && !is_union(draft_.schema, use.type);
    if (!fits) draft_.sink.report(kNewTypeBase, use.expr->span, draft_.quoted(use.expr->span));
  }

  void check_fixed_member(const TypeUse& use) {
    if (!fixed_size_bytes(draft_.schema, use.type)) {
      draft_.sink.report(kFixedMember, use.expr->span, draft_.quoted(use.expr->span));
    } else if (const auto* closed = closed_without_zero(draft_.schema, use.type)) {
      draft_.sink.report(kClosedEnumZero, use.expr->span, closed->name)
          .label("a fixed struct's members cannot have one either")
          .note(closed->span, "the enum is declared here");
    }
  }

  Draft& draft_;
};

// A result of several has a class of its own around it, and may be anything.
void check_result(const Draft& draft, const Method& method) {
  const std::vector<const Field*> results = fields_of(method.results);
  if (results.size() != 1) return;
  const Declaration* result = declaration_of(draft.schema, results.front()->type);
  for (const TypeId error : method.throws) {
    if (&draft.schema[error] != result) continue;
    draft.sink.report(kThrownResult, results.front()->span, result->name)
        .label("return something else, or do not throw it");
  }
}

// What a stream carries stands alone, like a result.
void check_stream(const Draft& draft, const std::optional<StreamPart>& stream) {
  if (!stream || has_invalid(draft, stream->type)) return;
  const Declaration* closed = closed_without_zero(draft.schema, stream->type);
  if (closed == nullptr) return;
  draft.sink.report(kClosedEnumZero, stream->span, closed->name)
      .label("a stream's values cannot have one either")
      .note(closed->span, "the enum is declared here");
}

bool is_ordered(Scalar scalar) { return scalar != Scalar::F32 && scalar != Scalar::F64; }

}  // namespace

bool is_key_type(const Schema& schema, const Type& type) {
  const auto& form = innermost(schema, type).form;
  if (const auto* scalar = std::get_if<Scalar>(&form)) return is_ordered(*scalar);
  const auto* named = std::get_if<NamedType>(&form);
  if (named == nullptr) return false;
  const auto& declared = schema[named->id].form;
  return std::holds_alternative<Enum>(declared) || std::holds_alternative<Flags>(declared);
}

const Declaration* closed_without_zero(const Schema& schema, const Type& type) {
  const auto* named = std::get_if<NamedType>(&innermost(schema, type).form);
  if (named == nullptr) return nullptr;
  const Declaration& decl = schema[named->id];
  const auto* enumeration = std::get_if<Enum>(&decl.form);
  if (enumeration == nullptr || enumeration->openness == Openness::Open) return nullptr;
  return enumeration->has_zero ? nullptr : &decl;
}

void check_types(Draft& draft) {
  OwnerChecker owners(draft);
  for (TypeUse& use : draft.type_uses) {
    const auto errors_before = draft.sink.error_count();
    UseChecker(draft, *use.expr).check(use.type);
    use.is_reported = draft.sink.error_count() != errors_before;
    if (!has_invalid(draft, use.type)) owners.check(use);
  }
  for (const Declaration& decl : draft.schema.declarations) {
    const auto* service = std::get_if<Service>(&decl.form);
    if (service == nullptr) continue;
    for (const Method& method : service->methods) {
      check_result(draft, method);
      check_stream(draft, method.stream_in);
      check_stream(draft, method.stream_out);
    }
  }
}

}  // namespace idlc::schema
