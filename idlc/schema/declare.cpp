// One walk over the declarations of each file, nested ones behind their parents. It gives ids to
// names and resolves none of them: that needs all of them to be known.
#include "idlc/schema/declare.h"

#include <fmt/format.h>

#include <unordered_map>
#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/scope_names.h"
#include "idlc/syntax/characters.h"

namespace idlc::schema {

namespace {

class Declarer {
 public:
  explicit Declarer(Draft& draft) : draft_(draft) {}

  void run() {
    for (const LoadedFile& file : draft_.files) note_package(file.tree.package.name);
    for (std::size_t i = 0; i < draft_.files.size(); ++i) {
      declare_file(FileId{static_cast<std::uint32_t>(i)});
    }
  }

 private:
  // Remembers `a`, `a.b` and `a.b.c` as names that belong to packages.
  void note_package(const syntax::Path& name) {
    std::string prefix;
    for (const syntax::Name& part : name.parts) {
      if (!prefix.empty()) prefix += '.';
      prefix += part.text;
      packages_.emplace(prefix, name.span);
    }
  }

  void declare_file(FileId id) {
    const LoadedFile& loaded = draft_.files[id.index];
    File file;
    file.canonical_path = loaded.canonical_path;
    file.doc = loaded.tree.package.doc.text;
    file.role = loaded.role;
    file.source = loaded.tree.source;
    for (const auto& part : loaded.tree.package.name.parts) file.package.push_back(part.text);
    file.imports = imports_of(loaded);
    const std::string package = package_name(file);
    draft_.schema.files.push_back(std::move(file));
    for (const syntax::Decl& decl : loaded.tree.declarations) {
      const DeclId declared = declare_one(decl, id, package);
      draft_.schema.files[id.index].declarations.push_back(declared);
      check_not_a_package(declared);
      declare_nested(decl, declared);
    }
  }

  std::vector<Import> imports_of(const LoadedFile& loaded) {
    std::vector<Import> imports;
    std::unordered_map<std::string, Span> aliases;
    for (std::size_t i = 0; i < loaded.imports.size(); ++i) {
      const syntax::Import& tree = loaded.tree.imports[i];
      if (tree.alias) check_alias(*tree.alias, aliases);
      if (!loaded.imports[i]) continue;
      Import import{*loaded.imports[i], ImportKind::Private, std::nullopt, false};
      if (tree.is_public) import.kind = ImportKind::Public;
      if (tree.alias) import.alias = tree.alias->text;
      imports.push_back(std::move(import));
    }
    return imports;
  }

  void check_alias(const syntax::Name& alias, std::unordered_map<std::string, Span>& aliases) {
    const auto [first, is_new] = aliases.emplace(alias.text, alias.span);
    if (is_new) return;
    draft_.sink.report(kDuplicateImportAlias, alias.span, alias.text)
        .note(first->second, "the first one stands here");
  }

  DeclId declare_one(const syntax::Decl& tree, FileId file, const std::string& prefix) {
    const DeclId id{static_cast<std::uint32_t>(draft_.schema.declarations.size())};
    const syntax::Name& name = syntax::name_of(tree);
    Declaration decl;
    decl.name = name.text;
    decl.full_name = full_name(name, prefix, file);
    decl.span = name.span;
    decl.doc = std::visit([](const auto& node) { return doc_text(node); }, tree.node);
    decl.file = file;
    const bool is_annotation = std::holds_alternative<syntax::AnnotationDecl>(tree.node);
    check_spelling(name, (is_annotation ? "@" : "") + decl.full_name);
    const auto taken = draft_.names.add(
        decl.full_name, id, file, is_annotation ? NameSpace::Annotations : NameSpace::Declarations);
    if (taken) {
      draft_.sink.report(kDuplicateName, name.span, decl.full_name)
          .note(draft_.schema[*taken].span, "first declared here");
      draft_.mark_broken(*taken);  // uses may mean either of the two
    }
    // The values of a second enum of that name would be taken for those of the first.
    const auto* enumeration = std::get_if<syntax::EnumDecl>(&tree.node);
    if (enumeration != nullptr && !taken) declare_values(*enumeration, id, decl.full_name);
    draft_.schema.declarations.push_back(std::move(decl));
    draft_.trees.push_back(&tree);
    draft_.late.push_back(false);
    const bool is_cut = draft_.schema[id].full_name.size() > syntax::kMaxFullNameBytes;
    draft_.broken.push_back(is_cut || std::holds_alternative<syntax::BrokenDecl>(tree.node));
    return id;
  }

  // One that is too long is reported and cut, and with it those inside of it; each stays its own.
  std::string full_name(const syntax::Name& name, const std::string& prefix, FileId file) {
    std::string full = prefix.empty() ? name.text : prefix + "." + name.text;
    if (full.size() <= syntax::kMaxFullNameBytes) return full;
    if (prefix.size() <= syntax::kMaxFullNameBytes) {
      draft_.sink.report(kNameTooLong, name.span, full.size())
          .label(fmt::format("with the names around it; at most {} are allowed",
                             syntax::kMaxFullNameBytes));
      draft_.files[file.index].incomplete = true;
    }
    full.resize(syntax::kMaxFullNameBytes);
    return fmt::format("{}-{}", full, draft_.schema.declarations.size());
  }

  void declare_values(const syntax::EnumDecl& tree, DeclId id, const std::string& prefix) {
    for (std::uint32_t i = 0; i < tree.values.size(); ++i) {
      draft_.enum_values.emplace(prefix + "." + tree.values[i].name.text, EnumValueRef{id, i});
    }
  }

  template <class Node>
  static std::string doc_text(const Node& node) {
    if constexpr (requires { node.doc; }) return node.doc.text;
    return {};
  }

  // The parser bounds how deep declarations nest.
  void declare_nested(const syntax::Decl& tree, DeclId parent) {
    const std::vector<syntax::Decl>* nested = nested_in(tree);
    if (nested == nullptr) return;
    for (const syntax::Decl& child : *nested) {
      const std::string prefix = draft_.schema[parent].full_name;
      const DeclId id = declare_one(child, draft_.schema[parent].file, prefix);
      draft_.schema[id].parent = parent;
      draft_.schema[parent].nested.push_back(id);
      declare_nested(child, id);
    }
  }

  static const std::vector<syntax::Decl>* nested_in(const syntax::Decl& tree) {
    if (const auto* structure = std::get_if<syntax::StructDecl>(&tree.node)) {
      return &structure->nested;
    }
    if (const auto* tagged = std::get_if<syntax::UnionDecl>(&tree.node)) return &tagged->nested;
    return nullptr;
  }

  // Warns of a name that differs from an earlier one in case alone.
  void check_spelling(const syntax::Name& name, const std::string& full_name) {
    const auto [first, is_new] = spellings_.emplace(lower_case(full_name), name);
    if (is_new || first->second.text == name.text) return;
    draft_.sink.report(kSimilarNames, name.span, name.text, first->second.text)
        .note(first->second.span, "the other one stands here");
  }

  void check_not_a_package(DeclId id) {
    if (draft_.tree_as<syntax::AnnotationDecl>(id) != nullptr) return;
    const Declaration& decl = draft_.schema[id];
    const auto package = packages_.find(decl.full_name);
    if (package == packages_.end()) return;
    draft_.sink.report(kDuplicateName, decl.span, decl.full_name)
        .note(package->second, "a package is called so");
  }

  Draft& draft_;
  std::unordered_map<std::string, Span> packages_;
  std::unordered_map<std::string, syntax::Name> spellings_;  // by full name in lower case
};

}  // namespace

void declare(Draft& draft) { Declarer(draft).run(); }

}  // namespace idlc::schema
