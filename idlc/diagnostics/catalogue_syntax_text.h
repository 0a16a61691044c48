// The catalogue's entries of the lexer: characters, comments, strings, names and numbers. A table
// of data.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::uint32_t, std::uint32_t> kInvalidUtf8{
    "invalid-utf8",
    Severity::Error,
    "invalid UTF-8: byte 0x{:02X} at column {}",
    "Schemas are UTF-8 text. The byte at this place neither is ASCII nor belongs to a valid UTF-8 "
    "sequence; only the first such place of a file is reported, because the whole file is probably "
    "in another encoding. Save the file as UTF-8.",
    {Wrong{"package shop;\n\nconst string drink = \"caf\xE9\";\n"},
     Right{"package shop;\n\nconst string drink = \"caf\u00E9\";\n"}}};

inline constexpr Diag<> kNulCharacter{
    "nul-character",
    Severity::Error,
    "NUL character in the text",
    "A NUL byte never belongs into a schema: many tools end the text there, so that people and "
    "programs would read different schemas. Inside a string write the escape `\\0`.",
    {Wrong{"package shop;\n\nconst string word = \"a\0b\";\n"}, Right{R"(
      package shop;

      const string word = "a\0b";
    )"}}};

inline constexpr Diag<std::uint32_t> kBidiControl{
    "bidi-control",
    Severity::Error,
    "bidirectional control character U+{:04X}",
    "Bidirectional control characters change the order in which text is shown, so that a schema "
    "can look different from what the compiler reads. They are refused everywhere, in comments "
    "too. Inside a string write an escape such as `\\u{202E}`.",
    {Wrong{"package shop;\n\nconst string word = \"abc\u202Edef\";\n"}, Right{R"(
      package shop;

      const string word = "abc\u{202E}def";
    )"}}};

inline constexpr Diag<> kLoneReturn{
    "lone-carriage-return",
    Severity::Error,
    "carriage return without a line feed behind it",
    "Many editors begin a new line behind a carriage return, while other programs do not: what one "
    "reader sees as a declaration would be the rest of a comment to another. Lines end with a line "
    "feed, or with both. Inside a string write `\\r`.",
    {Wrong{"package shop; // orders\rstruct Order { 1: u64 id; }\n"}, Right{R"(
      package shop; // orders
      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view> kUnexpectedCharacter{
    "unexpected-character",
    Severity::Error,
    "unexpected character {}",
    "No token of the language begins with this character. Outside of comments and strings a schema "
    "consists of ASCII letters, digits, and a few punctuation characters.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 #id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kUnterminatedComment{
    "unterminated-comment",
    Severity::Error,
    "this comment is never closed",
    "A comment that begins with `/*` ends with the next `*/`, and this one has none. Comments of "
    "this kind do not nest: in `/* a /* b */ c */` the first `*/` ends the whole comment.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 id; }
      /* to be continued
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
      /* to be continued */
    )"}}};

inline constexpr Diag<> kUnterminatedString{
    "unterminated-string",
    Severity::Error,
    "this string is never closed",
    "A string ends with `\"` on the line on which it began. For a line end inside the string write "
    "`\\n`, for a quotation mark `\\\"`.",
    {Wrong{R"(
      package shop;

      const string greeting = "hello;
    )"},
     Right{R"(
      package shop;

      const string greeting = "hello";
    )"}}};

inline constexpr Diag<std::string_view> kUnknownEscape{
    "unknown-escape",
    Severity::Error,
    "unknown escape `{}`",
    "In strings a backslash begins one of `\\n \\t \\r \\\\ \\\" \\0 \\u{1F600}`; in byte strings, "
    "`b\"…\"`, also `\\xHH` with exactly two hexadecimal digits. To write a backslash, double it.",
    {Wrong{R"(
      package shop;

      const string path = "C:\drive";
    )"},
     Right{R"(
      package shop;

      const string path = "C:\\drive";
    )"}}};

inline constexpr Diag<std::string_view> kBadUnicodeEscape{
    "bad-unicode-escape",
    Severity::Error,
    "`{}` names no Unicode character",
    "`\\u{…}` holds one to six hexadecimal digits, the number of a Unicode character: at most "
    "10FFFF, and not D800 to DFFF, which are halves of UTF-16 pairs and no characters.",
    {Wrong{R"(
      package shop;

      const string face = "\u{D83D}\u{DE00}";
    )"},
     Right{R"(
      package shop;

      const string face = "\u{1F600}";
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kBadIdentifier{
    "bad-identifier",
    Severity::Error,
    "`{}` cannot be a name: {}",
    "Names begin with an ASCII letter and continue with letters and digits; a single underscore "
    "may stand between two of them, but not at either end, and none are doubled. That leaves names "
    "such as `x_` free for generated code.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 _id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kMalformedNumber{
    "malformed-number",
    Severity::Error,
    "malformed number `{}`: {}",
    "Integers are decimal, hexadecimal (`0x3E8`) or binary (`0b101`), without leading zeros, with "
    "single underscores between digits if you like. A float has a digit on both sides of its dot, "
    "or an exponent. A duration is an integer and one of `ns us ms s m h`.",
    {Wrong{R"(
      package shop;

      const u32 mode = 0755;
    )"},
     Right{R"(
      package shop;

      const u32 mode = 755;
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kNumberTooLarge{
    "number-too-large",
    Severity::Error,
    "`{}` is too large for {}",
    "Integers reach up to 2^64 - 1, durations about 292 years in either direction (64 bits of "
    "nanoseconds), floats about 1.8e308. This literal lies outside, whatever type it is meant for.",
    {Wrong{R"(
      package shop;

      const u64 most = 99_999_999_999_999_999_999;
    )"},
     Right{R"(
      package shop;

      const u64 most = 0xFFFF_FFFF_FFFF_FFFF;
    )"}}};

}  // namespace idlc
