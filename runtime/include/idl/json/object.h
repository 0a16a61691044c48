// Structs and unions as generated codecs read them: member by member, in any order, with a look at
// the end at what was left over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "idl/bytes.h"
#include "idl/json.h"
#include "idl/json/value.h"
#include "idl/json/writer.h"
#include "idl/wire.h"

namespace idl {

/// An object with the members of a struct. A member that is missing leaves its value as it is, one
/// that is there takes nothing of it: a list is not appended to a default.
class JsonObject {
 public:
  explicit JsonObject(const JsonValue& in) : in_(in), ok_(in.expect_object()) {}

  template <class T>
  void get(const char* name, T& value) {
    if (const auto found = find(name)) ok_ = read(*found, value);
  }
  /// The same for a secret: nothing of it, or inside of it, appears in an error.
  template <class T>
  void get_sensitive(const char* name, T& value) {
    if (const auto found = find(name)) ok_ = read(found->hide(), value);
  }

  /// Whether all went well; a member that was not asked for fails, unless they are ignored.
  [[nodiscard]] bool finish() const;

 private:
  template <class T>
  [[nodiscard]] static bool read(const JsonValue& in, T& value) {
    value = T{};
    return JsonCodec<T>::read(in, value);
  }
  [[nodiscard]] std::optional<JsonValue> find(const char* name);

  JsonValue in_;
  bool ok_;
  std::size_t seen_ = 0;
};

/// An object with one member, the case of a union, or with none.
class JsonCase {
 public:
  explicit JsonCase(const JsonValue& in);

  template <class Union, class T>
  void get(const char* name, Union (*make)(T), Union& value) {
    if (!is(name)) return;
    T content{};
    ok_ = JsonCodec<T>::read(*case_, content);
    if (ok_) value = make(std::move(content));
  }
  template <class Union>
  void get(const char* name, Union (*make)(), Union& value) {
    if (!is(name)) return;
    ok_ = expect_nothing();
    if (ok_) value = make();
  }
  /// The same for a case that holds a secret: nothing of it, or inside of it, appears in an error.
  template <class Union, class Make>
  void get_sensitive(const char* name, Make make, Union& value) {
    if (ok_ && case_ && case_->name() == name) case_->hide();
    get(name, make, value);
  }

  /// Whether all went well. A name that was not asked for fails, unless it is ignored or the number
  /// of a case that a newer peer sent.
  template <class Union>
  [[nodiscard]] bool finish(Union& value) {
    if (!ok_ || is_taken_ || !case_) return ok_;
    const auto number = unknown_number();
    if (!number) return refuse();
    Bytes body;
    if (!case_->read(body)) return false;
    // What is unknown is kept as it came; nothing in it is looked into.
    Decoder decoder(body, {.max_depth = 0});
    return Codec<Union>::read(*number, decoder.input(), value) || refuse_body();
  }

 private:
  [[nodiscard]] bool is(const char* name);
  [[nodiscard]] bool expect_nothing() const;
  [[nodiscard]] std::optional<std::uint32_t> unknown_number() const;
  [[nodiscard]] bool refuse() const;
  [[nodiscard]] bool refuse_body() const;

  std::optional<JsonValue> case_;
  bool ok_;
  bool is_taken_ = false;
};

/// Writes the case of a union that no enumerator stands for.
template <class Union>
void write_unknown_case(const Union& value, JsonWriter& out) {
  Measure measure;
  Bytes body(Codec<Union>::measure(value, measure));
  (void)Codec<Union>::write(value, body.data());
  out.unknown_case(Codec<Union>::which(value), body);
}

}  // namespace idl
