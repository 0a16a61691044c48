// Texts become std::string_view, lists and sets std::array, maps idl::ConstMap, all constexpr. What
// takes memory in any case, such as a list of lists or a struct with a string, is made by a
// function when it is first asked for, and never destroyed.
#include "idlc/cpp/view_constant.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "idlc/schema/value_shape.h"

namespace idlc::cpp {

using namespace schema;

namespace {

// Works out the types of constexpr variables; each function yields nothing where there is none.
class ConstexprTypes {
 public:
  ConstexprTypes(const ViewContext& context, const Place& place)
      : context_(context), place_(place) {}

  std::optional<std::string> of(const Type& type, const Value& value) const {
    const auto& form = underlying(context_.schema, type).form;
    if (const auto* bytes = std::get_if<ByteString>(&value)) {
      if (!std::holds_alternative<Scalar>(form)) return std::nullopt;
      return fmt::format("std::array<std::byte, {}>", bytes->bytes.size());
    }
    if (const auto* map = std::get_if<MapType>(&form)) {
      return map_of(*map, std::get<MapValue>(value).entries.size());
    }
    const auto* list = std::get_if<ListValue>(&value);
    const bool is_list =
        std::holds_alternative<ListType>(form) || std::holds_alternative<SetType>(form);
    if (list != nullptr && is_list) {
      return array_of(element_type(context_.schema, type), list->elements.size());
    }
    return simple(type);
  }

 private:
  std::optional<std::string> map_of(const MapType& map, std::size_t size) const {
    const auto key = simple(*map.key);
    const auto value = simple(*map.value);
    if (!key || !value) return std::nullopt;
    return fmt::format("idl::ConstMap<{}, {}, {}>", *key, *value, size);
  }

  std::optional<std::string> array_of(const Type& element, std::size_t size) const {
    const auto type = simple(element);
    if (!type) return std::nullopt;
    return fmt::format("std::array<{}, {}>", *type, size);
  }

  // A type whose values all have one size: in place of a string what views one.
  std::optional<std::string> simple(const Type& type) const {
    const auto& form = underlying(context_.schema, type).form;
    const auto* scalar = std::get_if<Scalar>(&form);
    if (scalar != nullptr && *scalar == Scalar::String) return "std::string_view";
    if (!is_literal(type)) return std::nullopt;
    return context_.spelling.type(type, place_);
  }

  // Whether the type's own C++ can be constexpr.
  bool is_literal(const Type& type) const {
    const auto& form = underlying(context_.schema, type).form;
    if (const auto* scalar = std::get_if<Scalar>(&form)) {
      return *scalar != Scalar::String && *scalar != Scalar::Bytes;
    }
    if (const auto* array = std::get_if<ArrayType>(&form)) return is_literal(*array->element);
    if (const auto* optional = std::get_if<OptionalType>(&form)) {
      return is_literal(*optional->value);
    }
    const auto* named = std::get_if<NamedType>(&form);
    if (named == nullptr) return false;
    const auto& declared = context_.schema[named->id].form;
    if (std::holds_alternative<Enum>(declared) || std::holds_alternative<Flags>(declared)) {
      return true;
    }
    const auto* fixed = std::get_if<FixedStruct>(&declared);
    return fixed != nullptr && std::ranges::all_of(fixed->members, [&](const FixedMember& member) {
             return is_literal(member.type);
           });
  }

  const ViewContext& context_;
  const Place& place_;
};

// Maps and arrays of what stands in braces need a second pair of them.
std::string initializer_of(const ViewContext& context, const Constant& constant,
                           const Place& place) {
  std::string text = context.initializers.of_value(constant.type, constant.value, place);
  const auto& form = underlying(context.schema, constant.type).form;
  const bool is_doubled = std::holds_alternative<ListType>(form) ||
                          std::holds_alternative<SetType>(form) ||
                          std::holds_alternative<MapType>(form);
  return is_doubled && text.starts_with("{{") ? "{" + text + "}" : text;
}

}  // namespace

ConstantView view_constant(const ViewContext& context, DeclId id, const Constant& constant) {
  const Place place = in_package(context.file);
  const std::string& name = context.names.name(id);
  ConstantView view;
  view.doc = context.schema[id].doc;
  const std::string attribute = leading_attribute(context.schema[id].annotations);
  if (const auto type = ConstexprTypes(context, place).of(constant.type, constant.value)) {
    view.declaration = fmt::format("{}inline constexpr {} {}{};", attribute, *type, name,
                                   initializer_of(context, constant, place));
    return view;
  }
  const std::string type = context.spelling.type(constant.type, place);
  view.local = local_name(context, "value");
  view.function = fmt::format("const {}& {}()", type, name);
  view.declaration = fmt::format("[[nodiscard]] {}{};", attribute, view.function);
  view.variable = fmt::format("static const auto& {} = *new {};", view.local,
                              context.initializers.made(constant.type, constant.value, place));
  return view;
}

}  // namespace idlc::cpp
