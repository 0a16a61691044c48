// Writing JSON. The text is valid whatever the values are: numbers without a JSON form become
// strings, and bytes of a string that are no UTF-8 become U+FFFD.
#include "idl/json/writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "base/characters.h"
#include "base/time_text.h"
#include "json/base64.h"

namespace idl {
namespace {

// The shortest digits that give the same number again.
template <class Float>
std::string float_text(Float value) {
  if (std::isnan(value)) return R"("NaN")";
  if (std::isinf(value)) return value < 0 ? R"("-Infinity")" : R"("Infinity")";
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

void append_control(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4U];
      out += kHex[static_cast<unsigned char>(c) & 15U];
  }
}

void append_string(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const detail::Character character = detail::first_character(text);
    if (character.size == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    const char c = text.front();
    if (character.code_point < 0x20) {
      append_control(out, c);
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += text.substr(0, character.size);
    }
    text.remove_prefix(character.size);
  }
}

}  // namespace

bool JsonWriter::begin(char bracket) {
  if (depth_ == kMaxDepth) {
    put_null();
    return false;
  }
  ++depth_;
  text_ += bracket;
  return true;
}

void JsonWriter::end(char bracket) {
  --depth_;
  text_ += bracket;
}

bool JsonWriter::begin_object() { return begin('{'); }
void JsonWriter::end_object() { end('}'); }
bool JsonWriter::begin_array() { return begin('['); }
void JsonWriter::end_array() { end(']'); }

void JsonWriter::put_case(const char* name) {
  put_name(name);
  text_ += "{}";
}

void JsonWriter::unknown_case(std::uint32_t number, const Bytes& body) {
  put_name(std::to_string(number));
  put(body);
}

// A comma, unless nothing stands before.
void JsonWriter::separate() {
  if (text_.back() != '{' && text_.back() != '[') text_ += ',';
}

void JsonWriter::put_name(std::string_view name) {
  separate();
  put_string(name);
  text_ += ':';
}

void JsonWriter::put_null() { text_ += "null"; }

void JsonWriter::put_flags(std::uint64_t bits, std::span<const FlagName> names) {
  if (!begin_array()) return;
  for (std::uint32_t bit = 0; bit < 64; ++bit) {
    if ((bits >> bit & 1U) == 0) continue;
    separate();
    const std::string_view name = detail::name_of_bit(bit, names);
    if (name.empty()) {
      put_unsigned(bit, false);
    } else {
      put_string(name);
    }
  }
  end_array();
}

void JsonWriter::put_string(std::string_view text) {
  text_ += '"';
  append_string(text_, text);
  text_ += '"';
}

void JsonWriter::put_signed(std::int64_t value, bool quoted) {
  const std::string digits = std::to_string(value);
  text_ += quoted ? '"' + digits + '"' : digits;
}

void JsonWriter::put_unsigned(std::uint64_t value, bool quoted) {
  const std::string digits = std::to_string(value);
  text_ += quoted ? '"' + digits + '"' : digits;
}

void JsonWriter::put(bool value) { text_ += value ? "true" : "false"; }
void JsonWriter::put(float value) { text_ += float_text(value); }
void JsonWriter::put(double value) { text_ += float_text(value); }
void JsonWriter::put(const Bytes& value) { put_string(detail::base64_text(value)); }
void JsonWriter::put(const Uuid& value) { put_string(to_string(value)); }
void JsonWriter::put(Duration value) { put_string(detail::seconds_text(value)); }
void JsonWriter::put(Timestamp value) { put_string(detail::timestamp_text(value)); }

std::string JsonWriter::take() { return std::exchange(text_, {}); }

}  // namespace idl
