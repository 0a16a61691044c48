// The base of a schema's new types: `type CustomerId = new string` becomes a class of its own that
// holds a string and mixes with no other. It travels exactly as the type that it holds.
#pragma once

#include <compare>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace idl {

/// A T with a name. Tag is the class that derives from this; it inherits the constructors.
template <class Tag, class T>
class NewType {
 public:
  using Value = T;

  // Not defaulted: clang would look into a T that is incomplete in a cycle of types.
  NewType() : value_() {}
  explicit NewType(T value) : value_(std::move(value)) {}

  /// What it holds.
  [[nodiscard]] const T& value() const& noexcept { return value_; }
  [[nodiscard]] T& value() & noexcept { return value_; }
  [[nodiscard]] T value() && { return std::move(value_); }

  friend bool operator==(const NewType&, const NewType&) = default;
  friend auto operator<=>(const NewType&, const NewType&) = default;

 private:
  T value_;
};

namespace detail {

template <class Tag, class T>
std::true_type is_new_type(const NewType<Tag, T>*);
std::false_type is_new_type(const void*);

/// Whether T is a class that a schema declares as a new type.
template <class T>
concept NewTypeClass = decltype(is_new_type(static_cast<T*>(nullptr)))::value;

}  // namespace detail
}  // namespace idl

/// Hashes as what it holds, where that can be hashed.
template <idl::detail::NewTypeClass T>
  requires requires(const typename T::Value& value) { std::hash<typename T::Value>{}(value); }
struct std::hash<T> {
  std::size_t operator()(const T& value) const {
    return std::hash<typename T::Value>{}(value.value());
  }
};
