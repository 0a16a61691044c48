// The trees of all declarations beside what was made of them. Members are matched by position, or
// by number where a wrong one may have been left out.
#include "idlc/schema/annotated.h"

#include <algorithm>

namespace idlc::schema {

namespace {

using Place = AnnotationPlace;
using Visit = std::function<void(const Annotated&)>;

// The field of a block with the number and name that the text has, if it was not refused.
Field* field_in(Block& block, const syntax::Field& tree) {
  if (!tree.number) return nullptr;
  const auto number_of = [](const Member& member) {
    return std::visit([](const auto& slot) { return slot.number; }, member);
  };
  const auto at = std::ranges::lower_bound(block.members, tree.number->value, {}, number_of);
  auto* field = at == block.members.end() ? nullptr : std::get_if<Field>(&*at);
  return field != nullptr && field->span == tree.name.span ? field : nullptr;
}

UnionCase* case_in(Union& tagged, const syntax::Field& tree) {
  if (!tree.number) return nullptr;
  const auto at =
      std::ranges::lower_bound(tagged.cases, tree.number->value, {}, &UnionCase::number);
  return at != tagged.cases.end() && at->span == tree.name.span ? &*at : nullptr;
}

const Type* type_of(const UnionCase& one) { return one.type ? &*one.type : nullptr; }

// The annotations of one declaration and of its members.
class Walker {
 public:
  Walker(Draft& draft, DeclId id, const Visit& visit)
      : draft_(draft), id_(id), decl_(draft.schema[id]), visit_(visit) {}

  void operator()(const syntax::BrokenDecl&) const {}

  void operator()(const syntax::ConstDecl& tree) { declared(Place::Constant, tree); }

  void operator()(const syntax::TypeDecl& tree) {
    auto* new_type = std::get_if<NewType>(&decl_.form);
    declared(tree.is_new ? Place::NewType : Place::Alias, tree,
             new_type == nullptr ? nullptr : &new_type->base);
  }

  void operator()(const syntax::EnumDecl& tree) {
    declared(Place::Enum, tree);
    if (auto* enumeration = std::get_if<Enum>(&decl_.form)) values(tree, enumeration->values);
    if (auto* flags = std::get_if<Flags>(&decl_.form)) values(tree, flags->bits);
  }

  void operator()(const syntax::StructDecl& tree) {
    switch (tree.kind) {
      case syntax::StructKind::Struct:
        declared(Place::Struct, tree);
        return fields(std::get_if<Struct>(&decl_.form), tree);
      case syntax::StructKind::Error:
        declared(Place::Error, tree);
        return fields(std::get_if<Error>(&decl_.form), tree);
      case syntax::StructKind::Fixed:
        declared(Place::FixedStruct, tree);
        return fixed_members(tree);
    }
  }

  void operator()(const syntax::UnionDecl& tree) {
    declared(Place::Union, tree);
    auto* tagged = std::get_if<Union>(&decl_.form);
    for (const syntax::Field& one : tree.cases) {
      auto* found = tagged == nullptr ? nullptr : case_in(*tagged, one);
      member(Place::Case, one, found, found == nullptr ? nullptr : type_of(*found));
    }
  }

  void operator()(const syntax::ServiceDecl& tree) {
    declared(Place::Service, tree);
    auto* service = std::get_if<Service>(&decl_.form);
    for (std::size_t i = 0; service != nullptr && i < tree.methods.size(); ++i) {
      method(tree.methods[i], service->methods[i]);
    }
  }

  void operator()(const syntax::AnnotationDecl& tree) {
    declared(Place::Annotation, tree);
    auto* annotation = std::get_if<Annotation>(&decl_.form);
    for (std::size_t i = 0; annotation != nullptr && i < tree.fields.size(); ++i) {
      Field& field = annotation->fields[i];
      member(Place::AnnotationField, tree.fields[i], &field, &field.type);
    }
  }

 private:
  template <class Tree>
  void declared(Place place, const Tree& tree, const Type* type = nullptr) {
    if (tree.annotations.empty()) return;
    visit_({place, scope(), tree.span, tree.annotations, &decl_.annotations, type});
  }

  template <class Tree, class Thing>
  void member(Place place, const Tree& tree, Thing* thing, const Type* type) {
    if (tree.annotations.empty()) return;
    visit_({place, scope(), tree.span, tree.annotations,
            thing == nullptr ? nullptr : &thing->annotations, type});
  }

  // Values and bits stand in the order of the text, wrong ones included.
  template <class Values>
  void values(const syntax::EnumDecl& tree, Values& values) {
    for (std::size_t i = 0; i < tree.values.size() && i < values.size(); ++i) {
      member(Place::EnumValue, tree.values[i], &values[i], nullptr);
    }
  }

  template <class Form>
  void fields(Form* form, const syntax::StructDecl& tree) {
    for (const syntax::Field& field : tree.fields) {
      auto* found = form == nullptr ? nullptr : field_in(form->block, field);
      member(Place::Field, field, found, found == nullptr ? nullptr : &found->type);
    }
  }

  void fixed_members(const syntax::StructDecl& tree) {
    auto* fixed = std::get_if<FixedStruct>(&decl_.form);
    for (std::size_t i = 0; fixed != nullptr && i < tree.fields.size(); ++i) {
      FixedMember& found = fixed->members[i];
      member(Place::FixedMember, tree.fields[i], &found, &found.type);
    }
  }

  // Streams take no place among the parameters and results.
  void method(const syntax::Method& tree, Method& found) {
    for (std::size_t i = 0; i < tree.parameters.size(); ++i) {
      const syntax::Parameter& parameter = tree.parameters[i];
      if (parameter.is_stream) {
        part(Place::Stream, parameter, found.stream_in ? &*found.stream_in : nullptr);
      } else {
        part(Place::Parameter, parameter, field_at(found.parameters, i));
      }
    }
    for (std::size_t i = 0; i < tree.results.size(); ++i) {
      const syntax::MethodResult& result = tree.results[i];
      if (!result.is_stream) part(Place::Result, result, field_at(found.results, i));
    }
    member(tree.is_oneway ? Place::OnewayMethod : Place::Method, tree, &found, nullptr);
  }

  template <class Tree, class Thing>
  void part(Place place, const Tree& tree, Thing* thing) {
    if (tree.annotations.empty()) return;
    visit_({place, scope(), tree.span, tree.annotations,
            thing == nullptr ? nullptr : &thing->annotations,
            thing == nullptr ? nullptr : &thing->type});
  }

  static Field* field_at(Block& block, std::size_t position) {
    return position < block.members.size() ? &std::get<Field>(block.members[position]) : nullptr;
  }

  [[nodiscard]] Scope scope() const { return scope_inside(draft_, id_); }

  const Draft& draft_;
  DeclId id_;
  Declaration& decl_;
  const Visit& visit_;
};

}  // namespace

void for_each_annotated(Draft& draft, const Visit& visit) {
  for (std::uint32_t i = 0; i < draft.schema.files.size(); ++i) {
    const syntax::Package& package = draft.files[i].tree.package;
    if (package.annotations.empty()) continue;
    File& file = draft.schema.files[i];
    const Scope scope{FileId{i}, package_name(file)};
    visit({Place::Package, scope, package.span, package.annotations, &file.annotations, nullptr});
  }
  for (std::uint32_t i = 0; i < draft.trees.size(); ++i) {
    std::visit(Walker(draft, DeclId{i}, visit), draft.trees[i]->node);
  }
}

}  // namespace idlc::schema
