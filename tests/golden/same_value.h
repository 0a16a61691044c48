// Whether a view shows what a value holds, for every type that schemas have. Structs and unions say
// which members they have, in golden_views.h; everything else is compared here, by type.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <idl/encode.h>
#include <idl/view.h>

namespace golden {

/// The argument by which all overloads of same_value find each other.
struct Same {};

template <class T, class Shown>
bool is_same(const T& value, const Shown& shown) {
  return same_value(Same{}, value, shown);
}

/// A case of a union: both have it, or neither.
template <class T, class Shown>
bool is_same_case(const T* value, const std::optional<Shown>& shown) {
  return (value != nullptr) == shown.has_value() && (value == nullptr || is_same(*value, *shown));
}

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

/// What is shown by value is the same by its bytes: a NaN equals nothing.
template <class T>
  requires idl::detail::FixedType<T> && std::is_same_v<idl::Viewed<T>, T> && (!kIsOptional<T>)
bool same_value(const Same&, const T& value, const T& shown) {
  return idl::encode(value).value() == idl::encode(shown).value();
}

inline bool same_value(const Same&, const std::string& value, std::string_view shown) {
  return value == shown;
}

inline bool same_value(const Same&, const idl::Bytes& value, idl::BytesView shown) {
  return std::ranges::equal(value, shown);
}

template <class T, class Shown>
  requires idl::detail::NewTypeClass<T> && (!std::is_same_v<T, Shown>)
bool same_value(const Same&, const T& value, const Shown& shown) {
  return is_same(value.value(), shown);
}

template <class T, class Shown>
bool same_value(const Same&, const idl::Box<T>& value, const Shown& shown) {
  return is_same(*value, shown);
}

template <class T, class Shown>
bool same_value(const Same&, const std::optional<T>& value, const std::optional<Shown>& shown) {
  return value.has_value() == shown.has_value() && (!value || is_same(*value, *shown));
}

/// By iterators forwards, and by index backwards.
template <class Range, class Shown>
bool same_elements(const Range& values, const Shown& shown) {
  if (values.size() != shown.size()) return false;
  auto it = shown.begin();
  for (const auto& value : values) {
    if (!is_same(value, *it++)) return false;
  }
  auto index = shown.size();
  for (auto value = values.rbegin(); value != values.rend(); ++value) {
    if (!is_same(*value, shown[--index])) return false;
  }
  return it == shown.end();
}

template <class T>
bool same_value(const Same&, const std::vector<T>& values, const idl::View<std::vector<T>>& shown) {
  return same_elements(values, shown);
}

inline bool same_value(const Same&, const std::vector<bool>& values,
                       const idl::View<std::vector<bool>>& shown) {
  return std::ranges::equal(values, shown);
}

template <class T, std::size_t N>
bool same_value(const Same&, const std::array<T, N>& values,
                const idl::View<std::array<T, N>>& shown) {
  return same_elements(values, shown);
}

template <class T>
bool same_value(const Same&, const std::set<T>& values, const idl::View<std::set<T>>& shown) {
  return same_elements(values, shown) &&
         std::ranges::all_of(shown, [&](const auto& element) { return shown.contains(element); });
}

template <class K, class V>
bool same_value(const Same&, const std::map<K, V>& values, const idl::View<std::map<K, V>>& shown) {
  if (values.size() != shown.size()) return false;
  auto it = shown.begin();
  for (const auto& [key, value] : values) {
    const auto [shown_key, shown_value] = *it++;
    const auto found = shown.find(shown_key);
    if (!is_same(key, shown_key) || !is_same(value, shown_value)) return false;
    if (!found || !is_same(value, *found)) return false;
  }
  return true;
}

}  // namespace golden
