// Finds each old declaration's new one, and leaves the rest to the rules of its kind.
// It follows the old schema, so that what is new alone is never asked about.
#include "idlc/compat/compare.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "idlc/compat/rules.h"
#include "idlc/diagnostics/catalogue_breaking.h"

namespace idlc::compat {

using namespace schema;

namespace {

constexpr Impact kSourceOnly{Category::Source, Who::Source};

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

// "an enum", "a union"; flags are several.
std::string with_article(std::string_view kind) {
  if (kind == "flags") return "flags";
  const bool is_vowel = std::string_view("aei").find(kind.front()) != std::string_view::npos;
  return fmt::format("{} {}", is_vowel ? "an" : "a", kind);
}

// What is gone is gone for C++ code; a service and an error are known by name on the wire too.
Impact impact_of_removal(const Declaration& gone) {
  if (std::holds_alternative<Service>(gone.form)) {
    return {Category::Wire, Who::OldClients | Who::Source};
  }
  if (std::holds_alternative<Error>(gone.form)) {
    return {Category::Wire, Who::Peers | Who::Source};
  }
  return kSourceOnly;
}

// Annotations have a scope of their own.
std::string scoped_name(const Declaration& declaration) {
  const bool is_annotation = std::holds_alternative<Annotation>(declaration.form);
  return (is_annotation ? "@" : "") + declaration.full_name;
}

bool has_wire_name(const Declaration& declaration) {
  return std::holds_alternative<Error>(declaration.form) ||
         std::holds_alternative<Service>(declaration.form);
}

class SchemaComparer {
 public:
  explicit SchemaComparer(const Comparison& comparison) : comparison_(comparison) {
    for (const Declaration& one : comparison.after.declarations) {
      by_name_[scoped_name(one)] = &one;
      if (has_wire_name(one)) by_wire_name_[wire_name(one)] = &one;
    }
    for (const File& file : comparison.after.files) files_.insert(file.canonical_path);
  }

  void compare() {
    for (const Declaration& before : comparison_.before.declarations) compare(before);
  }

 private:
  void compare(const Declaration& before) {
    const Declaration* after = counterpart(before);
    if (after == nullptr) return report_removed(before);
    const DeclPair pair{before, *after};
    if (before.form.index() != after->form.index()) {
      comparison_.findings.add(kKindChanged, impact_of_kind(pair), pair.places(), before.full_name,
                               with_article(kind_of(before)), with_article(kind_of(*after)));
      return;
    }
    compare_contents(pair);
  }

  [[nodiscard]] const Declaration* counterpart(const Declaration& before) const {
    const auto found = by_name_.find(scoped_name(before));
    if (found != by_name_.end()) return found->second;
    if (!has_wire_name(before)) return nullptr;
    const auto renamed = by_wire_name_.find(wire_name(before));
    const bool is_same_kind =
        renamed != by_wire_name_.end() && renamed->second->form.index() == before.form.index();
    return is_same_kind ? renamed->second : nullptr;
  }

  // A file that is imported no longer may be as it was; who used its types is looked at anyway.
  void report_removed(const Declaration& before) {
    const File& file = comparison_.before[before.file];
    if (file.role == FileRole::Imported && !files_.contains(file.canonical_path)) return;
    comparison_.findings.add(kDeclarationRemoved, impact_of_removal(before), {{}, before.span},
                             kind_of(before), before.full_name);
  }

  // An alias is what it stands for, and a new type travels as that: fields report what they see.
  [[nodiscard]] Impact impact_of_kind(const DeclPair& pair) const {
    const auto& before = pair.before.form;
    const auto& after = pair.after.form;
    const auto* alias = std::get_if<Alias>(&after);
    const auto* type = std::get_if<NewType>(&before);
    if (type != nullptr && alias != nullptr) {
      const auto change = type_change(comparison_, {type->base, alias->target});
      return change ? change->impact : kSourceOnly;
    }
    const bool is_same_block =
        std::holds_alternative<Struct>(before) && std::holds_alternative<Error>(after);
    if (is_same_block || std::holds_alternative<Alias>(before)) return kSourceOnly;
    const bool has_bytes = !has_wire_name(pair.before) &&
                           !std::holds_alternative<Constant>(before) &&
                           !std::holds_alternative<Annotation>(before);
    return has_bytes ? kWireImpact : impact_of_removal(pair.before);
  }

  // The package's namespace, or one that an annotation gives.
  void compare_namespaces(const DeclPair& pair) {
    const auto& before = comparison_.before[pair.before.file].annotations->cpp_namespace;
    const auto& after = comparison_.after[pair.after.file].annotations->cpp_namespace;
    if (before == after || pair.before.parent) return;
    comparison_.findings.add(kNamespaceChanged, kSourceOnly, pair.places(), pair.after.full_name);
  }

  // What C++ code calls it, and what peers do.
  void compare_declared_names(const DeclPair& pair) {
    const auto& [before, after] = pair;
    const std::string old_cpp = before.annotations->cpp_name.value_or(before.name);
    const std::string new_cpp = after.annotations->cpp_name.value_or(after.name);
    if (old_cpp != new_cpp) {
      comparison_.findings.add(kDeclarationRenamed, kSourceOnly, pair.places(), kind_of(before),
                               old_cpp, new_cpp);
    }
    if (std::holds_alternative<Error>(before.form) && wire_name(before) != wire_name(after)) {
      comparison_.findings.add(kWireNameChanged, {Category::Wire, Who::Peers}, pair.places(),
                               after.full_name, wire_name(before), wire_name(after));
    }
  }

  void compare_contents(const DeclPair& pair) {
    compare_namespaces(pair);
    compare_declared_names(pair);
    if (pair.before.annotations->preserve_unknown && !pair.after.annotations->preserve_unknown) {
      comparison_.findings.add(kPreserveUnknownLost,
                               {Category::Behaviour, Who::Everybody | Who::Source}, pair.places(),
                               pair.after.full_name);
    }
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
    compare_blocks(comparison_, {before, after, BlockKind::Fields, pair.places(),
                                 pair.after.full_name, comparison_.uses.of(pair.before)});
  }

  void compare_base(const DeclPair& pair, const NewType& before) {
    const auto& after = std::get<NewType>(pair.after.form);
    compare_constraints(
        comparison_, {*pair.before.annotations, *pair.after.annotations, pair.places()},
        comparison_.uses.of(pair.before), fmt::format("new type `{}`", pair.after.full_name));
    if (auto change = type_change(comparison_, {before.base, after.base})) {
      comparison_.findings.add(kBaseChanged, change->impact, pair.places(), pair.after.full_name,
                               change->what);
    }
  }

  // Whoever travels under the alias reports what the wire sees.
  void compare_target(const DeclPair& pair, const Alias& before) {
    const auto& after = std::get<Alias>(pair.after.form);
    if (auto change = type_change(comparison_, {before.target, after.target})) {
      comparison_.findings.add(kBaseChanged, kSourceOnly, pair.places(), pair.after.full_name,
                               change->what);
    }
  }

  void compare_value(const DeclPair& pair, const Constant& before) {
    const auto& after = std::get<Constant>(pair.after.form);
    const bool is_same = comparable_text(comparison_.before, before.type, before.value) ==
                         comparable_text(comparison_.after, after.type, after.value);
    if (is_same && !type_change(comparison_, {before.type, after.type})) return;
    comparison_.findings.add(kConstantChanged, {Category::Behaviour, Who::Source}, pair.places(),
                             pair.after.full_name);
  }

  const Comparison& comparison_;
  std::unordered_map<std::string, const Declaration*> by_name_;
  std::unordered_map<std::string, const Declaration*> by_wire_name_;
  std::unordered_set<std::string> files_;  // of the new one
};

}  // namespace

void compare(const Schema& before, const Schema& after, const std::set<Category>& categories,
             DiagnosticSink& sink) {
  Findings findings(sink, categories);
  const Uses uses(before);
  ZeroChecker old_zero(before);
  ZeroChecker new_zero(after);
  const Comparison comparison{before, after, findings, uses, old_zero, new_zero};
  SchemaComparer(comparison).compare();
}

const std::string& wire_name(const Declaration& declaration) {
  if (const auto* error = std::get_if<Error>(&declaration.form)) return error->wire_name;
  const auto& given = declaration.annotations->wire_name;
  return given ? *given : declaration.full_name;
}

bool is_same(const Declaration& before, const Declaration& after) {
  if (before.full_name == after.full_name) return true;
  return before.form.index() == after.form.index() && has_wire_name(before) &&
         wire_name(before) == wire_name(after);
}

}  // namespace idlc::compat
