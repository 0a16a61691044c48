// JSON both ways, for types of schemas that were compiled with `idlc --json`: include the generated
// x.json.h, which includes this, and link idl::json. docs/LANGUAGE.md says how values look.
//
// Parsing is for hostile text: it is bounded in depth, bytes and memory, takes what is written
// exactly, and says where what is wrong.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "idl/flags.h"
#include "idl/result.h"

namespace idl {

class JsonWriter;
class JsonValue;

/// How a type looks in JSON. Specialised by generated code, and by idl/json_codec.h for the types
/// of the standard library and the runtime. A specialisation has
///   static void write(const T&, JsonWriter&),
///   static bool read(const JsonValue&, T&)  into a T as it is constructed.
template <class T>
struct JsonCodec;

/// The names that the values of an enum, or the bits of flags, have in JSON where some are not
/// those of the schema. Specialised by generated code, which gives it
///   static std::string_view to_name(E), static std::optional<E> from_name(std::string_view)  or,
///   static std::span<const FlagName> names()  of flags.
template <class E>
struct JsonNames;

/// What becomes of a member that a struct does not have.
enum class UnknownMembers : std::uint8_t { Refuse, Ignore };

/// How much a text may ask of its reader. The defaults are safe.
struct JsonOptions {
  UnknownMembers unknown_members = UnknownMembers::Refuse;
  std::size_t max_bytes = std::size_t{4} << 20U;    ///< of the text
  std::size_t max_memory = std::size_t{64} << 20U;  ///< while it is read, and of the value
  std::size_t max_depth = 200;                      ///< of arrays and objects in each other
};

namespace detail {

class JsonTree;

/// A parsed text.
class JsonDocument {
 public:
  JsonDocument(std::string_view text, const JsonOptions& options);
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;
  ~JsonDocument();

  using Read = bool (*)(const JsonValue&, void* value);
  /// False if the text is no JSON, or `into` says so.
  [[nodiscard]] bool read(Read into, void* value) const;
  [[nodiscard]] Error error() const;

 private:
  std::unique_ptr<JsonTree> tree_;
};

using JsonWrite = void (*)(const void* value, JsonWriter& out);
[[nodiscard]] std::string write_json(const void* value, JsonWrite write);
[[nodiscard]] Error out_of_json_memory();

}  // namespace detail

/// The value as JSON, in one line. Bytes of a string that are no UTF-8 become U+FFFD; beyond 200
/// levels, which no value that travels has, it says null.
template <class T>
[[nodiscard]] std::string to_json(const T& value) {
  return detail::write_json(&value, [](const void* typed, JsonWriter& out) {
    JsonCodec<T>::write(*static_cast<const T*>(typed), out);
  });
}

/// The value that the text stands for. Fails with InvalidArgument and the place, such as
/// `$.lines[3].quantity: expected an integer, found "two"`; with MessageTooLarge beyond
/// options.max_bytes; with ResourceExhausted where options.max_memory or the system's is too
/// little.
template <class T>
[[nodiscard]] Result<T> from_json(std::string_view text, const JsonOptions& options = {}) {
  try {
    const detail::JsonDocument document(text, options);
    T value{};
    const auto read = [](const JsonValue& in, void* typed) {
      return JsonCodec<T>::read(in, *static_cast<T*>(typed));
    };
    if (!document.read(read, &value)) return document.error();
    return value;
  } catch (const std::bad_alloc&) {
    return detail::out_of_json_memory();
  }
}

}  // namespace idl
