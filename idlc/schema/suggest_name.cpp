// The candidates, and the shortest spelling of the chosen one. Only what the user could write there
// is suggested, missing imports included.
#include "idlc/schema/suggest_name.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "idlc/diagnostics/suggest.h"

namespace idlc::schema {

namespace {

// What people who come from elsewhere write, and what it is called here.
constexpr std::array<std::pair<std::string_view, std::string_view>, 25> kForeignNames{{
    {"int", "i32"},      {"int8", "i8"},      {"int16", "i16"},   {"int32", "i32"},
    {"int64", "i64"},    {"uint", "u32"},     {"uint8", "u8"},    {"uint16", "u16"},
    {"uint32", "u32"},   {"uint64", "u64"},   {"int32_t", "i32"}, {"int64_t", "i64"},
    {"uint32_t", "u32"}, {"uint64_t", "u64"}, {"long", "i64"},    {"short", "i16"},
    {"byte", "u8"},      {"float", "f32"},    {"double", "f64"},  {"boolean", "bool"},
    {"binary", "bytes"}, {"vector", "list"},  {"array", "list"},  {"dict", "map"},
    {"guid", "uuid"},
}};

std::optional<NameSuggestion> foreign_name(std::string_view wrong) {
  for (const auto& [foreign, ours] : kForeignNames) {
    if (foreign == wrong) return NameSuggestion{std::string(ours), std::nullopt};
  }
  return std::nullopt;
}

std::vector<std::string_view> words_of(Wanted wanted) {
  if (wanted == Wanted::Constant) return {"null", "true", "false", "inf", "nan"};
  if (wanted == Wanted::Error || wanted == Wanted::Service) return {};
  std::vector<std::string_view> words{"list", "set", "map", "box"};
  for (int i = 0; i <= static_cast<int>(Scalar::Uuid); ++i) {
    words.push_back(name_of(static_cast<Scalar>(i)));
  }
  return words;
}

std::optional<NameSuggestion> built_in_for(std::string_view wrong, Wanted wanted) {
  const auto near = suggest(wrong, words_of(wanted));
  if (!near) return std::nullopt;
  return NameSuggestion{std::string(*near), std::nullopt};
}

syntax::Path path_of(std::string_view dotted_name) {
  syntax::Path path;
  while (!dotted_name.empty()) {
    const std::size_t end = std::min(dotted_name.find('.'), dotted_name.size());
    path.parts.push_back({std::string(dotted_name.substr(0, end)), Span{}});
    dotted_name.remove_prefix(std::min(end + 1, dotted_name.size()));
  }
  return path;
}

// The fewest last parts of the full name that mean the declaration at this place.
std::string shortest_spelling(const Draft& draft, const Scope& scope, DeclId id) {
  const std::string& full_name = draft.schema[id].full_name;
  std::size_t begin = full_name.rfind('.');
  while (begin != std::string::npos) {
    std::string tail = full_name.substr(begin + 1);
    if (draft.names.peek(scope, path_of(tail)) == id) return tail;
    begin = begin == 0 ? std::string::npos : full_name.rfind('.', begin - 1);
  }
  return full_name;
}

// The declarations whose own name is nearest; of several, one that the file sees.
std::optional<DeclId> nearest(const Draft& draft, const Scope& scope, std::string_view wrong,
                              Wanted wanted) {
  std::vector<std::string_view> names;
  for (std::uint32_t i = 0; i < draft.schema.declarations.size(); ++i) {
    const bool fits = !draft.is_broken(DeclId{i}) && is_wanted(draft, DeclId{i}, wanted);
    if (fits) names.push_back(draft.schema.declarations[i].name);
  }
  auto name = std::optional(wrong);
  if (std::find(names.begin(), names.end(), wrong) == names.end()) name = suggest(wrong, names);
  if (!name) return std::nullopt;
  std::optional<DeclId> best;
  for (std::uint32_t i = 0; i < draft.schema.declarations.size(); ++i) {
    const Declaration& decl = draft.schema.declarations[i];
    if (decl.name != *name || !is_wanted(draft, DeclId{i}, wanted)) continue;
    if (!best || draft.names.sees(scope.file, decl.file)) best = DeclId{i};
    if (draft.names.sees(scope.file, decl.file)) break;
  }
  return best;
}

}  // namespace

std::optional<NameSuggestion> suggest_name(Draft& draft, const Scope& scope,
                                           const syntax::Path& path, Wanted wanted) {
  if (!draft.may_search(draft.schema.declarations.size())) return std::nullopt;
  const std::string_view wrong = path.parts.back().text;
  const bool is_bare = path.parts.size() == 1;
  if (is_bare && (wanted == Wanted::Type || wanted == Wanted::TypeOrService)) {
    if (auto ours = foreign_name(wrong)) return ours;
  }
  if (const auto id = nearest(draft, scope, wrong, wanted)) {
    return NameSuggestion{shortest_spelling(draft, scope, *id), id};
  }
  return is_bare ? built_in_for(wrong, wanted) : std::nullopt;
}

void add_suggestion(const Draft& draft, const Scope& scope, const syntax::Path& path,
                    const NameSuggestion& suggestion, DiagnosticBuilder& report) {
  report.label(did_you_mean(suggestion.spelling)).fix(path.span, suggestion.spelling);
  if (!suggestion.declared) return;
  const Declaration& decl = draft.schema[*suggestion.declared];
  report.note(decl.span, "`" + suggestion.spelling + "` is declared here");
  if (draft.names.sees(scope.file, decl.file)) return;
  report.help(import_of(draft, decl.file));
  fix_by_import(draft, scope.file, decl.file, report);
}

std::string import_of(const Draft& draft, FileId file) {
  return "add `import \"" + draft.schema[file].canonical_path + "\";`";
}

void fix_by_import(const Draft& draft, FileId importer, FileId file, DiagnosticBuilder& report) {
  const syntax::File& tree = draft.files[importer.index].tree;
  if (tree.package.name.is_broken()) return;
  const Span& last = tree.imports.empty() ? tree.package.span : tree.imports.back().span;
  report.fix(last.after(), "\nimport \"" + draft.schema[file].canonical_path + "\";");
}

}  // namespace idlc::schema
