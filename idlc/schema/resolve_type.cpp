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
  TypeResolver(Draft& draft, DeclId owner, TypePlace place)
      : draft_(draft), scope_(scope_inside(draft, owner)), place_(place) {}

  Type resolve(const syntax::TypeExpr& expr) {
    if (place_ == TypePlace::Call) {
      if (auto attached = attachment(expr)) return *std::move(attached);
    }
    return resolve_data(expr);
  }

 private:
  // The parser bounds how deep this recurses.
  Type resolve_data(const syntax::TypeExpr& expr) {
    if (expr.is_broken()) return {};
    Type type = base(expr);
    for (const syntax::TypeSuffix& suffix : expr.suffixes) type = add_suffix(type, suffix);
    return type;
  }

  // `S`, `S?`, `list<S>`, `fd`, `fd?`: the forms in which a call has something attached to it.
  std::optional<Type> attachment(const syntax::TypeExpr& expr) {
    const bool is_list = is_bare(expr.name, "list") && expr.arguments.size() == 1;
    const syntax::TypeExpr& inner = is_list ? expr.arguments.front() : expr;
    const bool is_plain = inner.arguments.empty() && inner.suffixes.empty();
    if (is_list) {
      const auto id = is_plain && expr.suffixes.empty() ? service_named(inner) : std::nullopt;
      return id ? std::optional(Type{ListType{Type{ServiceType{*id}}}}) : std::nullopt;
    }
    const bool is_optional = expr.suffixes.size() == 1 && expr.suffixes.front().is_optional();
    if (!expr.arguments.empty() || !(expr.suffixes.empty() || is_optional)) return std::nullopt;
    std::optional<Type> type;
    if (is_bare(expr.name, "fd")) type = Type{FdType{}};
    if (const auto id = service_named(expr)) type = Type{ServiceType{*id}};
    if (type && is_optional) return Type{OptionalType{*std::move(type)}};
    return type;
  }

  std::optional<DeclId> service_named(const syntax::TypeExpr& expr) {
    if (expr.is_broken()) return std::nullopt;
    const auto found = draft_.names.peek(scope_, expr.name);
    if (!found || !is_wanted(draft_, *found, Wanted::Service)) return std::nullopt;
    return draft_.names.find(scope_, expr.name).found;
  }

  static bool is_bare(const syntax::Path& path, std::string_view word) {
    return path.parts.size() == 1 && !path.from_root && path.parts.front().text == word;
  }

  Type base(const syntax::TypeExpr& expr) {
    const bool is_bare = expr.name.parts.size() == 1 && !expr.name.from_root;
    const std::string& word = expr.name.parts.front().text;
    if (!is_bare) return named(expr);
    if (word == "list" || word == "set" || word == "map" || word == "box") {
      return container(expr, word);
    }
    if (word == "fd") return misplaced(expr);
    if (word == "void") {
      draft_.sink.report(kVoidType, expr.name.span);
      return {};
    }
    const auto scalar = scalar_named(word);
    if (!scalar) return named(expr);
    return takes(expr, 0, "no types") ? Type{*scalar} : Type{};
  }

  // A service or descriptor where it cannot be attached to a call, or not in this form.
  Type misplaced(const syntax::TypeExpr& expr) {
    const Span& place = expr.name.span;
    const bool is_fd = is_bare(expr.name, "fd");
    const std::string name = dotted(expr.name);
    auto report = draft_.sink.report(kMisplacedAttachment, place, name);
    if (place_ == TypePlace::Data) {
      report.label("not a part of data");
    } else {
      report.label(is_fd ? "`fd` and `fd?` are possible"
                         : "`" + name + "`, `" + name + "?` and `list<" + name + ">` are possible");
    }
    return {};
  }

  Type named(const syntax::TypeExpr& expr) {
    if (service_named(expr)) return misplaced(expr);
    const bool is_data = place_ == TypePlace::Data;
    const auto id =
        resolve_name(draft_, scope_, expr.name, is_data ? Wanted::Type : Wanted::TypeOrService);
    if (!id || !takes(expr, 0, "no types")) return {};
    return {NamedType{*id}};
  }

  Type container(const syntax::TypeExpr& expr, const std::string& word) {
    const bool is_map = word == "map";
    if (!takes(expr, is_map ? 2 : 1, is_map ? "two types" : "one type")) return {};
    Type first = resolve_data(expr.arguments.front());
    if (is_map) return {MapType{std::move(first), resolve_data(expr.arguments.back())}};
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
  Scope scope_;
  TypePlace place_;
};

}  // namespace

Type resolve_type(Draft& draft, DeclId owner, const syntax::TypeExpr& expr, TypePlace place) {
  Type type = TypeResolver(draft, owner, place).resolve(expr);
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
  bool operator()(const FdType&) const { return false; }
  bool operator()(const ServiceType&) const { return false; }
  bool operator()(const BoxType& type) const { return in(*type.value); }
  bool operator()(const ArrayType& type) const { return in(*type.element); }
  bool operator()(const OptionalType& type) const { return in(*type.value); }
};

}  // namespace

bool has_invalid(const Draft& draft, const Type& type) { return InvalidFinder{draft}.in(type); }

}  // namespace idlc::schema
