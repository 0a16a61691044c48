// From declarations to views: names, spellings, initialisers. Every decision about a type's C++ is
// made here; the emitters only place the result.
#include "idlc/cpp/view_types.h"

#include <fmt/format.h>

#include "idlc/cpp/concat.h"
#include "idlc/cpp/match.h"
#include "idlc/cpp/view_constant.h"
#include "idlc/cpp/view_constraints.h"

namespace idlc::cpp {

using namespace schema;

namespace {

std::vector<EnumView> inner_enums(const ViewContext& context, const Declaration& declaration) {
  std::vector<EnumView> enums;
  for (const DeclId id : declaration.nested) {
    if (context.names.placement(id) == Placement::Inside) {
      enums.push_back(view_enum(context, id));
    }
  }
  return enums;
}

std::vector<AliasView> nested_aliases(const ViewContext& context, DeclId id) {
  std::vector<AliasView> aliases;
  const auto& nested = context.schema[id].nested;
  for (std::size_t i = 0; i < nested.size(); ++i) {
    if (context.names.placement(nested[i]) == Placement::Inside) continue;
    aliases.push_back({{}, context.names.members(id).nested[i], context.names.name(nested[i])});
  }
  return aliases;
}

DeclarationView view_field(const ViewContext& context, const Place& place, const Field& field,
                           const std::string& name) {
  const bool bare = is_entangled(context, *place.inside, field.type);
  const std::string initializer = bare ? " IDL_EMPTY" : context.initializers.of_field(field, place);
  return {field.doc,
          concat({leading_attribute(field.annotations), context.spelling.type(field.type, place),
                  " ", name, initializer, ";"})};
}

// Of a value or flag, as a literal.
std::string json_name_of(const auto& value) {
  return string_literal(value.annotations->json_name.value_or(value.name));
}

std::string label_of(const ViewContext& context, DeclId id) {
  return string_literal(context.schema[id].name);
}

TextFieldView view_text_field(const std::string& idl_name, const std::string& name,
                              const Annotations& annotations) {
  const std::string label = string_literal(idl_name);
  return {.label = label,
          .json = annotations.json_name ? string_literal(*annotations.json_name) : label,
          .member = name,
          .is_sensitive = annotations.sensitive};
}

std::vector<HashView> view_hash(const ViewContext& context, DeclId id) {
  if (!context.hashable.contains(id)) return {};
  return {{context.spelling.named(id, in_runtime()), context.names.members(id).members}};
}

StructView view_struct(const ViewContext& context, DeclId id, const Block& block) {
  const Place place = in_class(context.schema, context.names, id);
  const auto& names = context.names.members(id).members;
  StructView view{
      .doc = context.schema[id].doc,
      .name = context.names.name(id),
      .qualified = context.spelling.named(id, in_runtime()),
      .enums = inner_enums(context, context.schema[id]),
      .nested = nested_aliases(context, id),
      .fields = {},
      .equality = view_equality(context, context.names.name(id), names),
      .text = view_text(context, context.names.name(id)),
      .label = label_of(context, id),
      .text_fields = view_text_fields(fields_of(block), names),
      .hash = view_hash(context, id),
      .block = view_block(context, block, names, context.spelling.named(id, in_runtime())),
      .error = {},
      .attribute = trailing_attribute(context.schema[id].annotations),
      .constraints = view_constraints(context, id, view_checks(context, block, names))};
  if (context.schema[id].annotations->preserve_unknown) {
    view.block.keeps_unknown = true;
    view.equality.members.emplace_back("unknown_fields_");
  }
  auto name = names.begin();
  view.fields.reserve(names.size());
  for (const Field* field : fields_of(block)) {
    view.fields.push_back(view_field(context, place, *field, *name++));
  }
  return view;
}

StructView view_error(const ViewContext& context, DeclId id, const Error& error) {
  StructView view = view_struct(context, id, error.block);
  view.error.push_back({string_literal(error.wire_name), wire_id_literal(error.wire_id)});
  return view;
}

FixedStructView view_fixed(const ViewContext& context, DeclId id, const FixedStruct& fixed) {
  const Place place = in_class(context.schema, context.names, id);
  FixedStructView view{
      .doc = context.schema[id].doc,
      .name = context.names.name(id),
      .qualified = context.spelling.named(id, in_runtime()),
      .enums = inner_enums(context, context.schema[id]),
      .nested = nested_aliases(context, id),
      .members = {},
      .equality = view_equality(context, context.names.name(id), context.names.members(id).members),
      .text = view_text(context, context.names.name(id)),
      .label = label_of(context, id),
      .text_fields = {},
      .hash = view_hash(context, id),
      .size_bytes = fixed.size_bytes,
      .plain = true,
      .can_be_invalid = false,
      .attribute = trailing_attribute(context.schema[id].annotations),
      .constraints = view_constraints(
          context, id, view_checks(context, fixed, context.names.members(id).members))};
  auto name = view.equality.members.begin();
  for (const FixedMember& member : fixed.members) {
    view.members.push_back(
        {member.doc, fmt::format("{}{} {}{};", leading_attribute(member.annotations),
                                 context.spelling.type(member.type, place), *name,
                                 context.initializers.of_zero(member.type, place))});
    view.text_fields.push_back(view_text_field(member.name, *name++, *member.annotations));
    view.plain = view.plain && is_plain(context.schema, member.type);
    view.can_be_invalid = view.can_be_invalid || needs_measuring(context.schema, member.type);
  }
  return view;
}

// Users of a union do not see that a case is in a box.
UnionCaseView view_case(const ViewContext& context, const Place& place, const UnionCase& one,
                        const std::string& name) {
  UnionCaseView view{.doc = one.doc,
                     .name = name,
                     .getter = (one.type ? "if_" : "is_") + wanted_name(one),
                     .label = string_literal(one.name),
                     .json = string_literal(one.annotations->json_name.value_or(one.name)),
                     .number = std::to_string(one.number),
                     .type = {},
                     .outer_type = {},
                     .attribute = trailing_attribute(one.annotations),
                     .is_sensitive = one.annotations->sensitive};
  if (!one.type) return view;
  const auto* box = std::get_if<BoxType>(&underlying(context.schema, *one.type).form);
  const Type& type = box == nullptr ? *one.type : *box->value;
  view.type = context.spelling.type(type, place);
  view.outer_type = context.spelling.type(type, in_package(context.file));
  view.boxed = box != nullptr;
  return view;
}

UnionView view_union(const ViewContext& context, DeclId id, const Union& choice) {
  const Place place = in_class(context.schema, context.names, id);
  const auto& names = context.names.members(id).members;
  UnionView view{.doc = context.schema[id].doc,
                 .name = context.names.name(id),
                 .qualified = context.spelling.named(id, in_runtime()),
                 .enums = inner_enums(context, context.schema[id]),
                 .nested = nested_aliases(context, id),
                 .cases = {},
                 .equality = view_equality(context, context.names.name(id), {"value_"}),
                 .text = view_text(context, context.names.name(id)),
                 .label = label_of(context, id),
                 .local = local_name(context, "made", names),
                 .parameter = local_name(context, "value", names),
                 .box = local_name(context, "box", names),
                 .attribute = trailing_attribute(context.schema[id].annotations),
                 .constraints = view_constraints(context, id, view_checks(context, choice))};
  for (std::size_t i = 0; i < choice.cases.size(); ++i) {
    view.cases.push_back(view_case(context, place, choice.cases[i], names[i]));
  }
  return view;
}

}  // namespace

EqualityView view_equality(const ViewContext& context, const std::string& type,
                           const std::vector<std::string>& members) {
  return {type, members, local_name(context, "a"), local_name(context, "b")};
}

TextView view_text(const ViewContext& context, const std::string& type) {
  return {type, local_name(context, "out"), local_name(context, "value")};
}

std::vector<TextFieldView> view_text_fields(const std::vector<const Field*>& fields,
                                            const std::vector<std::string>& names) {
  std::vector<TextFieldView> views;
  views.reserve(fields.size());
  auto name = names.begin();
  for (const Field* field : fields) {
    views.push_back(view_text_field(field->name, *name++, *field->annotations));
  }
  return views;
}

// Flags as an enum whose values are single bits.
EnumView view_flags(const ViewContext& context, DeclId id, const Flags& flags) {
  const bool is_inside = context.names.placement(id) == Placement::Inside;
  EnumView view{
      .doc = context.schema[id].doc,
      .name = context.names.name(id),
      .path = context.names.path(id),
      .qualified = context.spelling.named(id, in_runtime()),
      .underlying = scalar_type(flags.width),
      .text = view_text(context, context.names.path(id)),
      .closed = false,
      .values = {},
      .flags = {{local_name(context, "a"), local_name(context, "b"), is_inside ? "friend " : ""}},
      .attribute = trailing_attribute(context.schema[id].annotations)};
  for (std::size_t i = 0; i < flags.bits.size(); ++i) {
    const FlagBit& one = flags.bits[i];
    view.values.push_back({one.doc, context.names.members(id).members[i], string_literal(one.name),
                           fmt::format("{} << {}", one.bit < 32 ? "1U" : "1ULL", one.bit),
                           std::to_string(one.bit), trailing_attribute(one.annotations),
                           json_name_of(one)});
    view.renamed_in_json = view.renamed_in_json || one.annotations->json_name;
  }
  return view;
}

EnumView view_enum(const ViewContext& context, DeclId id) {
  const Declaration& declaration = context.schema[id];
  if (const auto* flags = std::get_if<Flags>(&declaration.form)) {
    return view_flags(context, id, *flags);
  }
  const auto& enumeration = std::get<Enum>(declaration.form);
  EnumView view{.doc = declaration.doc,
                .name = context.names.name(id),
                .path = context.names.path(id),
                .qualified = context.spelling.named(id, in_runtime()),
                .underlying = scalar_type(enumeration.width),
                .text = view_text(context, context.names.path(id)),
                .closed = enumeration.openness == Openness::Closed,
                .values = {},
                .flags = {},
                .attribute = trailing_attribute(declaration.annotations)};
  for (std::size_t i = 0; i < enumeration.values.size(); ++i) {
    const EnumValue& value = enumeration.values[i];
    view.values.push_back({value.doc,
                           context.names.members(id).members[i],
                           string_literal(value.name),
                           integer_literal(value.number),
                           {},
                           trailing_attribute(value.annotations),
                           json_name_of(value)});
    view.renamed_in_json = view.renamed_in_json || value.annotations->json_name;
  }
  return view;
}

ItemView view_declaration(const ViewContext& context, DeclId id) {
  const Declaration& declaration = context.schema[id];
  const Place place = in_package(context.file);
  return match(
      declaration.form,
      [&](const Constant& constant) -> ItemView { return view_constant(context, id, constant); },
      [&](const Alias& alias) -> ItemView {
        return AliasView{declaration.doc, context.names.name(id),
                         context.spelling.type(alias.target, place),
                         trailing_attribute(declaration.annotations)};
      },
      [&](const NewType& new_type) -> ItemView {
        return NewTypeView{
            declaration.doc,
            context.names.name(id),
            context.spelling.type(new_type.base, place),
            view_text(context, context.names.name(id)),
            trailing_attribute(declaration.annotations),
            view_constraints(context, id, view_checks(context, declaration, new_type))};
      },
      [&](const Enum&) -> ItemView { return view_enum(context, id); },
      [&](const Flags&) -> ItemView { return view_enum(context, id); },
      [&](const FixedStruct& fixed) -> ItemView { return view_fixed(context, id, fixed); },
      [&](const Struct& structure) -> ItemView {
        return view_struct(context, id, structure.block);
      },
      [&](const Error& error) -> ItemView { return view_error(context, id, error); },
      [&](const Union& choice) -> ItemView { return view_union(context, id, choice); },
      [](const Service&) -> ItemView { return ConstantView{}; },
      [](const Annotation&) -> ItemView { return ConstantView{}; });
}

}  // namespace idlc::cpp
