// The text of JSON, piece by piece. Codecs say what follows what; commas, quotes and escapes are
// this class's part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "idl/bytes.h"
#include "idl/flags.h"
#include "idl/json.h"
#include "idl/time.h"
#include "idl/uuid.h"

namespace idl {

class JsonWriter {
 public:
  static constexpr std::size_t kMaxDepth = 200;

  /// False beyond kMaxDepth: then it has written null, and nothing of it, not even its end,
  /// follows.
  [[nodiscard]] bool begin_object();
  void end_object();
  [[nodiscard]] bool begin_array();
  void end_array();

  /// A member of a struct. One that is absent is left out.
  template <class T>
  void member(const char* name, const T& value) {
    put_name(name);
    JsonCodec<T>::write(value, *this);
  }
  template <class T>
  void member(const char* name, const std::optional<T>& value) {
    if (value) member(name, *value);
  }
  /// The case of a union, which stands there whatever it holds.
  template <class T>
  void put_case(const char* name, const T& value) {
    put_name(name);
    JsonCodec<T>::write(value, *this);
  }
  /// A case without a value.
  void put_case(const char* name);
  /// A union's case that this version of the schema does not know: its number, and its bytes.
  void unknown_case(std::uint32_t number, const Bytes& body);

  template <class Range>
  void put_elements(const Range& range) {
    if (!begin_array()) return;
    for (const auto& element : range) put_element(element);
    end_array();
  }
  template <class K, class V>
  void put_pair(const K& key, const V& value) {
    separate();
    if (!begin_array()) return;
    put_element(key);
    put_element(value);
    end_array();
  }

  void put_name(std::string_view name);
  void put_null();
  void put_flags(std::uint64_t bits, std::span<const FlagName> names);
  void put_string(std::string_view text);
  void put_signed(std::int64_t value, bool quoted);
  void put_unsigned(std::uint64_t value, bool quoted);
  void put(bool value);
  void put(float value);
  void put(double value);
  void put(const std::string& value) { put_string(value); }
  void put(const Bytes& value);
  void put(const Uuid& value);
  void put(Duration value);
  void put(Timestamp value);

  [[nodiscard]] std::string take();

 private:
  [[nodiscard]] bool begin(char bracket);
  void end(char bracket);
  void separate();
  template <class T>
  void put_element(const T& value) {
    separate();
    JsonCodec<T>::write(value, *this);
  }

  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace idl
