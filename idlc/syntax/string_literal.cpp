// One escape at a time: each either appends to the value or is noted as a problem. The lexer has
// found the quotes already; here is only what stands between them.
#include "idlc/syntax/string_literal.h"

#include <algorithm>
#include <array>
#include <utility>

#include "idlc/source/utf8.h"
#include "idlc/syntax/characters.h"

namespace idlc::syntax {
namespace {

constexpr std::array<std::pair<char, char>, 6> kSimpleEscapes{
    {{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}, {'"', '"'}, {'0', '\0'}}};

constexpr std::size_t kMaxUnicodeDigits = 6;

class Unescaper {
 public:
  Unescaper(std::string_view body, StringKind kind) : body_(body), kind_(kind) {}

  Unescaped run() && {
    while (at_ < body_.size()) {
      if (body_[at_] == '\\') {
        read_escape();
      } else {
        result_.value += body_[at_++];
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] char peek(std::size_t distance) const {
    return at_ + distance < body_.size() ? body_[at_ + distance] : '\0';
  }

  void skip_wrong(EscapeProblemKind kind, std::size_t length) {
    length = std::min(length, body_.size() - at_);
    result_.problems.push_back({kind, at_, length});
    at_ += length;
  }

  void read_escape() {
    const char letter = peek(1);
    if (letter == 'u') return read_unicode();
    if (letter == 'x') return read_byte();
    const auto* simple = std::find_if(kSimpleEscapes.begin(), kSimpleEscapes.end(),
                                      [=](const auto& escape) { return escape.first == letter; });
    if (simple == kSimpleEscapes.end()) {
      const auto length = at_ + 1 < body_.size() ? decode_utf8(body_, at_ + 1).bytes : 0;
      return skip_wrong(EscapeProblemKind::Unknown, 1 + length);
    }
    result_.value += simple->second;
    at_ += 2;
  }

  // \u{1F600}
  void read_unicode() {
    if (peek(2) != '{') return skip_wrong(EscapeProblemKind::BadUnicode, 2);
    char32_t code = 0;
    std::size_t length = 3;
    while (is_hex_digit(peek(length)) && length < 3 + kMaxUnicodeDigits) {
      code = code * 16 + hex_value(peek(length++));
    }
    const bool is_closed = length > 3 && peek(length) == '}';
    if (!is_closed || !is_unicode_scalar(code)) {
      const auto end = body_.find('}', at_);
      const bool ends_soon = end != std::string_view::npos && end - at_ < 16;
      return skip_wrong(EscapeProblemKind::BadUnicode, ends_soon ? end - at_ + 1 : length);
    }
    append_utf8(result_.value, code);
    at_ += length + 1;
  }

  // \xHH
  void read_byte() {
    if (kind_ == StringKind::Text) return skip_wrong(EscapeProblemKind::BytesOnly, 2);
    if (!is_hex_digit(peek(2)) || !is_hex_digit(peek(3))) {
      return skip_wrong(EscapeProblemKind::Unknown, 2);
    }
    result_.value += static_cast<char>(hex_value(peek(2)) * 16 + hex_value(peek(3)));
    at_ += 4;
  }

  std::string_view body_;
  StringKind kind_;
  std::size_t at_ = 0;
  Unescaped result_{};
};

}  // namespace

Unescaped unescape(std::string_view body, StringKind kind) { return Unescaper(body, kind).run(); }

}  // namespace idlc::syntax
