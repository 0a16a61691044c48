// The order in which a name in a value is tried. What a value must be is the target's business;
// this file finds what was meant.
#include "idlc/schema/resolve_value.h"

#include <utility>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/schema/deprecated.h"
#include "idlc/schema/fit_value.h"
#include "idlc/schema/resolve_name.h"
#include "idlc/schema/suggest_name.h"

namespace idlc::schema {

namespace {

using Loose = std::optional<LooseValue>;

struct LiteralReader {
  Loose operator()(const syntax::BrokenValue&) const { return std::nullopt; }
  Loose operator()(const syntax::NameValue&) const { return std::nullopt; }
  Loose operator()(const syntax::ListValue&) const { return std::nullopt; }
  Loose operator()(const syntax::BracesValue&) const { return std::nullopt; }
  Loose operator()(const syntax::NullValue&) const { return LooseValue{Null{}}; }
  Loose operator()(const syntax::BoolValue& node) const { return LooseValue{node.value}; }
  Loose operator()(const syntax::FloatValue& node) const { return LooseValue{node.value}; }
  Loose operator()(const syntax::StringValue& node) const { return LooseValue{node.text}; }
  Loose operator()(const syntax::BytesValue& node) const {
    return LooseValue{ByteString{node.bytes}};
  }
  Loose operator()(const syntax::DurationValue& node) const {
    return LooseValue{Nanoseconds{node.nanoseconds}};
  }
  Loose operator()(const syntax::IntegerValue& node) const {
    return LooseValue{Integer{node.negative && node.magnitude != 0, node.magnitude}};
  }
};

struct LiteralText {
  std::string_view operator()(const syntax::BrokenValue&) const { return "a value"; }
  std::string_view operator()(const syntax::NullValue&) const { return "`null`"; }
  std::string_view operator()(const syntax::BoolValue&) const { return "`true` or `false`"; }
  std::string_view operator()(const syntax::IntegerValue&) const { return "an integer"; }
  std::string_view operator()(const syntax::FloatValue&) const { return "a floating-point number"; }
  std::string_view operator()(const syntax::StringValue&) const { return "a string"; }
  std::string_view operator()(const syntax::BytesValue&) const { return "bytes"; }
  std::string_view operator()(const syntax::DurationValue&) const { return "a duration"; }
  std::string_view operator()(const syntax::NameValue&) const { return "a name"; }
  std::string_view operator()(const syntax::ListValue&) const { return "a list"; }
  std::string_view operator()(const syntax::BracesValue&) const { return "a value in braces"; }
};

// A constant's value as it would stand at its use.
Loose value_of_constant(Draft& draft, DeclId id, const Span& use, const ValueTarget& target) {
  if (draft.is_late(id)) {
    const Span& type = draft.tree_as<syntax::ConstDecl>(id)->type.span;
    draft.sink.report(kValueType, use, expected_text(draft, target),
                      "a constant of type " + draft.quoted(type));
    return std::nullopt;
  }
  if (draft.is_broken(id)) return std::nullopt;
  const auto* constant = std::get_if<Constant>(&draft.schema[id].form);
  if (constant == nullptr) return std::nullopt;
  LooseValue loose{constant->value};
  const ValueTarget own = target_of_plain(draft, constant->type);
  if (const auto* scalar = std::get_if<Scalar>(&own)) loose.time = *scalar;
  return loose;
}

Loose use_of(Draft& draft, const EnumValueRef& value, const Span& place) {
  note_use(draft, value, place);
  return LooseValue{value};
}

Loose enum_value_or_report(Draft& draft, TypeId type, const syntax::Name& name) {
  if (const auto value = enum_value(draft, type, name.text))
    return use_of(draft, *value, name.span);
  report_unknown_enum_value(draft, type, name);
  return std::nullopt;
}

// The bare name that may be one of the expected enum's values.
const syntax::Name* bare_name(const syntax::Path& path) {
  return path.parts.size() == 1 && !path.from_root ? &path.parts.front() : nullptr;
}

// The enum that everything before the last dot names.
std::optional<TypeId> qualifying_enum(Draft& draft, const Scope& scope, const syntax::Path& path) {
  if (path.parts.size() < 2) return std::nullopt;
  syntax::Path prefix = path;
  prefix.parts.pop_back();
  const Lookup lookup = draft.names.find(scope, prefix);
  return lookup.found ? enum_behind(draft, *lookup.found) : std::nullopt;
}

// `Color.green` where the enum is `Colour`: the value shows which is meant.
bool report_unknown_qualifier(Draft& draft, const Scope& scope, const syntax::Path& path) {
  if (path.parts.size() < 2 || draft.may_be_lost(path)) return false;
  syntax::Path prefix = path;
  prefix.parts.pop_back();
  prefix.span = join(path.parts.front().span, prefix.parts.back().span);
  const auto near = suggest_name(draft, scope, prefix, Wanted::Type);
  if (!near || !near->declared || near->spelling == dotted(prefix)) return false;
  const auto* tree = draft.tree_as<syntax::EnumDecl>(*near->declared);
  if (tree == nullptr || !enum_value(draft, *near->declared, path.parts.back().text)) return false;
  auto report = draft.sink.report(kUnknownValue, path.span, to_string(path));
  add_suggestion(draft, scope, prefix, *near, report);
  return true;
}

Loose resolve_named(Draft& draft, const Scope& scope, const syntax::Path& path,
                    const ValueTarget& target) {
  if (path.is_broken()) return std::nullopt;
  const auto* expected = std::get_if<TypeId>(&target);
  const syntax::Name* bare = bare_name(path);
  if (expected != nullptr && bare != nullptr) {
    if (const auto value = enum_value(draft, *expected, bare->text)) {
      return use_of(draft, *value, bare->span);
    }
  }
  const Lookup lookup = draft.names.find(scope, path);
  if (!lookup.found && !lookup.hidden) {
    if (const auto type = qualifying_enum(draft, scope, path)) {
      return enum_value_or_report(draft, *type, path.parts.back());
    }
    if (expected != nullptr && bare != nullptr) {
      return enum_value_or_report(draft, *expected, *bare);
    }
    if (report_unknown_qualifier(draft, scope, path)) return std::nullopt;
  }
  const auto constant = resolve_name(draft, scope, path, Wanted::Constant);
  return constant ? value_of_constant(draft, *constant, path.span, target) : std::nullopt;
}

}  // namespace

void report_unknown_enum_value(Draft& draft, TypeId type, const syntax::Name& name) {
  const auto* tree = draft.tree_as<syntax::EnumDecl>(type);
  if (tree->damaged || draft.is_broken(type)) return;
  auto report = draft.sink.report(kUnknownEnumValue, name.span, draft.schema[type].name, name.text);
  if (draft.may_search(tree->values.size())) {
    std::vector<std::string_view> names;
    for (const auto& value : tree->values) names.push_back(value.name.text);
    const auto near = suggest(name.text, names);
    if (near) report.label(did_you_mean(*near)).fix(name.span, std::string(*near));
  }
  report.note(draft.schema[type].span, "the enum is declared here");
}

std::string_view literal_text(const syntax::Value& value) {
  return std::visit(LiteralText{}, value.node);
}

std::optional<EnumValueRef> enum_value(const Draft& draft, TypeId type, std::string_view name) {
  const auto value = draft.enum_values.find(draft.schema[type].full_name + "." + std::string(name));
  if (value == draft.enum_values.end()) return std::nullopt;
  return value->second;
}

std::optional<DeclId> constant_named(Draft& draft, const Scope& scope, const syntax::Value& value,
                                     const ValueTarget& target) {
  const auto* named = std::get_if<syntax::NameValue>(&value.node);
  if (named == nullptr || named->path.is_broken()) return std::nullopt;
  const auto* expected = std::get_if<TypeId>(&target);
  const syntax::Name* bare = bare_name(named->path);
  const bool is_enum_value =
      expected != nullptr && bare != nullptr && enum_value(draft, *expected, bare->text);
  if (is_enum_value) return std::nullopt;
  const auto found = draft.names.peek(scope, named->path);
  if (!found || !is_wanted(draft, *found, Wanted::Constant)) return std::nullopt;
  return found;
}

std::optional<Value> resolve_value(Draft& draft, const Scope& scope, const syntax::Value& value,
                                   const ValueTarget& target) {
  if (std::holds_alternative<UnknownTarget>(target)) return std::nullopt;
  const bool is_composite = std::holds_alternative<syntax::ListValue>(value.node) ||
                            std::holds_alternative<syntax::BracesValue>(value.node);
  if (is_composite) {
    draft.sink.report(kValueType, value.span, expected_text(draft, target), literal_text(value));
    return std::nullopt;
  }
  const auto* named = std::get_if<syntax::NameValue>(&value.node);
  const Loose loose = named == nullptr ? std::visit(LiteralReader{}, value.node)
                                       : resolve_named(draft, scope, named->path, target);
  if (!loose) return std::nullopt;
  return fit_value(draft, *loose, target, value.span);
}

}  // namespace idlc::schema
