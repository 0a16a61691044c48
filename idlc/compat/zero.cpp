// Zero is 0, empty or absent; of a struct, its fields' defaults, of which those that are written
// have been held against their constraints when the schema was read.
#include "idlc/compat/zero.h"

#include <utility>

#include "idlc/schema/annotation_text.h"
#include "idlc/schema/constrained_types.h"

namespace idlc::compat {

using namespace schema;

namespace {

bool is_above_zero(const Value& bound) {
  if (const auto* integer = std::get_if<Integer>(&bound)) return Integer{} < *integer;
  if (const auto* number = std::get_if<double>(&bound)) return *number > 0;
  const auto* time = std::get_if<Nanoseconds>(&bound);
  return time != nullptr && time->count > 0;
}

bool is_below_zero(const Value& bound) {
  if (const auto* integer = std::get_if<Integer>(&bound)) return *integer < Integer{};
  if (const auto* number = std::get_if<double>(&bound)) return *number < 0;
  const auto* time = std::get_if<Nanoseconds>(&bound);
  return time != nullptr && time->count < 0;
}

bool excludes_zero(const RangeBounds& range) {
  return (range.min && is_above_zero(*range.min)) || (range.max && is_below_zero(*range.max));
}

// As it is written, without the blank before it.
std::string quoted(const Schema& schema, const Annotations& one, const Type& type) {
  return "`" + annotation_text(schema, one, &type).substr(1) + "`";
}

std::optional<std::string> of(std::optional<std::string> broken, const std::string& owner) {
  if (!broken || broken->find(" of ") != broken->npos) return broken;
  return *broken + " of `" + owner + "`";
}

}  // namespace

std::optional<std::string> ZeroChecker::broken(const Type& type, const Annotations& annotations) {
  if (auto broken = by_itself(type, annotations)) return broken;
  return inside(type);
}

std::optional<std::string> ZeroChecker::by_itself(const Type& type,
                                                  const Annotations& annotations) const {
  Annotations one;
  one.required = annotations.required;
  if (one.required) return quoted(schema_, one, type);
  if (std::holds_alternative<OptionalType>(innermost(schema_, type).form)) return std::nullopt;
  if (annotations.length && annotations.length->min.value_or(0) > 0) {
    one.length = annotations.length;
    return quoted(schema_, one, type);
  }
  if (annotations.range && excludes_zero(*annotations.range)) {
    one.range = annotations.range;
    return quoted(schema_, one, type);
  }
  return std::nullopt;
}

// What a container holds is not there; an array's elements and a box's value are.
std::optional<std::string> ZeroChecker::inside(const Type& type) {
  const Type& seen = underlying(schema_, type);
  if (const auto* array = std::get_if<ArrayType>(&seen.form)) return inside(*array->element);
  if (const auto* box = std::get_if<BoxType>(&seen.form)) return inside(*box->value);
  const Declaration* declaration = declaration_of(schema_, seen);
  if (declaration == nullptr || !declaration->is_constrained) return std::nullopt;
  const auto known = known_.find(declaration);
  if (known != known_.end()) return known->second;
  return known_[declaration] = inside(*declaration);
}

std::optional<std::string> ZeroChecker::inside(const Declaration& declaration) {
  const auto& form = declaration.form;
  const std::string& name = declaration.full_name;
  if (const auto* type = std::get_if<NewType>(&form)) {
    return of(broken(type->base, *declaration.annotations), name);
  }
  if (const auto* structure = std::get_if<Struct>(&form)) return inside(name, structure->block);
  if (const auto* error = std::get_if<Error>(&form)) return inside(name, error->block);
  if (const auto* fixed = std::get_if<FixedStruct>(&form)) return inside(name, *fixed);
  return std::nullopt;
}

std::optional<std::string> ZeroChecker::inside(const std::string& owner, const Block& block) {
  for (const Field* field : fields_of(block)) {
    if (field->default_value) continue;
    auto one = of(broken(field->type, *field->annotations), owner + "." + field->name);
    if (one) return one;
  }
  return std::nullopt;
}

std::optional<std::string> ZeroChecker::inside(const std::string& owner, const FixedStruct& fixed) {
  for (const FixedMember& member : fixed.members) {
    auto one = of(broken(member.type, *member.annotations), owner + "." + member.name);
    if (one) return one;
  }
  return std::nullopt;
}

const Declaration* ZeroChecker::enum_without_zero(const Type& type) const {
  const Declaration* declaration = declaration_of(schema_, innermost(schema_, type));
  if (declaration == nullptr) return nullptr;
  const auto* enumeration = std::get_if<Enum>(&declaration->form);
  const bool refuses =
      enumeration != nullptr && enumeration->openness == Openness::Closed && !enumeration->has_zero;
  return refuses ? declaration : nullptr;
}

}  // namespace idlc::compat
