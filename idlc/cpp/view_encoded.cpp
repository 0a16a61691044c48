// From declarations to the views of View classes: what each field looks like where it lies encoded,
// where that is, and what stands in for it where an older writer left it out.
#include "idlc/cpp/view_encoded.h"

#include <algorithm>

#include <fmt/format.h>

#include "idlc/cpp/concat.h"
#include "idlc/cpp/match.h"
#include "idlc/cpp/view_types.h"
#include "idlc/schema/layout.h"

namespace idlc::cpp {

using namespace schema;

namespace {

bool is_text_or_bytes(Scalar scalar) { return scalar == Scalar::String || scalar == Scalar::Bytes; }

const NewType* new_type_of(const Schema& schema, const Type& type) {
  const Declaration* declaration = declaration_of(schema, type);
  return declaration == nullptr ? nullptr : std::get_if<NewType>(&declaration->form);
}

// Whether the type is shown as itself, by value.
bool is_shown_as_itself(const Schema& schema, const Type& type) {
  const Type& seen = innermost(schema, type);
  if (const auto* scalar = std::get_if<Scalar>(&seen.form)) return !is_text_or_bytes(*scalar);
  const Declaration* declaration = declaration_of(schema, seen);
  return declaration != nullptr && (std::holds_alternative<Enum>(declaration->form) ||
                                    std::holds_alternative<Flags>(declaration->form) ||
                                    std::holds_alternative<FixedStruct>(declaration->form));
}

// What users see of an encoded value of the type.
std::string shown_type(const ViewContext& context, const Type& type) {
  const Schema& schema = context.schema;
  if (is_shown_as_itself(schema, type)) return context.spelling.type(type, in_runtime());
  if (const NewType* new_type = new_type_of(schema, type)) {
    return shown_type(context, new_type->base);
  }
  const Type& seen = underlying(schema, type);
  if (const auto* scalar = std::get_if<Scalar>(&seen.form)) {
    return *scalar == Scalar::String ? "std::string_view" : "idl::BytesView";
  }
  if (const auto* optional = std::get_if<OptionalType>(&seen.form)) {
    return concat({"std::optional<", shown_type(context, *optional->value), ">"});
  }
  if (const auto* box = std::get_if<BoxType>(&seen.form)) return shown_type(context, *box->value);
  return concat({"idl::View<", context.spelling.type(type, in_runtime()), ">"});
}

// A field's default as a constant.
struct DefaultView {
  std::string declaration;
  std::string name;
};

// Of a new type the constant is what it stands for: the class itself cannot be constant.
std::string named_value(const ViewContext& context, const Type& type, const std::string& constant) {
  const NewType* new_type = new_type_of(context.schema, type);
  if (new_type == nullptr || !is_shown_as_itself(context.schema, type)) return constant;
  return fmt::format("{}({})", context.spelling.type(type, in_runtime()),
                     named_value(context, new_type->base, constant));
}

// Whether the default has to be encoded before it can be viewed: that of a list, a struct and so
// on.
bool is_made_once(const Schema& schema, const Field& field) {
  if (!field.default_value || std::holds_alternative<Null>(*field.default_value)) return false;
  return !is_shown_as_itself(schema, field.type) &&
         !std::holds_alternative<std::string>(*field.default_value) &&
         !std::holds_alternative<ByteString>(*field.default_value) &&
         !std::holds_alternative<OptionalType>(underlying(schema, field.type).form);
}

// Nothing for a default that is the type's own.
std::optional<DefaultView> view_default(const ViewContext& context, const Field& field) {
  if (!field.default_value || std::holds_alternative<Null>(*field.default_value)) return {};
  const Type& type = innermost(context.schema, field.type);
  const std::string name = fmt::format("kDefault{}", field.number);
  std::string type_text = shown_type(context, type);
  if (const auto* bytes = std::get_if<ByteString>(&*field.default_value)) {
    if (bytes->bytes.empty()) return {};
    type_text = fmt::format("std::array<std::byte, {}>", bytes->bytes.size());
  }
  return DefaultView{
      fmt::format("static constexpr {} {}{};", type_text, name,
                  context.initializers.of_value(type, *field.default_value, in_runtime())),
      name};
}

// Goes through a block's slots and knows where each stands.
class StructBuilder {
 public:
  StructBuilder(const ViewContext& context, DeclId id, const Block& block)
      : context_(context), names_(context.names.members(id).members) {
    view_.doc = context.schema[id].doc;
    view_.qualified = context.spelling.named(id, in_runtime());
    view_.slots_bytes = block.slots_bytes;
    view_.accessors.reserve(block.members.size());
    view_.fields.reserve(block.members.size());
    for (const Member& member : block.members) {
      match(
          member, [&](const Field& field) { add(field); },
          [&](const ReservedField& reserved) {
            view_.fields.push_back(skipping_of(reserved.slot));
            pass(reserved.slot);
          });
    }
  }

  EncodedStructView take() { return std::move(view_); }

 private:
  void add(const Field& field) {
    const std::string type = context_.spelling.type(field.type, in_runtime());
    const bool is_fixed = field.slot.form == SlotForm::Fixed;
    std::string missing;
    std::string missing_inside;
    const std::string& name = names_[view_.accessors.size()];
    if (is_made_once(context_.schema, field)) {
      missing = fmt::format(", detail::default_view<&{}::{}>", view_.qualified, name);
      missing_inside = missing;
    } else if (const auto value = view_default(context_, field)) {
      view_.defaults.push_back(value->declaration);
      missing_inside = ", " + named_value(context_, field.type, value->name);
      missing = ", " + named_value(context_, field.type,
                                   "ViewCodec<" + view_.qualified + ">::" + value->name);
    }
    const std::string place = std::to_string(is_fixed ? offset_ : view_.lengths.size());
    const char* const function = is_fixed ? "detail::fixed_field<" : "detail::body_field<";
    view_.accessors.push_back({field.doc, shown_type(context_, field.type), name,
                               concat({function, type, ", ", place, ">(*this", missing, ")"})});
    view_.fields.push_back(
        concat({"field<", type, ">(block, ", string_literal(field.name), missing_inside, ");"}));
    pass(field.slot);
  }

  void pass(const Slot& slot) {
    constexpr std::uint32_t kLengthBytes = 4;
    offset_ += slot.size_bytes;
    if (slot.form != SlotForm::Fixed) view_.lengths.push_back(offset_ - kLengthBytes);
  }

  const ViewContext& context_;
  const std::vector<std::string>& names_;
  EncodedStructView view_;
  std::uint32_t offset_ = 0;
};

void add_case(const ViewContext& context, const UnionCase& one, EncodedUnionView& view) {
  const std::string number = std::to_string(one.number);
  const std::string label = string_literal(one.name);
  if (!one.type) {
    view.accessors.push_back({one.doc, "bool", "is_" + one.name,
                              fmt::format("detail::case_number(*this) == {}", number)});
    view.cases.push_back({number, fmt::format("visitor.empty({})", label)});
    return;
  }
  const std::string type = context.spelling.type(*one.type, in_runtime());
  view.accessors.push_back(
      {one.doc, fmt::format("std::optional<{}>", shown_type(context, *one.type)), "if_" + one.name,
       fmt::format("detail::if_case<{}>(*this, {})", type, number)});
  view.cases.push_back({number, fmt::format("one_case<{}>(visitor, {})", type, label)});
}

EncodedUnionView view_union(const ViewContext& context, DeclId id, const Union& choice) {
  const std::string qualified = context.spelling.named(id, in_runtime());
  EncodedUnionView view{context.schema[id].doc, qualified, {}, {}};
  view.accessors.push_back(
      {"The case that is set; a number without an enumerator is one that a newer peer sent.",
       qualified + "::Case", "which",
       fmt::format("static_cast<{}::Case>(detail::case_number(*this))", qualified)});
  for (const UnionCase& one : choice.cases) add_case(context, one, view);
  return view;
}

EncodedFixedView view_fixed(const ViewContext& context, DeclId id, const FixedStruct& fixed) {
  EncodedFixedView view{context.spelling.named(id, in_runtime()), {}};
  for (const FixedMember& member : fixed.members) {
    view.member_types.push_back(context.spelling.type(member.type, in_runtime()));
  }
  return view;
}

bool is_plain(const Schema& schema, const FixedStruct& fixed) {
  return std::ranges::all_of(
      fixed.members, [&](const FixedMember& member) { return cpp::is_plain(schema, member.type); });
}

void add_view(const ViewContext& context, TypeId id, std::vector<EncodedView>& views) {
  match(
      context.schema[id].form,
      [&](const Struct& form) {
        views.emplace_back(StructBuilder(context, id, form.block).take());
      },
      [&](const Error& form) { views.emplace_back(StructBuilder(context, id, form.block).take()); },
      [&](const Union& form) { views.emplace_back(view_union(context, id, form)); },
      [&](const FixedStruct& form) {
        if (!is_plain(context.schema, form)) views.emplace_back(view_fixed(context, id, form));
      },
      [](const auto&) {});
}

}  // namespace

void each_encoded(const ViewContext& context,
                  const std::function<void(const EncodedGroup&)>& consume) {
  for (const TypeGroup& group : context.schema[context.file].type_order) {
    EncodedGroup encoded{{}, group.recursive};
    for (const TypeId id : group.members) add_view(context, id, encoded.views);
    consume(encoded);
  }
}

}  // namespace idlc::cpp
