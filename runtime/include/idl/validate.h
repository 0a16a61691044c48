// Values against the constraints of their schema, for users. Calls check by themselves: a client
// before it sends, a server before the handler runs and before it answers.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "idl/box.h"
#include "idl/result.h"
#include "idl/validator.h"
#include "idl/wire.h"

namespace idl {

/// Whether the value, and every value inside of it, keeps to its constraints. Fails with
/// InvalidArgument and the place of the first that does not:
/// `items[3].quantity: 0 is not in 1..1000`. Values nested deeper than 64 fail too.
template <class T>
[[nodiscard]] Result<void> validate(const T& value) {
  if constexpr (Constrained<T>) {
    Validator validator;
    validator.nested("", value);
    if (validator.failed()) return validator.error();
  }
  return {};
}

template <Constrained T>
struct Constraints<std::optional<T>> {
  static void check(const std::optional<T>& value, Validator& validator) {
    if (value) Constraints<T>::check(*value, validator);
  }
};

template <Constrained T>
struct Constraints<Box<T>> {
  static void check(const Box<T>& box, Validator& validator) {
    Constraints<T>::check(*box, validator);
  }
};

namespace detail {

template <class Container>
void check_elements(const Container& container, Validator& validator) {
  std::size_t index = 0;
  for (const auto& element : container) {
    if (validator.failed()) return;
    validator.element(index++, element);
  }
}

}  // namespace detail

template <Constrained T>
struct Constraints<std::vector<T>> {
  static void check(const std::vector<T>& list, Validator& validator) {
    detail::check_elements(list, validator);
  }
};

template <Constrained T>
struct Constraints<std::set<T>> {
  static void check(const std::set<T>& set, Validator& validator) {
    detail::check_elements(set, validator);
  }
};

template <Constrained T, std::size_t N>
struct Constraints<std::array<T, N>> {
  static void check(const std::array<T, N>& array, Validator& validator) {
    detail::check_elements(array, validator);
  }
};

template <class K, class V>
  requires(Constrained<K> || Constrained<V>)
struct Constraints<std::map<K, V>> {
  static void check(const std::map<K, V>& map, Validator& validator) {
    for (const auto& [key, value] : map) {
      if (validator.failed()) return;
      if constexpr (Constrained<K>) validator.entry(key, key);
      if constexpr (Constrained<V>) validator.entry(key, value);
    }
  }
};

}  // namespace idl
