// A schema in the making: what the passes share while they build it.
//
// Each pass reads what earlier ones left and adds its own part; build.cpp names their order. Only
// the finished Schema leaves this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "idlc/diagnostics/sink.h"
#include "idlc/schema/load.h"
#include "idlc/schema/name_table.h"
#include "idlc/schema/schema.h"
#include "idlc/source/source_file.h"
#include "idlc/syntax/tree.h"

namespace idlc::schema {

/// A type as it was written, with what it was resolved to.
struct TypeUse {
  DeclId owner;  ///< the declaration in which it stands
  const syntax::TypeExpr* expr = nullptr;
  Type type;
  bool is_member = true;     ///< false for a reserved number and for a constant
  bool is_reported = false;  ///< it may not stand where it does: a circle through it is no news
};

/// What kind of Field it is decides which defaults it may have.
enum class FieldPlace { Field, Parameter, Result, Annotation };

/// A field, parameter or result with the text that it was made from.
struct FieldUse {
  DeclId owner;
  FieldPlace place = FieldPlace::Field;
  Field* field = nullptr;  ///< in the schema; stays where it is
  const syntax::TypeExpr* type = nullptr;
  const syntax::Value* default_value = nullptr;  ///< null: none was written
};

/// Where something deprecated is named.
struct DeprecatedUse {
  DeclId used;
  std::optional<std::uint32_t> value;  ///< of an enum or flags: which of its values
  Span place;
};

struct Draft {
  Draft(std::vector<LoadedFile> loaded, const SourceMap& source_map, DiagnosticSink& diagnostics)
      : sources(source_map), sink(diagnostics), files(std::move(loaded)), names(files) {
    for (const LoadedFile& file : files) {
      lost_words.insert(file.tree.lost_words.begin(), file.tree.lost_words.end());
    }
  }

  const SourceMap& sources;
  DiagnosticSink& sink;
  std::vector<LoadedFile> files;  ///< FileId is an index
  NameTable names;
  Schema schema;
  std::vector<const syntax::Decl*> trees;  ///< of each declaration; DeclId is an index
  std::vector<TypeUse> type_uses;
  std::vector<FieldUse> field_uses;
  std::vector<DeprecatedUse> deprecated_uses;
  std::unordered_map<std::string, EnumValueRef> enum_values;  ///< by the full name of each
  std::size_t searches = 0;                                   ///< for suggestions, so far
  std::size_t compared_names = 0;                             ///< by them
  std::size_t copied_values = 0;  ///< of constants to where their names stand, so far
  std::vector<bool> broken;       ///< declarations that were reported; DeclId is an index
  std::unordered_set<std::string> lost_words;  ///< maybe names of what could not be parsed
  std::vector<bool> late;                      ///< the same, of constants that need the types

  [[nodiscard]] bool is_broken(DeclId id) const { return broken[id.index]; }
  void mark_broken(DeclId id) { broken[id.index] = true; }

  /// Whether this is a constant that is worked out after the types, because it is neither a scalar
  /// nor one of an enum's values.
  [[nodiscard]] bool is_late(DeclId id) const { return late[id.index]; }

  /// Whether another search for a suggestion is worth its time, among so many candidates. Each
  /// looks at all of them, so that the searches must not grow with the errors: more than 200 are
  /// shown to nobody, and more than those that errors have by default are left out where they take
  /// long.
  [[nodiscard]] bool may_search(std::size_t candidates) {
    constexpr std::size_t kMaxSearches = 200;
    constexpr std::size_t kMaxCompared = 2'000'000;
    const bool is_cheap = searches < kMaxSearches && compared_names + candidates <= kMaxCompared;
    const bool is_worth_it = searches < kDefaultErrorLimit || is_cheap;
    ++searches;
    if (is_worth_it) compared_names += candidates;
    return is_worth_it;
  }

  /// The declaration's tree as the alternative that it is known to be, or null.
  template <class Node>
  [[nodiscard]] const Node* tree_as(DeclId id) const {
    return std::get_if<Node>(&trees[id.index]->node);
  }

  /// Whether an unknown name may be one that was lost with something that could not be parsed.
  [[nodiscard]] bool may_be_lost(const syntax::Path& path) const;

  /// The text of a span between backticks, as messages show it.
  [[nodiscard]] std::string quoted(const Span& span) const;
};

/// Where names inside a declaration are looked up: among its nested types first.
[[nodiscard]] Scope scope_inside(const Draft& draft, DeclId id);

/// "a struct", "a constant", …: what messages call a declaration.
[[nodiscard]] std::string_view kind_with_article(const Draft& draft, DeclId id);

}  // namespace idlc::schema
