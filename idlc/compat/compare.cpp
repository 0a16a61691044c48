// Finds each old declaration's new one, and leaves the rest to the rules of its kind.
// It follows the old schema, so that what is new alone is never asked about.
#include "idlc/compat/compare.h"

#include <string_view>
#include <unordered_map>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

struct KindName {
  std::string_view operator()(const Constant&) const { return "constant"; }
  std::string_view operator()(const Alias&) const { return "alias"; }
  std::string_view operator()(const NewType&) const { return "new type"; }
  std::string_view operator()(const Enum&) const { return "enum"; }
  std::string_view operator()(const Flags&) const { return "flags"; }
  std::string_view operator()(const FixedStruct&) const { return "fixed struct"; }
  std::string_view operator()(const Struct&) const { return "struct"; }
  std::string_view operator()(const Union&) const { return "union"; }
  std::string_view operator()(const Error&) const { return "error"; }
  std::string_view operator()(const Service&) const { return "service"; }
  std::string_view operator()(const Annotation&) const { return "annotation"; }
};

std::string_view kind_of(const Declaration& declaration) {
  return std::visit(KindName{}, declaration.form);
}

// What is gone is gone for C++ code; a service and an error are known by name on the wire too.
Impact impact_of_removal(const Declaration& gone) {
  if (std::holds_alternative<Service>(gone.form)) {
    return {Category::Wire, Who::OldClients | Who::Source};
  }
  if (std::holds_alternative<Error>(gone.form)) {
    return {Category::Wire, Who::Peers | Who::Source};
  }
  return {Category::Source, Who::Source};
}

class SchemaComparer {
 public:
  explicit SchemaComparer(const Comparison& comparison) : comparison_(comparison) {
    for (const Declaration& one : comparison.after.declarations) by_name_[one.full_name] = &one;
  }

  void compare() {
    for (const Declaration& before : comparison_.before.declarations) {
      if (comparison_.before[before.file].role == FileRole::Input) compare(before);
    }
  }

 private:
  void compare(const Declaration& before) {
    const auto found = by_name_.find(before.full_name);
    if (found == by_name_.end()) {
      comparison_.findings.add(kDeclarationRemoved, impact_of_removal(before), {{}, before.span},
                               kind_of(before), before.full_name);
      return;
    }
    const DeclPair pair{before, *found->second};
    if (before.form.index() != pair.after.form.index()) {
      comparison_.findings.add(kKindChanged, {Category::Wire, Who::Everybody}, pair.places(),
                               before.full_name, kind_of(before), kind_of(pair.after));
      return;
    }
    compare_contents(pair);
  }

  // The package's namespace, or one that an annotation gives.
  void compare_namespaces(const DeclPair& pair) {
    const auto& before = comparison_.before[pair.before.file].annotations->cpp_namespace;
    const auto& after = comparison_.after[pair.after.file].annotations->cpp_namespace;
    if (before == after || pair.before.parent) return;
    comparison_.findings.add(kNamespaceChanged, {Category::Source, Who::Source}, pair.places(),
                             pair.after.full_name);
  }

  void compare_contents(const DeclPair& pair) {
    compare_namespaces(pair);
    const auto& form = pair.before.form;
    if (std::holds_alternative<Enum>(form)) compare_enums(comparison_, pair);
    if (std::holds_alternative<Flags>(form)) compare_enums(comparison_, pair);
    if (std::holds_alternative<Union>(form)) compare_unions(comparison_, pair);
    if (std::holds_alternative<FixedStruct>(form)) compare_fixed_structs(comparison_, pair);
    if (std::holds_alternative<Service>(form)) compare_services(comparison_, pair);
    if (const auto* structure = std::get_if<Struct>(&form)) {
      compare_fields(pair, structure->block, std::get<Struct>(pair.after.form).block);
    }
    if (const auto* error = std::get_if<Error>(&form)) {
      compare_fields(pair, error->block, std::get<Error>(pair.after.form).block);
    }
    if (const auto* type = std::get_if<NewType>(&form)) compare_base(pair, *type);
    if (const auto* alias = std::get_if<Alias>(&form)) compare_target(pair, *alias);
    if (const auto* constant = std::get_if<Constant>(&form)) compare_value(pair, *constant);
  }

  void compare_fields(const DeclPair& pair, const Block& before, const Block& after) {
    compare_blocks(comparison_, {before, after, BlockKind::Fields, pair.places()});
  }

  void compare_base(const DeclPair& pair, const NewType& before) {
    const auto& after = std::get<NewType>(pair.after.form);
    if (auto change = type_change(comparison_, {before.base, after.base})) {
      comparison_.findings.add(kBaseChanged, change->impact, pair.places(), pair.after.full_name,
                               change->what);
    }
  }

  // Whoever travels under the alias reports what the wire sees.
  void compare_target(const DeclPair& pair, const Alias& before) {
    const auto& after = std::get<Alias>(pair.after.form);
    if (auto change = type_change(comparison_, {before.target, after.target})) {
      comparison_.findings.add(kBaseChanged, {Category::Source, Who::Source}, pair.places(),
                               pair.after.full_name, change->what);
    }
  }

  void compare_value(const DeclPair& pair, const Constant& before) {
    const auto& after = std::get<Constant>(pair.after.form);
    Field was;
    was.type = before.type;
    was.default_value = before.value;
    Field is;
    is.type = after.type;
    is.default_value = after.value;
    const auto change = type_change(comparison_, {before.type, after.type});
    if (!change && default_text(comparison_.before, was) == default_text(comparison_.after, is)) {
      return;
    }
    comparison_.findings.add(kConstantChanged, {Category::Behaviour, Who::Source}, pair.places(),
                             pair.after.full_name);
  }

  const Comparison& comparison_;
  std::unordered_map<std::string_view, const Declaration*> by_name_;
};

}  // namespace

void compare(const Schema& before, const Schema& after, const std::set<Category>& categories,
             DiagnosticSink& sink) {
  Findings findings(sink, categories);
  SchemaComparer({before, after, findings}).compare();
}

}  // namespace idlc::compat
