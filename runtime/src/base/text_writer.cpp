// The words for values. Limits are kept here: whatever is appended at once is short, and a full
// text takes nothing more.
#include "idl/text_writer.h"

#include <charconv>
#include <cmath>
#include <ostream>
#include <utility>

#include "base/characters.h"
#include "base/escape.h"
#include "base/time_text.h"

namespace idl {
namespace {

constexpr std::string_view kOmission = "...";

// The shortest digits that give the same number again.
template <class Number>
std::string digits(Number value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

template <class Float>
std::string float_text(Float value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return digits(value);
}

}  // namespace

bool TextWriter::begin(const char* name) {
  if (depth_ == 0) text_ += name;
  return open('{');
}

void TextWriter::end() { close('}'); }

void TextWriter::field(const char* name) {
  separate();
  text_ += name;
}

void TextWriter::field(const UnknownCase& unknown) {
  begin_field(("case " + digits(unknown.number)).c_str());
  text_ += '<' + digits(unknown.body.size()) + " bytes>";
}

void TextWriter::redacted(const char* name) {
  begin_field(name);
  text_ += "<redacted>";
}

void TextWriter::field_bool(const char* name, bool value) {
  begin_field(name);
  put_bool(value);
}

void TextWriter::field_signed(const char* name, std::int64_t value) {
  begin_field(name);
  put_signed(value);
}

void TextWriter::field_unsigned(const char* name, std::uint64_t value) {
  begin_field(name);
  put_unsigned(value);
}

void TextWriter::field_text(const char* name, std::string_view value) {
  begin_field(name);
  put_text(value);
}

void TextWriter::put_bool(bool value) { text_ += value ? "true" : "false"; }

void TextWriter::put_signed(std::int64_t value) { text_ += digits(value); }

void TextWriter::put_unsigned(std::uint64_t value) { text_ += digits(value); }

void TextWriter::put_float(float value) { text_ += float_text(value); }

void TextWriter::put_double(double value) { text_ += float_text(value); }

void TextWriter::put_text(std::string_view value) {
  const std::string_view shown = detail::whole_characters(value, kMaxStringBytes);
  text_ += '"';
  detail::append_escaped(text_, shown);
  text_ += '"';
  if (shown.size() < value.size()) text_ += "... (" + digits(value.size()) + " bytes)";
}

void TextWriter::put_other(const Bytes& value) {
  constexpr std::string_view kHex = "0123456789abcdef";
  text_ += "0x";
  for (std::size_t i = 0; i < value.size() && i < kMaxBlobBytes; ++i) {
    text_ += kHex[static_cast<unsigned>(value[i]) >> 4U];
    text_ += kHex[static_cast<unsigned>(value[i]) & 15U];
  }
  if (value.size() > kMaxBlobBytes) text_ += "... (" + digits(value.size()) + " bytes)";
}

void TextWriter::put_other(const Uuid& value) { text_ += to_string(value); }

void TextWriter::put_other(Duration value) { text_ += detail::duration_text(value); }

void TextWriter::put_other(Timestamp value) { text_ += detail::timestamp_text(value); }

void TextWriter::put_flags(std::uint64_t bits, std::span<const FlagName> names) {
  if (!open('[')) return;
  bool is_first = true;
  for (std::uint32_t bit = 0; bit < 64; ++bit) {
    if ((bits >> bit & 1U) == 0) continue;
    if (!std::exchange(is_first, false)) text_ += ", ";
    const std::string_view name = detail::name_of_bit(bit, names);
    text_ += name.empty() ? digits(bit) : name;
  }
  close(']');
}

bool TextWriter::open(char bracket) {
  if (is_full()) return false;
  if (depth_ == kMaxDepth) {
    text_ += kOmission;
    return false;
  }
  ++depth_;
  text_ += bracket;
  return true;
}

void TextWriter::close(char bracket) {
  --depth_;
  text_ += bracket;
}

bool TextWriter::element(std::size_t index, std::size_t size) {
  if (is_full()) return false;
  if (index != 0) text_ += ", ";
  if (index < kMaxElements) return true;
  text_ += kOmission;
  text_ += " (" + digits(size) + " elements)";
  return false;
}

void TextWriter::separate() {
  if (text_.back() != '{') text_ += ", ";
}

void TextWriter::begin_field(const char* name) {
  field(name);
  put_colon();
}

void TextWriter::put_colon() { text_ += ": "; }

void TextWriter::put_null() { text_ += "null"; }

void TextWriter::put_name(std::string_view name) { text_ += name; }

std::string TextWriter::take() {
  std::string text = std::exchange(text_, {});
  if (text.size() > kMaxTextBytes) {
    text.resize(detail::whole_characters(text, kMaxTextBytes).size());
    text += kOmission;
  }
  return text;
}

std::string detail::text_of(const void* value, Print print) {
  TextWriter out;
  print(value, out);
  return out.take();
}

std::ostream& detail::print(std::ostream& out, const void* value, Print print) {
  return out << text_of(value, print);
}

}  // namespace idl
