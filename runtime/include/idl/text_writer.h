// Readable text of values, for logs and test failures: what `<<` and to_text of generated types
// stand on. Only generated .cpp files include it; the text itself is put together out of line.
//
// One line whatever is inside: Order{id: 7, customer: "ada", status: paid, lines: [{sku: "A-1"}]}.
// It is bounded, so that a peer's message cannot flood a log, and escaped, so that it cannot
// forge one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "idl/box.h"
#include "idl/bytes.h"
#include "idl/codec.h"
#include "idl/flags.h"
#include "idl/new_type.h"
#include "idl/time.h"
#include "idl/unknown_case.h"
#include "idl/uuid.h"

namespace idl {

/// Puts one value into words. Everything beyond these limits is cut, and says so.
class TextWriter {
 public:
  static constexpr std::size_t kMaxTextBytes = 4096;   ///< of the whole text
  static constexpr std::size_t kMaxStringBytes = 256;  ///< of one string
  static constexpr std::size_t kMaxBlobBytes = 64;     ///< of one `bytes`, two digits each
  static constexpr std::size_t kMaxElements = 32;      ///< of one container
  static constexpr std::size_t kMaxDepth = 64;

  /// A struct or union begins, with its name if nothing is around it. False if the text is full or
  /// too deep: then nothing of it is written, not even its end.
  [[nodiscard]] bool begin(const char* name);
  void end();

  template <class T>
  void field(const char* name, const T& value);
  /// A case without a value.
  void field(const char* name);
  /// A case that a newer peer sent, by number and size: its schema may call it `@sensitive`.
  void field(const UnknownCase& unknown);
  /// A value that no log may show.
  void redacted(const char* name);

  /// A value of any type that travels.
  template <class T>
  void put(const T& value);

  /// Flags: the bits that are set, by their names or else their positions.
  void put_flags(std::uint64_t bits, std::span<const FlagName> names);

  /// What has been written. Leaves the writer empty.
  [[nodiscard]] std::string take();

 private:
  // What every field of a scalar or string type calls, so that a message stays small.
  void field_bool(const char* name, bool value);
  void field_signed(const char* name, std::int64_t value);
  void field_unsigned(const char* name, std::uint64_t value);
  void field_text(const char* name, std::string_view value);
  // And every field of another type: once a type, not once a field.
  template <class T>
  [[gnu::noinline]] void field_value(const char* name, const T& value) {
    begin_field(name);
    put(value);
  }

  void put_bool(bool value);
  void put_signed(std::int64_t value);
  void put_unsigned(std::uint64_t value);
  void put_float(float value);
  void put_double(double value);
  void put_text(std::string_view value);

  void put_other(const std::string& value) { put_text(value); }
  void put_other(const Bytes& value);
  void put_other(const Uuid& value);
  void put_other(Duration value);
  void put_other(Timestamp value);
  template <class T>
  void put_other(const Box<T>& box) {
    put(*box);
  }
  template <class T>
  void put_other(const std::optional<T>& value);
  template <class T>
  void put_other(const std::vector<T>& list) {
    put_elements(list);
  }
  template <class T>
  void put_other(const std::set<T>& set) {
    put_elements(set);
  }
  template <class T, std::size_t N>
  void put_other(const std::array<T, N>& array) {
    put_elements(array);
  }
  template <class K, class V>
  void put_other(const std::map<K, V>& map);

  template <class E>
  void put_enum(E value);
  template <class Range>
  void put_elements(const Range& range);

  [[nodiscard]] bool is_full() const { return text_.size() >= kMaxTextBytes; }
  [[nodiscard]] bool open(char bracket);
  void close(char bracket);
  /// Whether one more of this many elements is shown; writes what stands before it, or how many
  /// are left out.
  [[nodiscard]] bool element(std::size_t index, std::size_t size);
  void separate();
  void begin_field(const char* name);
  void put_colon();
  void put_null();
  void put_name(std::string_view name);

  std::string text_;
  std::size_t depth_ = 0;
};

template <class T>
void TextWriter::put(const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    put_bool(value);
  } else if constexpr (std::is_enum_v<T>) {
    put_enum(value);
  } else if constexpr (std::is_same_v<T, float>) {
    put_float(value);
  } else if constexpr (std::is_same_v<T, double>) {
    put_double(value);
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    put_signed(value);
  } else if constexpr (std::is_integral_v<T>) {
    put_unsigned(value);
  } else if constexpr (detail::NewTypeClass<T>) {
    put(value.value());
  } else if constexpr (requires { Codec<T>::print(value, *this); }) {
    Codec<T>::print(value, *this);
  } else {
    put_other(value);
  }
}

template <class T>
void TextWriter::field(const char* name, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    field_bool(name, value);
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    field_signed(name, value);
  } else if constexpr (std::is_integral_v<T>) {
    field_unsigned(name, value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    field_text(name, value);
  } else if constexpr (detail::NewTypeClass<T>) {
    field(name, value.value());
  } else {
    field_value(name, value);
  }
}

template <class T>
void TextWriter::put_other(const std::optional<T>& value) {
  if (value) {
    put(*value);
  } else {
    put_null();
  }
}

template <class E>
void TextWriter::put_enum(E value) {
  if constexpr (requires { Codec<E>::names(); }) {
    put_flags(static_cast<std::uint64_t>(value), Codec<E>::names());
  } else if (const std::string_view name = to_string(value); !name.empty()) {
    put_name(name);
  } else if constexpr (std::is_signed_v<std::underlying_type_t<E>>) {
    put_signed(static_cast<std::int64_t>(value));
  } else {
    put_unsigned(static_cast<std::uint64_t>(value));
  }
}

template <class Range>
void TextWriter::put_elements(const Range& range) {
  if (!open('[')) return;
  std::size_t index = 0;
  for (const auto& one : range) {
    if (!element(index++, range.size())) break;
    put(one);
  }
  close(']');
}

template <class K, class V>
void TextWriter::put_other(const std::map<K, V>& map) {
  if (!open('{')) return;
  std::size_t index = 0;
  for (const auto& [key, value] : map) {
    if (!element(index++, map.size())) break;
    put(key);
    put_colon();
    put(value);
  }
  close('}');
}

namespace detail {

using Print = void (*)(const void* value, TextWriter& out);
[[nodiscard]] std::string text_of(const void* value, Print print);
std::ostream& print(std::ostream& out, const void* value, Print print);

template <class T>
void print_value(const void* value, TextWriter& out) {
  out.put(*static_cast<const T*>(value));
}

}  // namespace detail

/// The text of a value of any type that travels.
template <class T>
[[nodiscard]] std::string text_of(const T& value) {
  return detail::text_of(&value, detail::print_value<T>);
}

/// Writes the text of a value to a stream, as wide as the stream asks for.
template <class T>
std::ostream& print(std::ostream& out, const T& value) {
  return detail::print(out, &value, detail::print_value<T>);
}

}  // namespace idl
