// A member's own constraints come first, then those of its type. Ends of ranges are spelled as
// expressions of the type that is compared.
#include "idlc/cpp/view_constraints.h"

#include <utility>

#include <fmt/format.h>

#include "idlc/schema/constrained_types.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// A value that can have constraints, wherever it stands.
struct Checked {
  std::string name;   ///< in the schema
  std::string value;  ///< an expression
  const Annotations& annotations;
  const Type& type;
};

std::string bounds(const std::string& min, const std::string& max) {
  std::string text = "{";
  if (!min.empty()) text += ".min = " + min;
  if (!max.empty()) text += (min.empty() ? ".max = " : ", .max = ") + max;
  return text + "}";
}

std::string number(const std::optional<std::uint64_t>& end) {
  return end ? integer_literal({false, *end}) : "";
}

std::vector<std::string> checks_of(const ViewContext& context, const Checked& checked) {
  const Annotations& own = checked.annotations;
  const bool is_nested = is_constrained(context.schema, checked.type);
  if (!own.required && !own.length && !own.range && !is_nested) return {};
  const std::string label = string_literal(checked.name);
  const std::string place =
      (own.sensitive ? "idl::sensitive(" + label + ")" : label) + ", " + checked.value;
  std::vector<std::string> checks;
  if (own.required) checks.push_back("required(" + place + ");");
  if (const auto& length = own.length) {
    checks.push_back("length(" + place + ", " + view_bounds(*length) + ");");
  }
  if (const auto& range = own.range) {
    checks.push_back("range(" + place + ", " + view_bounds(context, *range, checked.type) + ");");
  }
  if (is_nested) checks.push_back("nested(" + place + ");");
  return checks;
}

void append(std::vector<std::string>& all, const std::vector<std::string>& checks,
            const std::string& prefix) {
  for (const std::string& check : checks) all.push_back(prefix + check);
}

}  // namespace

std::string view_bounds(const LengthBounds& length) {
  return bounds(number(length.min), number(length.max));
}

std::string view_bounds(const ViewContext& context, const RangeBounds& range, const Type& type) {
  const Type& bare = bare_type(context.schema, type);
  const auto end = [&](const std::optional<Value>& value) {
    return value ? context.initializers.expression(bare, *value, in_runtime()) : "";
  };
  return bounds(end(range.min), end(range.max));
}

std::vector<std::string> view_member_checks(const ViewContext& context, const Field& field,
                                            const std::string& value) {
  return checks_of(context, {field.name, value, *field.annotations, field.type});
}

std::vector<std::string> view_element_checks(const ViewContext& context, const StreamPart& stream,
                                             const std::string& element) {
  const Annotations& own = *stream.annotations;
  const bool has_own = own.length || own.range || own.required || own.sensitive;
  if (!has_own) return {};
  return checks_of(context, {stream.name, element, own, stream.type});
}

std::vector<std::string> view_checks(const ViewContext& context, const Block& block,
                                     const std::vector<std::string>& names) {
  std::vector<std::string> checks;
  auto name = names.begin();
  for (const Field* field : fields_of(block)) {
    append(checks, view_member_checks(context, *field, "value." + *name++), "validator.");
  }
  return checks;
}

std::vector<std::string> view_checks(const ViewContext& context, const FixedStruct& fixed,
                                     const std::vector<std::string>& names) {
  std::vector<std::string> checks;
  auto name = names.begin();
  for (const FixedMember& one : fixed.members) {
    const Checked member{one.name, "value." + *name++, *one.annotations, one.type};
    append(checks, checks_of(context, member), "validator.");
  }
  return checks;
}

std::vector<std::string> view_checks(const ViewContext& context, const Union& choice) {
  std::vector<std::string> checks;
  for (const UnionCase& one : choice.cases) {
    if (!one.type) continue;
    const Checked member{one.name, "*held", *one.annotations, *one.type};
    std::string block;
    for (const std::string& check : checks_of(context, member)) {
      block += "  validator." + check + "\n";
    }
    if (block.empty()) continue;
    checks.push_back(
        fmt::format("if (const auto* held = value.if_{}()) {{\n{}}}", wanted_name(one), block));
  }
  return checks;
}

std::vector<std::string> view_checks(const ViewContext& context, const Declaration& declaration,
                                     const NewType& new_type) {
  std::vector<std::string> checks;
  // The value has no name of its own: whoever holds it gives the place.
  const Annotations& own = *declaration.annotations;
  if (const auto& length = own.length) {
    checks.push_back("validator.length(\"\", value, " + view_bounds(*length) + ");");
  }
  if (const auto& range = own.range) {
    checks.push_back("validator.range(\"\", value, " + view_bounds(context, *range, new_type.base) +
                     ");");
  }
  if (is_constrained(context.schema, new_type.base)) {
    checks.push_back("validator.held(value.value());");
  }
  return checks;
}

ConstraintsView view_constraints(const ViewContext& context, DeclId id,
                                 std::vector<std::string> checks) {
  return {context.spelling.named(id, in_runtime()), std::move(checks)};
}

}  // namespace idlc::cpp
