// Following aliases to what they stand for. What is left over is the kind of literal that may stand
// there.
#include "idlc/schema/value_target.h"

#include "idlc/schema/resolve_name.h"

namespace idlc::schema {

namespace {

bool is_plain(const syntax::TypeExpr& expr) {
  return expr.arguments.empty() && expr.suffixes.empty();
}

std::optional<Scalar> built_in(const syntax::TypeExpr& expr) {
  if (expr.name.from_root || expr.name.parts.size() != 1) return std::nullopt;
  return scalar_named(expr.name.parts.front().text);
}

ValueTarget named_target(const Draft& draft, TypeId id) {
  const auto& form = draft.schema[id].form;
  if (const auto* new_type = std::get_if<NewType>(&form)) return target_of(draft, new_type->base);
  if (std::holds_alternative<Enum>(form)) return id;
  return NoLiterals{};
}

// The target behind a chain of aliases. One that is longer than types may nest is refused by the
// aliases pass, and so is one that leads back to itself.
ValueTarget follow_names(Draft& draft, DeclId id, Through through) {
  for (unsigned steps = 0; steps <= syntax::kMaxNesting; ++steps) {
    if (const auto* tree = draft.tree_as<syntax::EnumDecl>(id)) {
      if (tree->kind == syntax::EnumKind::Flags) return NoLiterals{};
      return id;
    }
    const auto* alias = draft.tree_as<syntax::TypeDecl>(id);
    if (alias == nullptr || !is_plain(alias->target)) return NoLiterals{};
    if (alias->is_new && through == Through::Aliases) return NoLiterals{};
    if (const auto scalar = built_in(alias->target)) return *scalar;
    if (alias->target.is_broken()) return UnknownTarget{};
    const Lookup next = draft.names.find(scope_inside(draft, id), alias->target.name);
    if (!next.found || !is_wanted(draft, *next.found, Wanted::Type)) return UnknownTarget{};
    id = *next.found;
  }
  return UnknownTarget{};
}

std::string_view scalar_expected(Scalar scalar) {
  switch (scalar) {
    case Scalar::Bool:
      return "`true` or `false`";
    case Scalar::F32:
    case Scalar::F64:
      return "a number";
    case Scalar::String:
      return "a string";
    case Scalar::Bytes:
      return "bytes such as `b\"…\"`";
    case Scalar::Timestamp:
      return "a timestamp such as `\"2026-01-31T12:30:00Z\"`";
    case Scalar::Duration:
      return "a duration such as `500ms`";
    case Scalar::Uuid:
      return "a uuid such as `\"00112233-4455-6677-8899-aabbccddeeff\"`";
    default:
      return "an integer";
  }
}

}  // namespace

ValueTarget target_of(const Draft& draft, const Type& type) {
  const auto& form = underlying(draft.schema, type).form;
  if (std::holds_alternative<InvalidType>(form)) return UnknownTarget{};
  if (std::holds_alternative<OptionalType>(form)) return OnlyNull{};
  if (const auto* scalar = std::get_if<Scalar>(&form)) return *scalar;
  if (const auto* named = std::get_if<NamedType>(&form)) {
    if (draft.is_broken(named->id)) return UnknownTarget{};
    return named_target(draft, named->id);
  }
  return NoLiterals{};
}

PlainType plain_type(Draft& draft, const Scope& scope, const syntax::TypeExpr& expr,
                     Through through) {
  if (expr.is_broken()) return {{}, UnknownTarget{}};
  if (!is_plain(expr)) return {{}, NoLiterals{}};
  if (const auto scalar = built_in(expr)) return {{*scalar}, *scalar};
  const auto id = resolve_name(draft, scope, expr.name, Wanted::Type);
  if (!id) return {{}, UnknownTarget{}};
  return {{NamedType{*id}}, follow_names(draft, *id, through)};
}

ValueTarget target_of_plain(Draft& draft, const Type& type) {
  if (const auto* named = std::get_if<NamedType>(&type.form))
    return follow_names(draft, named->id, Through::NewTypesToo);
  if (const auto* scalar = std::get_if<Scalar>(&type.form)) return *scalar;
  return UnknownTarget{};
}

std::optional<TypeId> enum_behind(Draft& draft, DeclId id) {
  if (!is_wanted(draft, id, Wanted::Type)) return std::nullopt;
  const ValueTarget target = follow_names(draft, id, Through::Aliases);
  const auto* found = std::get_if<TypeId>(&target);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::string expected_text(const Draft& draft, const ValueTarget& target) {
  if (const auto* scalar = std::get_if<Scalar>(&target)) {
    return std::string(scalar_expected(*scalar));
  }
  if (const auto* id = std::get_if<TypeId>(&target)) {
    return "a value of `" + draft.schema[*id].name + "`";
  }
  return "`null`";
}

}  // namespace idlc::schema
