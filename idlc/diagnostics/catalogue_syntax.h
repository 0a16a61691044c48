// The catalogue's entries of the lexer and the parser: what is wrong with a text whatever its names
// mean. A table of data.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

// ---- characters and tokens ----

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
    "can "
    "look different from what the compiler reads. They are refused everywhere, in comments too. "
    "Inside a string write an escape such as `\\u{202E}`.",
    {Wrong{"package shop;\n\nconst string word = \"abc\u202Edef\";\n"}, Right{R"(
      package shop;

      const string word = "abc\u{202E}def";
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
    "this "
    "kind do not nest: in `/* a /* b */ c */` the first `*/` ends the whole comment.",
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
    "10FFFF, "
    "and not D800 to DFFF, which are halves of UTF-16 pairs and no characters.",
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
    "may "
    "stand between two of them, but not at either end, and none are doubled. That leaves names "
    "such "
    "as `x_` free for generated code.",
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
    "or "
    "an exponent. A duration is an integer and one of `ns us ms s m h`.",
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
    "nanoseconds), floats about 1.8e308. This literal lies outside, whatever type it is meant "
    "for.",
    {Wrong{R"(
      package shop;

      const u64 most = 99_999_999_999_999_999_999;
    )"},
     Right{R"(
      package shop;

      const u64 most = 0xFFFF_FFFF_FFFF_FFFF;
    )"}}};

// ---- the shape of a file ----

inline constexpr Diag<> kEmptyFile{
    "empty-file",
    Severity::Error,
    "the file declares nothing",
    "A schema declares at least one type, constant or service, or hands declarations on with "
    "`import "
    "public`. A file with a package and nothing else is probably an accident.",
    {Wrong{R"(
      package shop;
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kMissingPackage{
    "missing-package",
    Severity::Error,
    "the file does not begin with a package",
    "The first declaration of every file is its package, such as `package shop.v1;`. It becomes "
    "the "
    "namespace of the generated code and a part of every name on the wire.",
    {Wrong{R"(
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kMisplacedPackage{
    "misplaced-package",
    Severity::Error,
    "the package stands before everything else, and only once",
    "A file has one package, and it is the first declaration: everything below belongs to it.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 id; }

      package stock;
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kMisplacedImport{"misplaced-import",
                                         Severity::Error,
                                         "imports stand before all declarations",
                                         "Imports follow the package and precede everything that "
                                         "is declared, so that a reader finds all "
                                         "of them in one place.",
                                         {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      struct Order { 1: base.Money price; }

      import "money.idl";
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
                                          Right{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kExpectedToken{
    "expected-token",
    Severity::Error,
    "expected {}, found {}",
    "The text does not continue as the grammar asks. The message names what could stand here; the "
    "parser goes on behind the place, so that further errors of the file are reported too.",
    {Wrong{R"(
      package shop;

      struct Order { 1 u64 id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view> kMissingSemicolon{
    "missing-semicolon",
    Severity::Error,
    "expected `;` after {}",
    "Every declaration without a body, and every field, value and method, ends with a semicolon.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id
        2: string note;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: string note;
      }
    )"}}};

inline constexpr Diag<> kUnclosedBrace{"unclosed-brace",
                                       Severity::Error,
                                       "this `{{` is never closed",
                                       "The body that begins here has no `}`. Where the next "
                                       "declaration cannot stand inside this body, "
                                       "the parser assumes that the body ended before it.",
                                       {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;

      service Orders { list(); }
    )"},
                                        Right{R"(
      package shop;

      struct Order {
        1: u64 id;
      }

      service Orders { list(); }
    )"}}};

inline constexpr Diag<std::string_view> kUnknownDeclaration{
    "unknown-declaration",
    Severity::Error,
    "`{}` begins no declaration",
    "Declarations begin with `const`, `type`, `enum`, `closed enum`, `flags`, `fixed struct`, "
    "`struct`, `union`, `error`, `service` or `annotation`; before them stand `package` and "
    "`import`.",
    {Wrong{R"(
      package shop;

      message Order { 1: u64 id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<unsigned> kNestingTooDeep{
    "nesting-too-deep",
    Severity::Error,
    "nested more than {} levels deep",
    "Types inside types, and declarations inside declarations, are limited in depth: no schema of "
    "people comes near the limit, and no input can exhaust the compiler's stack.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u8[1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1]
                          [1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1]
                          [1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1][1] digest; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u8[16] digest; }
    )"}}};

inline constexpr Diag<> kUnusedDocComment{
    "unused-doc-comment",
    Severity::Warning,
    "this doc comment documents nothing",
    "A comment that begins with `///` documents the package, declaration, field, value, method or "
    "parameter that follows it. Nothing of the kind follows here, so the text would be lost. Move "
    "it "
    "before what it describes, or make it an ordinary comment with `//`.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        /// nothing follows
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        /// Counts from 1.
        1: u64 id;
      }
    )"}}};

// ---- declarations ----

inline constexpr Diag<std::string_view, std::string_view> kNestedNotAllowed{
    "nested-not-allowed",
    Severity::Error,
    "{} cannot be declared inside {}",
    "Inside a struct, union or error stand fields, `reserved` entries, and types: `type`, `enum`, "
    "`struct`, `fixed struct`, `union`. Services, errors, constants and imports stand at the top.",
    {Wrong{R"(
      package shop;

      struct Order {
        const u32 max_items = 100;
        1: u64 id;
      }
    )"},
     Right{R"(
      package shop;

      const u32 max_items = 100;
      struct Order {
        1: u64 id;
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kReservedTypeName{
    "reserved-type-name",
    Severity::Error,
    "a type cannot be named `{}`, which is {}",
    "Names of types and services cannot be one of the built-in types or a word of the grammar, "
    "because such a name could never be used where a type is expected. Everything else, fields and "
    "methods included, may have any name.",
    {Wrong{R"(
      package shop;

      struct string { 1: u32 length; }
    )"},
     Right{R"(
      package shop;

      struct Text { 1: u32 length; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kReservedValueName{
    "reserved-value-name",
    Severity::Error,
    "{} cannot be named `{}`, which is a literal",
    "Enum values and constants cannot be called `null`, `true`, `false`, `inf` or `nan`: where a "
    "value is expected, these words already mean something.",
    {Wrong{R"(
      package shop;

      enum Answer { true = 0; false = 1; }
    )"},
     Right{R"(
      package shop;

      enum Answer { yes = 0; no = 1; }
    )"}}};

inline constexpr Diag<std::string_view> kMissingNumber{
    "missing-number",
    Severity::Error,
    "expected a number before this {}",
    "Fields of structs and errors and cases of unions carry numbers, as in `1: string name;`. The "
    "number is what stands on the wire, so that names may change and fields may be added.",
    {Wrong{R"(
      package shop;

      struct Order { u64 id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kUnexpectedNumber{"unexpected-number",
                                          Severity::Error,
                                          "fields of a fixed struct have no numbers",
                                          "A fixed struct is frozen for ever: its fields are "
                                          "encoded one behind the other, in the order of "
                                          "their declaration, so there is nothing to number.",
                                          {Wrong{R"(
      package shop;

      fixed struct Point { 1: f64 x; 2: f64 y; }
    )"},
                                           Right{R"(
      package shop;

      fixed struct Point { f64 x; f64 y; }
    )"}}};

inline constexpr Diag<std::string_view> kMissingEnumValue{
    "missing-enum-value",
    Severity::Error,
    "`{}` needs an explicit value",
    "Enum values travel as numbers, so each states its own, as in `paid = 1;`. Counting them by "
    "their "
    "order would change the meaning of stored data whenever a value is inserted.",
    {Wrong{R"(
      package shop;

      enum Status { pending; paid; }
    )"},
     Right{R"(
      package shop;

      enum Status { pending = 0; paid = 1; }
    )"}}};

inline constexpr Diag<std::string_view> kDefaultNotAllowed{
    "default-not-allowed",
    Severity::Error,
    "{} cannot have a default",
    "Only fields of structs and errors and parameters of methods have defaults. Cases of unions "
    "and "
    "results are either sent or not there, and a fixed struct always carries all of its fields.",
    {Wrong{R"(
      package shop;

      union Payment { 1: string iban = "DE00"; }
    )"},
     Right{R"(
      package shop;

      union Payment { 1: string iban; }
    )"}}};

inline constexpr Diag<std::string_view> kReservedNotAllowed{
    "reserved-not-allowed",
    Severity::Error,
    "{} cannot have reserved entries",
    "`reserved` keeps a number or name that old peers may still send from being used again. A "
    "fixed "
    "struct never changes and a service is known by the names of its methods, so neither has any.",
    {Wrong{R"(
      package shop;

      service Orders {
        list();
        reserved "remove";
      }
    )"},
     Right{R"(
      package shop;

      service Orders {
        list();
      }
    )"}}};

inline constexpr Diag<std::string_view> kOnewayAnswer{
    "oneway-answer",
    Severity::Error,
    "a oneway method has no {}",
    "A oneway method gets no answer at all: neither a result nor an error can come back. Remove "
    "`oneway` if the caller should learn how the call ended.",
    {Wrong{R"(
      package shop;

      service Orders { oneway count() -> u32; }
    )"},
     Right{R"(
      package shop;

      service Orders { count() -> u32; }
    )"}}};

inline constexpr Diag<> kEmptyResults{
    "empty-results",
    Severity::Error,
    "the list of results is empty",
    "A method without a result has no arrow: `cancel(u64 id);`. It still gets an answer, unless it "
    "is `oneway`.",
    {Wrong{R"(
      package shop;

      service Orders { cancel(u64 id) -> (); }
    )"},
     Right{R"(
      package shop;

      service Orders { cancel(u64 id); }
    )"}}};

inline constexpr Diag<std::string_view> kMisplacedStream{
    "misplaced-stream",
    Severity::Error,
    "a stream cannot stand here: {}",
    "A method takes at most one stream, as its last parameter, and answers with at most one, which "
    "is then its only result: `quote(Side side, stream Item items) -> stream Money;`. Fields, "
    "elements and constants hold values, and a oneway method has nobody to stream to.",
    {Wrong{R"(
      package shop;

      struct Order { 1: stream u64 items; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: list<u64> items; }
    )"}}};

inline constexpr Diag<std::string_view> kMisplacedAnnotation{
    "misplaced-annotation",
    Severity::Error,
    "annotations stand behind {}",
    "Annotations are the last thing before the `;`, `{`, `,` or `)` that ends what they annotate: "
    "`1: u32 count = 1 @range(1..9);`, `get() -> Order throws NotFound @idempotent;`, "
    "`struct Order @deprecated {`.",
    {Wrong{R"(
      package shop;

      @deprecated("use Order")
      struct OldOrder { 1: u64 id; }
    )"},
     Right{R"(
      package shop;

      struct OldOrder @deprecated("use Order") { 1: u64 id; }
    )"}}};

inline constexpr std::array kSyntaxDiagnostics{
    &kInvalidUtf8.info,         &kNulCharacter.info,        &kBidiControl.info,
    &kUnexpectedCharacter.info, &kUnterminatedComment.info, &kUnterminatedString.info,
    &kUnknownEscape.info,       &kBadUnicodeEscape.info,    &kBadIdentifier.info,
    &kMalformedNumber.info,     &kNumberTooLarge.info,      &kEmptyFile.info,
    &kMissingPackage.info,      &kMisplacedPackage.info,    &kMisplacedImport.info,
    &kExpectedToken.info,       &kMissingSemicolon.info,    &kUnclosedBrace.info,
    &kUnknownDeclaration.info,  &kNestingTooDeep.info,      &kUnusedDocComment.info,
    &kNestedNotAllowed.info,    &kReservedTypeName.info,    &kReservedValueName.info,
    &kMissingNumber.info,       &kUnexpectedNumber.info,    &kMissingEnumValue.info,
    &kDefaultNotAllowed.info,   &kReservedNotAllowed.info,  &kOnewayAnswer.info,
    &kEmptyResults.info,        &kMisplacedStream.info,     &kMisplacedAnnotation.info};

}  // namespace idlc
