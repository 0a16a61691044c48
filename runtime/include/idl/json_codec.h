// JSON of every type that schemas have besides their own; what generated .json.cpp files include.
// The text is written and taken apart out of line (json/writer.h, json/value.h).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <type_traits>
#include <vector>

#include "idl/box.h"
#include "idl/from_string.h"
#include "idl/json.h"
#include "idl/json/object.h"
#include "idl/json/value.h"
#include "idl/json/writer.h"
#include "idl/new_type.h"

namespace idl {

/// Those that the writer and the reader know themselves: bool, floating-point numbers, text, times.
template <class T>
struct JsonCodec {
  static void write(const T& value, JsonWriter& out) { out.put(value); }
  static bool read(const JsonValue& in, T& value) { return in.read(value); }
};

/// Integers; those of 64 bits are strings, which JavaScript does not round.
template <class T>
  requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
struct JsonCodec<T> {
  static void write(T value, JsonWriter& out) {
    if constexpr (std::is_signed_v<T>) {
      out.put_signed(value, sizeof(T) == 8);
    } else {
      out.put_unsigned(value, sizeof(T) == 8);
    }
  }
  static bool read(const JsonValue& in, T& value) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_signed_v<T>) {
      std::int64_t number = 0;
      if (!in.read_signed(number, Limits::min(), Limits::max())) return false;
      value = static_cast<T>(number);
    } else {
      std::uint64_t number = 0;
      if (!in.read_unsigned(number, Limits::max())) return false;
      value = static_cast<T>(number);
    }
    return true;
  }
};

namespace detail {

template <class E>
[[nodiscard]] std::span<const FlagName> json_names_of_flags() {
  if constexpr (requires { JsonNames<E>::names(); }) {
    return JsonNames<E>::names();
  } else {
    return Codec<E>::names();
  }
}

template <class E>
[[nodiscard]] std::string_view json_name(E value) {
  if constexpr (requires { JsonNames<E>::to_name(value); }) {
    return JsonNames<E>::to_name(value);
  } else {
    return to_string(value);
  }
}

template <class E>
[[nodiscard]] std::optional<E> from_json_name(std::string_view name) {
  if constexpr (requires { JsonNames<E>::from_name(name); }) {
    return JsonNames<E>::from_name(name);
  } else {
    return from_string<E>(name);
  }
}

}  // namespace detail

/// Flags: the names of the bits that are set, or the positions of those that have none.
template <class E>
  requires(std::is_enum_v<E> && requires { Codec<E>::names(); })
struct JsonCodec<E> {
  static void write(E value, JsonWriter& out) {
    out.put_flags(static_cast<std::uint64_t>(value), detail::json_names_of_flags<E>());
  }
  static bool read(const JsonValue& in, E& value) {
    std::uint64_t bits = 0;
    if (!in.read_flags(bits, detail::kFlagsWidth<E>, detail::json_names_of_flags<E>()))
      return false;
    value = static_cast<E>(bits);
    return true;
  }
};

/// Enums: the name, or the number of a value that has none.
template <class E>
  requires(std::is_enum_v<E> && !requires { Codec<E>::names(); })
struct JsonCodec<E> {
  using Number = std::underlying_type_t<E>;

  static void write(E value, JsonWriter& out) {
    const std::string_view name = detail::json_name(value);
    if (name.empty()) return JsonCodec<Number>::write(static_cast<Number>(value), out);
    out.put_string(name);
  }
  static bool read(const JsonValue& in, E& value) {
    if (const auto text = in.text()) {
      if (const auto named = detail::from_json_name<E>(*text)) {
        value = *named;
        return true;
      }
    }
    Number number{};
    if (!in.may_be_number()) return in.fail_expecting("a name of the enum or a number");
    if (!JsonCodec<Number>::read(in, number)) return false;
    value = static_cast<E>(number);
    if constexpr (requires { Codec<E>::is_known(value); }) {
      if (!Codec<E>::is_known(value)) return in.fail_expecting("a value of the closed enum");
    }
    return true;
  }
};

template <detail::NewTypeClass T>
struct JsonCodec<T> {
  static void write(const T& value, JsonWriter& out) {
    JsonCodec<typename T::Value>::write(value.value(), out);
  }
  static bool read(const JsonValue& in, T& value) {
    return JsonCodec<typename T::Value>::read(in, value.value());
  }
};

template <class T>
struct JsonCodec<std::optional<T>> {
  static void write(const std::optional<T>& value, JsonWriter& out) {
    if (!value) return out.put_null();
    JsonCodec<T>::write(*value, out);
  }
  static bool read(const JsonValue& in, std::optional<T>& value) {
    if (in.is_null()) return true;
    return JsonCodec<T>::read(in, value.emplace());
  }
};

template <class T>
struct JsonCodec<Box<T>> {
  static void write(const Box<T>& box, JsonWriter& out) { JsonCodec<T>::write(*box, out); }
  static bool read(const JsonValue& in, Box<T>& box) {
    return in.charge(1, sizeof(T)) && JsonCodec<T>::read(in, *box);
  }
};

template <class T>
struct JsonCodec<std::vector<T>> {
  static void write(const std::vector<T>& list, JsonWriter& out) { out.put_elements(list); }
  static bool read(const JsonValue& in, std::vector<T>& list) {
    if (!in.expect_array() || !in.charge(in.size(), sizeof(T))) return false;
    list.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
      if constexpr (std::is_same_v<T, bool>) {
        bool element = false;
        if (!in.element(i).read(element)) return false;
        list.push_back(element);
      } else {
        if (!JsonCodec<T>::read(in.element(i), list.emplace_back())) return false;
      }
    }
    return true;
  }
};

template <>
struct JsonCodec<Bytes> {
  static void write(const Bytes& bytes, JsonWriter& out) { out.put(bytes); }
  static bool read(const JsonValue& in, Bytes& bytes) { return in.read(bytes); }
};

template <class T, std::size_t N>
struct JsonCodec<std::array<T, N>> {
  static void write(const std::array<T, N>& array, JsonWriter& out) { out.put_elements(array); }
  static bool read(const JsonValue& in, std::array<T, N>& array) {
    if (!in.expect_array(N)) return false;
    for (std::size_t i = 0; i < N; ++i) {
      if (!JsonCodec<T>::read(in.element(i), array[i])) return false;
    }
    return true;
  }
};

template <class T>
struct JsonCodec<std::set<T>> {
  static void write(const std::set<T>& set, JsonWriter& out) { out.put_elements(set); }
  static bool read(const JsonValue& in, std::set<T>& set) {
    if (!in.expect_array() || !in.charge(in.size(), detail::kJsonTreeNode + sizeof(T)))
      return false;
    for (std::size_t i = 0; i < in.size(); ++i) {
      T element{};
      if (!JsonCodec<T>::read(in.element(i), element)) return false;
      if (!set.insert(std::move(element)).second) {
        return in.element(i).fail("the element stands twice");
      }
    }
    return true;
  }
};

namespace detail {

/// Whether maps with such keys are objects.
template <class K>
inline constexpr bool kIsJsonName = std::is_same_v<K, std::string>;
template <NewTypeClass K>
inline constexpr bool kIsJsonName<K> = kIsJsonName<typename K::Value>;

}  // namespace detail

/// An object if the keys are strings, else an array of arrays of two.
template <class K, class V>
struct JsonCodec<std::map<K, V>> {
  using Map = std::map<K, V>;

  static void write(const Map& map, JsonWriter& out) {
    constexpr bool kIsObject = detail::kIsJsonName<K>;
    if (!(kIsObject ? out.begin_object() : out.begin_array())) return;
    for (const auto& [key, value] : map) {
      if constexpr (kIsObject) {
        out.put_name(name_of(key));
        JsonCodec<V>::write(value, out);
      } else {
        out.put_pair(key, value);
      }
    }
    if constexpr (kIsObject) {
      out.end_object();
    } else {
      out.end_array();
    }
  }

  static bool read(const JsonValue& in, Map& map) {
    constexpr bool kIsObject = detail::kIsJsonName<K>;
    if (!(kIsObject ? in.expect_object() : in.expect_array())) return false;
    if (!in.charge(in.size(), detail::kJsonTreeNode + sizeof(typename Map::value_type))) {
      return false;
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
      if (!read_entry(in.element(i), map)) return false;
    }
    return true;
  }

 private:
  static const std::string& name_of(const std::string& key) { return key; }
  template <detail::NewTypeClass Key>
  static const std::string& name_of(const Key& key) {
    return name_of(key.value());
  }

  static bool read_entry(const JsonValue& in, Map& map) {
    K key{};
    if constexpr (detail::kIsJsonName<K>) {
      key = K(std::string(in.name()));
      return JsonCodec<V>::read(in, map.try_emplace(std::move(key)).first->second);
    } else {
      if (!in.expect_array(2) || !JsonCodec<K>::read(in.element(0), key)) return false;
      const auto [entry, is_new] = map.try_emplace(std::move(key));
      if (!is_new) return in.fail("the key stands twice");
      return JsonCodec<V>::read(in.element(1), entry->second);
    }
  }
};

}  // namespace idl
