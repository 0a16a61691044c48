// The base of a type, then its suffixes from left to right. A name that is not found becomes an
// error type, which silences whatever uses it.
#include "idlc/schema/resolve_type.h"

#include <fmt/format.h>

#include <utility>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/schema/resolve_name.h"
#include "idlc/schema/resolve_value.h"

namespace idlc::schema {

namespace {

// std::array and the decoder's default-constructed elements both want a bound.
constexpr std::uint64_t kMaxArraySize = 65'536;

class TypeResolver {
 public:
  TypeResolver(Draft& draft, DeclId owner)
      : draft_(draft), owner_(owner), scope_(scope_inside(draft, owner)) {}

  // The parser bounds how deep this recurses.
  Type resolve(const syntax::TypeExpr& expr) {
    if (expr.is_broken()) return {};
    Type type = base(expr);
    for (const syntax::TypeSuffix& suffix : expr.suffixes) type = add_suffix(type, suffix);
    return type;
  }

 private:
  Type base(const syntax::TypeExpr& expr) {
    const bool is_bare = expr.name.parts.size() == 1 && !expr.name.from_root;
    const std::string& word = expr.name.parts.front().text;
    if (!is_bare) return named(expr);
    if (word == "list" || word == "set" || word == "map" || word == "box") {
      return container(expr, word);
    }
    if (word == "fd") return unsupported(expr, word);
    if (word == "void") {
      draft_.sink.report(kVoidType, expr.name.span);
      return {};
    }
    const auto scalar = scalar_named(word);
    if (!scalar) return named(expr);
    return takes(expr, 0, "no types") ? Type{*scalar} : Type{};
  }

  Type unsupported(const syntax::TypeExpr& expr, const std::string& word) {
    draft_.sink.report(kUnsupportedFeature, expr.name.span, "`" + word + "` is");
    return {};
  }

  Type named(const syntax::TypeExpr& expr) {
    const auto id = resolve_name(draft_, scope_, expr.name, Wanted::Type);
    if (!id || !takes(expr, 0, "no types")) return {};
    return {NamedType{*id}};
  }

  Type container(const syntax::TypeExpr& expr, const std::string& word) {
    const bool is_map = word == "map";
    if (!takes(expr, is_map ? 2 : 1, is_map ? "two types" : "one type")) return {};
    Type first = resolve(expr.arguments.front());
    if (is_map) return {MapType{std::move(first), resolve(expr.arguments.back())}};
    if (word == "set") return {SetType{std::move(first)}};
    if (word == "box") return {BoxType{std::move(first)}};
    return {ListType{std::move(first)}};
  }

  bool takes(const syntax::TypeExpr& expr, std::size_t count, std::string_view wanted) {
    if (expr.arguments.size() == count) return true;
    const std::string given =
        expr.arguments.empty() ? "none" : fmt::to_string(expr.arguments.size());
    draft_.sink.report(kTypeArguments, expr.name.span, dotted(expr.name), wanted, given);
    return false;
  }

  Type add_suffix(const Type& type, const syntax::TypeSuffix& suffix) {
    if (suffix.is_optional()) return {OptionalType{type}};
    const auto size = array_size(*suffix.array_size);
    if (!size) return {};
    return {ArrayType{type, *size}};
  }

  std::optional<std::uint32_t> array_size(const syntax::Value& value) {
    const auto number = resolve_value(draft_, scope_, value, Scalar::I64);
    if (!number) return std::nullopt;
    const auto& size = std::get<Integer>(*number);
    if (!size.negative && size.magnitude >= 1 && size.magnitude <= kMaxArraySize) {
      return static_cast<std::uint32_t>(size.magnitude);
    }
    draft_.sink.report(kArraySize, value.span, to_string(size))
        .label(fmt::format("1 to {} are allowed", kMaxArraySize));
    return std::nullopt;
  }

  Draft& draft_;
  DeclId owner_;
  Scope scope_;
};

}  // namespace

Type resolve_type(Draft& draft, DeclId owner, const syntax::TypeExpr& expr) {
  Type type = TypeResolver(draft, owner).resolve(expr);
  draft.type_uses.push_back({owner, &expr, type, true});
  return type;
}

bool is_word(const syntax::TypeExpr& expr, std::string_view word) {
  return expr.name.parts.size() == 1 && !expr.name.from_root && expr.arguments.empty() &&
         expr.suffixes.empty() && expr.name.parts.front().text == word;
}

namespace {

struct InvalidFinder {
  const Draft& draft;

  bool in(const Type& type) const { return std::visit(*this, type.form); }
  bool operator()(const InvalidType&) const { return true; }
  bool operator()(Scalar) const { return false; }
  bool operator()(const NamedType& type) const { return draft.is_broken(type.id); }
  bool operator()(const ListType& type) const { return in(*type.element); }
  bool operator()(const SetType& type) const { return in(*type.element); }
  bool operator()(const MapType& type) const { return in(*type.key) || in(*type.value); }
  bool operator()(const BoxType& type) const { return in(*type.value); }
  bool operator()(const ArrayType& type) const { return in(*type.element); }
  bool operator()(const OptionalType& type) const { return in(*type.value); }
};

}  // namespace

bool has_invalid(const Draft& draft, const Type& type) { return InvalidFinder{draft}.in(type); }

}  // namespace idlc::schema
