// A value on the heap that behaves like a value: what a schema's `box<T>` becomes, so that a type
// can hold another of its own kind. T may be incomplete where a Box of it is a member.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace idl {

/// Holds a T. Copies are deep, comparisons look at the values, `const` reaches through. It always
/// has a value: one that was just made, or moved from, holds a T with its defaults, and needs no
/// memory of its own until that value is asked for in order to be changed. References to the value
/// last until then, or until the box is assigned to, moved from or destroyed.
template <class T>
class Box {
 public:
  using Value = T;

  // Nothing here is constexpr or conditional on T: compilers would look into a T that is still
  // incomplete, in a type that holds a box of itself.
  Box() noexcept {}
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Box(const Box& other) : value_(other.copy()) {}
  Box(Box&& other) noexcept : value_(std::move(other.value_)) {}
  ~Box() {}

  Box& operator=(const Box& other) {
    value_ = other.copy();
    return *this;
  }
  Box& operator=(Box&& other) noexcept {
    // What the other box holds may be part of what this one held.
    std::unique_ptr<T> old = std::exchange(value_, std::move(other.value_));
    return *this;
  }

  [[nodiscard]] T& operator*() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  [[nodiscard]] const T& operator*() const { return value_ ? *value_ : defaults(); }
  [[nodiscard]] T* operator->() { return &**this; }
  [[nodiscard]] const T* operator->() const { return &**this; }

  friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

 private:
  [[nodiscard]] std::unique_ptr<T> copy() const {
    return value_ ? std::make_unique<T>(*value_) : nullptr;
  }

  // Never destroyed, so that it outlives every box.
  [[nodiscard]] static const T& defaults() {
    alignas(T) static std::byte memory[sizeof(T)];
    static const T* const made = ::new (static_cast<void*>(memory)) T();
    return *made;
  }

  std::unique_ptr<T> value_;
};

}  // namespace idl
