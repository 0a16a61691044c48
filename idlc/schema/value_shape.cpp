// Each question is one visit, or a walk whose depth the parser and the reader of values have
// bounded. Nothing is reported here.
#include "idlc/schema/value_shape.h"

#include <algorithm>

namespace idlc::schema {

namespace {

// About as many bytes as a plain value takes.
constexpr std::size_t kBytesPerWeight = 64;

struct Same {
  const Schema& schema;
  const Type& other;

  bool with(const Element& a, const Element& b) const { return hold_the_same(schema, *a, *b); }

  template <class Plain>
  bool operator()(const Plain& type) const {
    return type == std::get<Plain>(other.form);
  }
  bool operator()(const ListType& type) const {
    return with(type.element, std::get<ListType>(other.form).element);
  }
  bool operator()(const SetType& type) const {
    return with(type.element, std::get<SetType>(other.form).element);
  }
  bool operator()(const MapType& type) const {
    const auto& map = std::get<MapType>(other.form);
    return with(type.key, map.key) && with(type.value, map.value);
  }
  bool operator()(const ArrayType& type) const {
    const auto& array = std::get<ArrayType>(other.form);
    return type.size == array.size && with(type.element, array.element);
  }
  bool operator()(const OptionalType& type) const {
    return with(type.value, std::get<OptionalType>(other.form).value);
  }
  bool operator()(const BoxType& type) const {
    return with(type.value, std::get<BoxType>(other.form).value);
  }
};

// Calls visit for each value directly inside another.
template <class Visit>
void for_each_inner(const Value& value, const Visit& visit) {
  if (const auto* list = std::get_if<ListValue>(&value)) {
    for (const Value& element : list->elements) visit(element);
  } else if (const auto* map = std::get_if<MapValue>(&value)) {
    for (const MapEntry& entry : map->entries) {
      visit(entry.key);
      visit(entry.value);
    }
  } else if (const auto* fields = std::get_if<StructValue>(&value)) {
    for (const FieldValue& field : fields->fields) visit(field.value);
  } else if (const auto* tagged = std::get_if<UnionValue>(&value)) {
    for (const Value& content : tagged->content) visit(content);
  }
}

bool is_composite(const Value& value) {
  return std::holds_alternative<ListValue>(value) || std::holds_alternative<MapValue>(value) ||
         std::holds_alternative<StructValue>(value) || std::holds_alternative<UnionValue>(value);
}

struct NamedExpectation {
  const Declaration& decl;

  std::string with_first(std::string_view member) const {
    return "`" + decl.name + "` such as `{" + std::string(member) + ": …}`";
  }
  std::string of_block(const Block& block) const {
    const auto fields = fields_of(block);
    return fields.empty() ? "`" + decl.name + "`, written `{}`" : with_first(fields.front()->name);
  }
  std::string operator()(const Struct& form) const { return of_block(form.block); }
  std::string operator()(const Error& form) const { return of_block(form.block); }
  std::string operator()(const FixedStruct& form) const {
    return form.members.empty() ? "`" + decl.name + "`" : with_first(form.members.front().name);
  }
  std::string operator()(const Union& form) const {
    return form.cases.empty() ? "`" + decl.name + "`" : with_first(form.cases.front().name);
  }
  std::string operator()(const Flags& form) const {
    const std::string first = form.bits.empty() ? "" : form.bits.front().name;
    return "flags of `" + decl.name + "` such as `[" + first + "]`";
  }
  template <class Other>
  std::string operator()(const Other&) const {
    return "a value of `" + decl.name + "`";
  }
};

// Members stand in number order, and reserved numbers among them.
struct MemberFinder {
  std::uint32_t number;

  NamedMember of_block(const Block& block) const {
    const auto& field = std::get<Field>(block.members[number - 1]);
    return {field.name, &field.type};
  }
  NamedMember operator()(const Struct& form) const { return of_block(form.block); }
  NamedMember operator()(const Error& form) const { return of_block(form.block); }
  NamedMember operator()(const FixedStruct& form) const {
    const FixedMember& member = form.members[number - 1];
    return {member.name, &member.type};
  }
  NamedMember operator()(const Union& form) const {
    const auto found = std::lower_bound(
        form.cases.begin(), form.cases.end(), number,
        [](const UnionCase& one, std::uint32_t wanted) { return one.number < wanted; });
    return {found->name, found->type ? &*found->type : nullptr};
  }
  template <class Other>
  NamedMember operator()(const Other&) const {
    return {};
  }
};

}  // namespace

const Type& held_type(const Schema& schema, const Type& type) {
  const Type& inner = innermost(schema, type);
  if (const auto* optional = std::get_if<OptionalType>(&inner.form)) {
    return held_type(schema, *optional->value);
  }
  if (const auto* box = std::get_if<BoxType>(&inner.form)) return held_type(schema, *box->value);
  return inner;
}

const Type& element_type(const Schema& schema, const Type& type) {
  const auto& form = held_type(schema, type).form;
  if (const auto* set = std::get_if<SetType>(&form)) return *set->element;
  if (const auto* array = std::get_if<ArrayType>(&form)) return *array->element;
  return *std::get<ListType>(form).element;
}

NamedMember member_of(const Schema& schema, const Type& type, std::uint32_t number) {
  const auto& id = std::get<NamedType>(held_type(schema, type).form).id;
  return std::visit(MemberFinder{number}, schema[id].form);
}

bool hold_the_same(const Schema& schema, const Type& a, const Type& b) {
  const Type& left = innermost(schema, a);
  const Type& right = innermost(schema, b);
  if (left.form.index() != right.form.index()) return false;
  return std::visit(Same{schema, right}, left.form);
}

std::size_t weight_of(const Value& value) {
  std::size_t weight = 1;
  if (const auto* text = std::get_if<std::string>(&value)) weight += text->size() / kBytesPerWeight;
  if (const auto* raw = std::get_if<ByteString>(&value)) {
    weight += raw->bytes.size() / kBytesPerWeight;
  }
  for_each_inner(value, [&](const Value& inner) { weight += weight_of(inner); });
  return weight;
}

unsigned depth_of(const Value& value) {
  unsigned deepest = 0;
  for_each_inner(value, [&](const Value& inner) { deepest = std::max(deepest, depth_of(inner)); });
  return deepest + (is_composite(value) ? 1 : 0);
}

std::string expected_literal(const Schema& schema, const Type& type) {
  const auto& form = innermost(schema, type).form;
  if (const auto* named = std::get_if<NamedType>(&form)) {
    const Declaration& decl = schema[named->id];
    return std::visit(NamedExpectation{decl}, decl.form);
  }
  if (const auto* scalar = std::get_if<Scalar>(&form)) {
    return "a value of `" + std::string(name_of(*scalar)) + "`";
  }
  if (const auto* optional = std::get_if<OptionalType>(&form)) {
    return "`null` or " + expected_literal(schema, *optional->value);
  }
  if (const auto* box = std::get_if<BoxType>(&form)) return expected_literal(schema, *box->value);
  if (std::holds_alternative<MapType>(form)) return "a map such as `{key: value}`";
  if (std::holds_alternative<SetType>(form)) return "a set such as `[…]`";
  if (std::holds_alternative<ArrayType>(form)) return "an array such as `[…]`";
  return "a list such as `[…]`";
}

}  // namespace idlc::schema
