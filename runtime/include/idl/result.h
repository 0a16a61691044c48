// The outcome of anything that can fail: a value, one of the errors that a method declares, or an
// idl::Error. Nothing throws but value(), for callers who prefer exceptions. The header stays small
// because every generated service includes it.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>
#include <variant>

#include "idl/error.h"

namespace idl {

template <class T>
struct Codec;

template <class T, class... Declared>
class Result;

/// What value() throws when there is none: any failure.
class CallError : public std::exception {
 public:
  explicit CallError(Error error);

  /// The failure itself.
  [[nodiscard]] const Error& error() const noexcept { return error_; }

  /// The failure as one printable line.
  [[nodiscard]] const char* what() const noexcept override { return text_.c_str(); }

 private:
  Error error_;
  std::string text_;
};

/// What value() throws for the declared error E: a CallError, and an E besides, so that either may
/// be caught.
template <class E>
class Thrown final : public CallError, public E {
 public:
  Thrown(const Error& error, const E& declared) : CallError(error), E(declared) {}
};

namespace detail {

[[noreturn]] void throw_call_error(const Error& error);

template <class E>
[[noreturn]] void throw_declared(const Error& error, const E& declared) {
#if defined(__cpp_exceptions)
  throw Thrown<E>(error, declared);
#else
  throw_call_error(error);  // Nobody here catches it.
#endif
}

[[noreturn]] void abort_for_missing_value(const Error& error);
[[noreturn]] void abort_for_missing_error();

/// The Error that stands beside a declared error, for callers who only log.
[[nodiscard]] Error declared_error(std::string_view name);

template <class E, class... Declared>
concept OneOf = (std::is_same_v<E, Declared> || ...);

template <class T>
inline constexpr bool kIsResult = false;
template <class T, class... Declared>
inline constexpr bool kIsResult<Result<T, Declared...>> = true;

/// What converts to a T but is neither an outcome nor a failure itself. Numbers are left to the
/// ordinary conversions, so that the compiler warns about those that lose something.
template <class U, class T, class... Declared>
concept ValueFor =
    std::is_class_v<T> && std::is_convertible_v<U, T> &&
    !OneOf<std::remove_cvref_t<U>, T, Error, Declared...> && !kIsResult<std::remove_cvref_t<U>>;

/// The parts of a Result that do not depend on whether the value is void.
template <class Value, class... Declared>
class Outcome {
 public:
  /// Whether there is a value.
  [[nodiscard]] explicit operator bool() const noexcept { return state_.index() == 0; }

  /// The failure; for a declared error its code is DeclaredError and its message the error's name.
  /// Aborts if there is a value.
  [[nodiscard]] const Error& error() const {
    const auto* failure = std::get_if<1>(&state_);
    if (failure == nullptr) abort_for_missing_error();
    return failure->error;
  }

  /// The declared error E, or null if the outcome is anything else.
  template <class E>
    requires OneOf<E, Declared...>
  [[nodiscard]] const E* error_as() const noexcept {
    const auto* failure = std::get_if<1>(&state_);
    return failure == nullptr ? nullptr : std::get_if<E>(&failure->declared);
  }
  template <class E>
    requires OneOf<E, Declared...>
  [[nodiscard]] E* error_as() noexcept {
    auto* failure = std::get_if<1>(&state_);
    return failure == nullptr ? nullptr : std::get_if<E>(&failure->declared);
  }

 protected:
  struct Failure {
    Error error;
    std::variant<std::monostate, Declared...> declared{};
  };

  explicit Outcome(Value value) : state_(std::in_place_index<0>, std::move(value)) {}
  explicit Outcome(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  void throw_if_failed() const {
    const auto* failure = std::get_if<1>(&state_);
    if (failure == nullptr) return;
    (throw_if_declared<Declared>(*failure), ...);
    throw_call_error(failure->error);
  }

  [[nodiscard]] const Value& held() const {
    const auto* value = std::get_if<0>(&state_);
    if (value == nullptr) abort_for_missing_value(std::get_if<1>(&state_)->error);
    return *value;
  }
  [[nodiscard]] Value& held() { return const_cast<Value&>(std::as_const(*this).held()); }

 private:
  template <class E>
  static void throw_if_declared(const Failure& failure) {
    const E* declared = std::get_if<E>(&failure.declared);
    if (declared != nullptr) throw_declared(failure.error, *declared);
  }

  std::variant<Value, Failure> state_;
};

}  // namespace detail

/// A T, an Error, or one of the Declared errors. Moves and copies as T does.
template <class T, class... Declared>
class [[nodiscard]] Result : public detail::Outcome<T, Declared...> {
  using Base = detail::Outcome<T, Declared...>;
  using Failure = typename Base::Failure;
  static_assert(!detail::OneOf<T, Error, Declared...>, "a result cannot be one of its own errors");

 public:
  using Value = T;

  Result(T value) : Base(std::move(value)) {}
  Result(Error error) : Base(Failure{.error = std::move(error)}) {}
  template <class U>
    requires detail::ValueFor<U, T, Declared...>
  Result(U&& value) : Base(static_cast<T>(std::forward<U>(value))) {}
  template <class E>
    requires detail::OneOf<E, Declared...>
  Result(E error) : Base(Failure{detail::declared_error(Codec<E>::kName), std::move(error)}) {}

  /// The value; aborts if there is none.
  [[nodiscard]] T& operator*() & { return this->held(); }
  [[nodiscard]] const T& operator*() const& { return this->held(); }
  [[nodiscard]] T&& operator*() && { return std::move(this->held()); }
  [[nodiscard]] T* operator->() { return &this->held(); }
  [[nodiscard]] const T* operator->() const { return &this->held(); }

  /// The value; throws CallError if there is none, and for a declared error E a Thrown<E>, which
  /// is caught as an E, too. Of a temporary it returns a T of its own, so that
  /// `auto& order = client.get(7).value()` cannot dangle unnoticed.
  [[nodiscard]] T& value() & {
    this->throw_if_failed();
    return this->held();
  }
  [[nodiscard]] const T& value() const& {
    this->throw_if_failed();
    return this->held();
  }
  [[nodiscard]] T value() && {
    this->throw_if_failed();
    return std::move(this->held());
  }
};

/// Success without a value, an Error, or one of the Declared errors.
template <class... Declared>
class [[nodiscard]] Result<void, Declared...>
    : public detail::Outcome<std::monostate, Declared...> {
  using Base = detail::Outcome<std::monostate, Declared...>;
  using Failure = typename Base::Failure;

 public:
  using Value = void;

  Result() : Base(std::monostate{}) {}
  Result(Error error) : Base(Failure{.error = std::move(error)}) {}
  template <class E>
    requires detail::OneOf<E, Declared...>
  Result(E error) : Base(Failure{detail::declared_error(Codec<E>::kName), std::move(error)}) {}

  /// Nothing; after a failure it throws as above.
  void value() const { this->throw_if_failed(); }
};

}  // namespace idl
