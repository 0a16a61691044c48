// How a type is shown where it lies encoded, without being decoded. ViewCodec answers for each type
// that travels, as Codec does for its values: specialised here and beside this file for those of
// the standard library and the runtime, by generated `.view.h` files for those of a schema.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "idl/box.h"
#include "idl/bytes.h"
#include "idl/wire.h"
#include "idl/wire/utf8.h"

namespace idl {

/// A value of type T that stays encoded: structs, errors and unions of a schema, lists, sets, maps
/// and arrays. It refers to the bytes and lives no longer than they; it is small and is copied.
template <class T>
class View;

/// Says for every type that travels
///   Shown                                              what users get to see of it.
/// For one of a fixed size
///   static bool check(const std::byte* slot)           whether the slot holds a value,
///   static Shown show(const std::byte* slot)           the value; it has been checked.
/// For one with a body, and for optional ones of these as well
///   static bool check(Input body)                      whether it is one; notes a flaw if not,
///   static Shown show(BytesView body).
/// For a union the same two with the number of the case before the body.
template <class T>
struct ViewCodec;

/// What the view of a T looks like: numbers, enums, times, uuids and fixed structs are themselves,
/// a string is a std::string_view, bytes are a BytesView, a T? is an optional of what a T is, and
/// everything else is a View<T>. A new type of what is itself here is itself; any other looks like
/// what it stands for.
template <class T>
using Viewed = typename ViewCodec<T>::Shown;

namespace detail {

/// Loaded by value.
template <class T>
struct ValueViewCodec {
  using Shown = T;

  static bool check(const std::byte* slot) {
    if constexpr (PlainType<T>) {
      return true;
    } else {
      T value{};
      return detail::load(slot, value);
    }
  }

  static T show(const std::byte* slot) {
    T value{};
    (void)detail::load(slot, value);
    return value;
  }
};

/// Whether the slot of a fixed type needs a look before it is used.
template <class T>
inline constexpr bool kNeedsCheck = !PlainType<T>;

/// Whether T, which is fixed, is a class that only its schema knows how to check.
template <class T>
inline constexpr bool kNeedsGeneratedCheck = std::is_class_v<T> && kNeedsCheck<T>;

}  // namespace detail

template <class T>
struct ViewCodec : detail::ValueViewCodec<T> {
  static_assert(detail::FixedType<T> && !detail::kNeedsGeneratedCheck<T>,
                "include the .view.h of the schema that declares this type");
};

/// New types look like what they stand for, but those of a single value stay themselves.
template <detail::NewTypeClass T>
struct ViewCodec<T> : ViewCodec<typename T::Value> {};
template <detail::NewTypeClass T>
  requires std::is_same_v<Viewed<typename T::Value>, typename T::Value>
struct ViewCodec<T> : detail::ValueViewCodec<T> {
  static bool check(const std::byte* slot) { return ViewCodec<typename T::Value>::check(slot); }
};

/// A box looks like what is in it.
template <class T>
struct ViewCodec<Box<T>> : ViewCodec<T> {};

/// The presence byte before a slot.
template <detail::FixedType T>
struct ViewCodec<std::optional<T>> {
  using Shown = std::optional<Viewed<T>>;

  static bool check(const std::byte* slot) {
    if (slot[0] == std::byte{1}) return ViewCodec<T>::check(slot + 1);
    return std::all_of(slot, slot + 1 + detail::kSlotOf<T>,
                       [](std::byte byte) { return byte == std::byte{0}; });
  }
  static Shown show(const std::byte* slot) {
    if (slot[0] == std::byte{0}) return std::nullopt;
    return ViewCodec<T>::show(slot + 1);
  }
};

/// Presence is told by whoever holds the slot.
template <detail::BodyType T>
struct ViewCodec<std::optional<T>> {
  using Shown = std::optional<Viewed<T>>;

  static bool check(Input body) { return ViewCodec<T>::check(body); }
  static Shown show(BytesView body) { return ViewCodec<T>::show(body); }
};

template <>
struct ViewCodec<std::string> {
  using Shown = std::string_view;

  [[gnu::always_inline]] static bool check(Input body) {
    const std::string_view text(reinterpret_cast<const char*>(body.begin), body.size());
    return detail::is_utf8(text) || body.fail(Flaw::BadText);
  }
  static Shown show(BytesView body) {
    return {reinterpret_cast<const char*>(body.data()), body.size()};
  }
};

template <>
struct ViewCodec<Bytes> {
  using Shown = BytesView;

  static bool check(Input) { return true; }
  static Shown show(BytesView body) { return body; }
};

/// Checks the members of a fixed struct, in order.
class SlotChecker {
 public:
  explicit SlotChecker(const std::byte* slot) : slot_(slot) {}

  template <detail::FixedType T>
  void check() {
    if (!ViewCodec<T>::check(slot_)) ok_ = false;
    slot_ += detail::kSlotOf<T>;
  }

  [[nodiscard]] bool ok() const { return ok_; }

 private:
  const std::byte* slot_;
  bool ok_ = true;
};

/// Base for fixed structs of which some byte patterns are no values. The codec adds check.
template <class T>
struct FixedViewCodec {
  using Shown = T;
  static T show(const std::byte* slot) { return detail::ValueViewCodec<T>::show(slot); }
};

}  // namespace idl
