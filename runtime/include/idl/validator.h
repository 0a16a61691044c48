// One run through one value that looks for the first broken constraint. Generated code tells it,
// member by member, what must hold; it remembers where it is, so that an error can name the place.
// Where all is well it makes no text and allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "idl/bytes.h"
#include "idl/constraints.h"
#include "idl/error.h"
#include "idl/new_type.h"
#include "idl/time.h"
#include "idl/wire/kinds.h"
#include "idl/wire/limits.h"

namespace idl {

/// What a number or a length may be, both ends included; a missing end is open.
template <class T>
struct Bounds {
  std::optional<T> min{};
  std::optional<T> max{};
};

/// A member, by its name in the schema. Neither the value of a sensitive one, nor anything inside
/// of it, appears in an error.
struct MemberName {
  constexpr MemberName(const char* its_name) : name(its_name) {}  // so that a literal will do

  std::string_view name;
  bool is_sensitive = false;
};

/// The name of a member whose value is a secret.
constexpr MemberName sensitive(const char* name) {
  MemberName member(name);
  member.is_sensitive = true;
  return member;
}

namespace detail {

/// What constraints are about: the value inside of optionals and new types.
template <class T>
struct BareOf {
  using Type = T;
  static const Type* get(const T& value) { return &value; }
};
template <NewTypeClass T>
struct BareOf<T> {
  using Inner = BareOf<typename T::Value>;
  using Type = typename Inner::Type;
  static const Type* get(const T& value) { return Inner::get(value.value()); }
};
template <class T>
struct BareOf<std::optional<T>> {
  using Type = typename BareOf<T>::Type;
  static const Type* get(const std::optional<T>& value) {
    return value ? BareOf<T>::get(*value) : nullptr;
  }
};

template <class T>
using Bare = typename BareOf<T>::Type;

/// The type in which values of a kind are compared and shown.
template <class T>
using Shown = std::conditional_t<
    std::is_floating_point_v<T>, double,
    std::conditional_t<std::is_unsigned_v<T>, std::uint64_t,
                       std::conditional_t<std::is_integral_v<T>, std::int64_t, T>>>;

template <class T>
[[nodiscard]] std::optional<Shown<T>> shown(const std::optional<T>& bound) {
  return bound ? std::optional<Shown<T>>(*bound) : std::nullopt;
}

/// What a length counts: bytes, or else elements.
template <class T>
inline constexpr bool kCountsBytes = std::is_same_v<T, std::string> || std::is_same_v<T, Bytes>;

}  // namespace detail

class Validator {
 public:
  /// The bytes of a string or bytes, the elements of a container.
  template <class T>
  void length(const MemberName& member, const T& value, const Bounds<std::size_t>& bounds) {
    const auto* bare = detail::BareOf<T>::get(value);
    if (failed() || bare == nullptr) return;
    check_length(member, bare->size(), detail::kCountsBytes<detail::Bare<T>>, bounds);
  }

  /// A number, a duration or a timestamp. A NaN is in no range.
  template <class T>
  void range(const MemberName& member, const T& value, const Bounds<detail::Bare<T>>& bounds) {
    const auto* bare = detail::BareOf<T>::get(value);
    if (failed() || bare == nullptr) return;
    const bool fits =
        (!bounds.min || *bounds.min <= *bare) && (!bounds.max || *bare <= *bounds.max);
    if (fits) return;
    using Shown = detail::Shown<detail::Bare<T>>;
    out_of_range(member, static_cast<Shown>(*bare), detail::shown(bounds.min),
                 detail::shown(bounds.max));
  }

  /// An optional is present, a union has a case.
  template <class T>
  void required(const MemberName& member, const T& value) {
    if (failed()) return;
    if constexpr (requires { value.has_value(); }) {
      if (!value.has_value()) missing(member);
    } else {
      if (Codec<T>::which(value) == 0) missing(member);
    }
  }

  /// A value whose type has constraints.
  template <Constrained T>
  void nested(const MemberName& member, const T& value) {
    enter(Step{.outer = path_, .member = member}, value);
  }

  /// What a new type holds: at the same place.
  template <Constrained T>
  void held(const T& value) {
    if (!failed()) Constraints<T>::check(value, *this);
  }

  /// An element of a container, by its position.
  template <Constrained T>
  void element(std::size_t index, const T& value) {
    enter(Step{.outer = path_, .index = index}, value);
  }

  /// A map's value, by its key.
  template <class K, Constrained T>
  void entry(const K& key, const T& value) {
    enter(Step{.outer = path_, .key = &key, .key_text = &key_text<K>}, value);
  }

  /// Whether something was broken; then what follows does nothing.
  [[nodiscard]] bool failed() const { return failed_; }

  /// `items[3].quantity: 0 is not in 1..1000`, as InvalidArgument; only after a failure.
  [[nodiscard]] const Error& error() const { return error_; }

 private:
  static constexpr std::size_t kNoIndex = SIZE_MAX;

  /// The way to a value: one link a level, each on the stack of its level.
  struct Step {
    const Step* outer = nullptr;
    MemberName member = "";        ///< of a struct, without a name for anything else
    std::size_t index = kNoIndex;  ///< of a list's element
    const void* key = nullptr;     ///< of a map's entry
    std::string (*key_text)(const void* key) = nullptr;
  };

  template <class T>
  void enter(const Step& step, const T& value) {
    if (failed()) return;
    constexpr bool nests = Codec<T>::kKind == Kind::Body;
    if (nests && depth_ == kDefaultMaxDepth) return too_deep(step);
    depth_ += nests ? 1 : 0;
    path_ = &step;
    Constraints<T>::check(value, *this);
    path_ = step.outer;
    depth_ -= nests ? 1 : 0;
  }

  template <class K>
  static std::string key_text(const void* key) {
    const auto& bare = *detail::BareOf<K>::get(*static_cast<const K*>(key));
    using T = std::remove_cvref_t<decltype(bare)>;
    if constexpr (std::is_integral_v<T>) {
      return std::to_string(bare);
    } else if constexpr (std::is_same_v<T, std::string>) {
      return quoted(bare);
    } else {
      return "…";
    }
  }

  static std::string quoted(std::string_view key);
  void check_length(const MemberName& member, std::size_t size, bool in_bytes,
                    const Bounds<std::size_t>& bounds);
  template <class T>
  void out_of_range(const MemberName& member, T value, std::optional<T> min, std::optional<T> max);
  void missing(const MemberName& member);
  void too_deep(const Step& step);
  void fail(const Step& place, const std::string& text);
  [[nodiscard]] bool is_secret(const MemberName& member) const;
  [[nodiscard]] static std::string path_text(const Step& place);

  const Step* path_ = nullptr;
  std::uint32_t depth_ = 0;
  bool failed_ = false;
  Error error_;
};

}  // namespace idl
