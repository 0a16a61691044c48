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
    "invalid-utf8", Severity::Error, "invalid UTF-8: byte 0x{:02X} at column {}",
    "Schemas are UTF-8 text. The byte at this place neither is ASCII nor belongs to a valid UTF-8 "
    "sequence; only the first such place of a file is reported, because the whole file is probably "
    "in another encoding. Save the file as UTF-8."};

inline constexpr Diag<> kNulCharacter{
    "nul-character", Severity::Error, "NUL character in the text",
    "A NUL byte never belongs into a schema: many tools end the text there, so that people and "
    "programs would read different schemas. Inside a string write the escape `\\0`."};

inline constexpr Diag<std::uint32_t> kBidiControl{
    "bidi-control", Severity::Error, "bidirectional control character U+{:04X}",
    "Bidirectional control characters change the order in which text is shown, so that a schema "
    "can "
    "look different from what the compiler reads. They are refused everywhere, in comments too. "
    "Inside a string write an escape such as `\\u{202E}`."};

inline constexpr Diag<std::string_view> kUnexpectedCharacter{
    "unexpected-character", Severity::Error, "unexpected character {}",
    "No token of the language begins with this character. Outside of comments and strings a schema "
    "consists of ASCII letters, digits, and a few punctuation characters."};

inline constexpr Diag<> kUnterminatedComment{
    "unterminated-comment", Severity::Error, "this comment is never closed",
    "A comment that begins with `/*` ends with the next `*/`, and this one has none. Comments of "
    "this "
    "kind do not nest: in `/* a /* b */ c */` the first `*/` ends the whole comment."};

inline constexpr Diag<> kUnterminatedString{
    "unterminated-string", Severity::Error, "this string is never closed",
    "A string ends with `\"` on the line on which it began. For a line end inside the string write "
    "`\\n`, for a quotation mark `\\\"`."};

inline constexpr Diag<std::string_view> kUnknownEscape{
    "unknown-escape", Severity::Error, "unknown escape `{}`",
    "In strings a backslash begins one of `\\n \\t \\r \\\\ \\\" \\0 \\u{1F600}`; in byte strings, "
    "`b\"…\"`, also `\\xHH` with exactly two hexadecimal digits. To write a backslash, double it."};

inline constexpr Diag<std::string_view> kBadUnicodeEscape{
    "bad-unicode-escape", Severity::Error, "`{}` names no Unicode character",
    "`\\u{…}` holds one to six hexadecimal digits, the number of a Unicode character: at most "
    "10FFFF, "
    "and not D800 to DFFF, which are halves of UTF-16 pairs and no characters."};

inline constexpr Diag<std::string_view, std::string_view> kBadIdentifier{
    "bad-identifier", Severity::Error, "`{}` cannot be a name: {}",
    "Names begin with an ASCII letter and continue with letters and digits; a single underscore "
    "may "
    "stand between two of them, but not at either end, and none are doubled. That leaves names "
    "such "
    "as `x_` free for generated code."};

inline constexpr Diag<std::string_view, std::string_view> kMalformedNumber{
    "malformed-number", Severity::Error, "malformed number `{}`: {}",
    "Integers are decimal, hexadecimal (`0x3E8`) or binary (`0b101`), without leading zeros, with "
    "single underscores between digits if you like. A float has a digit on both sides of its dot, "
    "or "
    "an exponent. A duration is an integer and one of `ns us ms s m h`."};

inline constexpr Diag<std::string_view, std::string_view> kNumberTooLarge{
    "number-too-large", Severity::Error, "`{}` is too large for {}",
    "Integers reach up to 2^64 - 1, durations about 292 years in either direction (64 bits of "
    "nanoseconds), floats about 1.8e308. This literal lies outside, whatever type it is meant "
    "for."};

// ---- the shape of a file ----

inline constexpr Diag<> kEmptyFile{
    "empty-file", Severity::Error, "the file declares nothing",
    "A schema declares at least one type, constant or service, or hands declarations on with "
    "`import "
    "public`. A file with a package and nothing else is probably an accident."};

inline constexpr Diag<> kMissingPackage{
    "missing-package", Severity::Error, "the file does not begin with a package",
    "The first declaration of every file is its package, such as `package shop.v1;`. It becomes "
    "the "
    "namespace of the generated code and a part of every name on the wire."};

inline constexpr Diag<> kMisplacedPackage{
    "misplaced-package", Severity::Error,
    "the package stands before everything else, and only once",
    "A file has one package, and it is the first declaration: everything below belongs to it."};

inline constexpr Diag<> kMisplacedImport{"misplaced-import", Severity::Error,
                                         "imports stand before all declarations",
                                         "Imports follow the package and precede everything that "
                                         "is declared, so that a reader finds all "
                                         "of them in one place."};

inline constexpr Diag<std::string_view, std::string_view> kExpectedToken{
    "expected-token", Severity::Error, "expected {}, found {}",
    "The text does not continue as the grammar asks. The message names what could stand here; the "
    "parser goes on behind the place, so that further errors of the file are reported too."};

inline constexpr Diag<std::string_view> kMissingSemicolon{
    "missing-semicolon", Severity::Error, "expected `;` after {}",
    "Every declaration without a body, and every field, value and method, ends with a semicolon."};

inline constexpr Diag<> kUnclosedBrace{"unclosed-brace", Severity::Error,
                                       "this `{{` is never closed",
                                       "The body that begins here has no `}`. Where the next "
                                       "declaration cannot stand inside this body, "
                                       "the parser assumes that the body ended before it."};

inline constexpr Diag<std::string_view> kUnknownDeclaration{
    "unknown-declaration", Severity::Error, "`{}` begins no declaration",
    "Declarations begin with `const`, `type`, `enum`, `closed enum`, `fixed struct`, `struct`, "
    "`union`, `error` or `service`; before them stand `package` and `import`."};

inline constexpr Diag<unsigned> kNestingTooDeep{
    "nesting-too-deep", Severity::Error, "nested more than {} levels deep",
    "Types inside types, and declarations inside declarations, are limited in depth: no schema of "
    "people comes near the limit, and no input can exhaust the compiler's stack."};

inline constexpr Diag<std::string_view> kUnsupportedFeature{
    "unsupported-feature", Severity::Error, "{} not supported in this version",
    "The language has a place for this, but this version of the compiler does not implement it "
    "yet."};

inline constexpr Diag<> kUnusedDocComment{
    "unused-doc-comment", Severity::Warning, "this doc comment documents nothing",
    "A comment that begins with `///` documents the package, declaration, field, value, method or "
    "parameter that follows it. Nothing of the kind follows here, so the text would be lost. Move "
    "it "
    "before what it describes, or make it an ordinary comment with `//`."};

// ---- declarations ----

inline constexpr Diag<std::string_view, std::string_view> kNestedNotAllowed{
    "nested-not-allowed", Severity::Error, "{} cannot be declared inside {}",
    "Inside a struct, union or error stand fields, `reserved` entries, and types: `type`, `enum`, "
    "`struct`, `fixed struct`, `union`. Services, errors, constants and imports stand at the top."};

inline constexpr Diag<std::string_view, std::string_view> kReservedTypeName{
    "reserved-type-name", Severity::Error, "a type cannot be named `{}`, which is {}",
    "Names of types and services cannot be one of the built-in types or a word of the grammar, "
    "because such a name could never be used where a type is expected. Everything else, fields and "
    "methods included, may have any name."};

inline constexpr Diag<std::string_view, std::string_view> kReservedValueName{
    "reserved-value-name", Severity::Error, "{} cannot be named `{}`, which is a literal",
    "Enum values and constants cannot be called `null`, `true`, `false`, `inf` or `nan`: where a "
    "value is expected, these words already mean something."};

inline constexpr Diag<std::string_view> kMissingNumber{
    "missing-number", Severity::Error, "expected a number before this {}",
    "Fields of structs and errors and cases of unions carry numbers, as in `1: string name;`. The "
    "number is what stands on the wire, so that names may change and fields may be added."};

inline constexpr Diag<> kUnexpectedNumber{"unexpected-number", Severity::Error,
                                          "fields of a fixed struct have no numbers",
                                          "A fixed struct is frozen for ever: its fields are "
                                          "encoded one behind the other, in the order of "
                                          "their declaration, so there is nothing to number."};

inline constexpr Diag<std::string_view> kMissingEnumValue{
    "missing-enum-value", Severity::Error, "`{}` needs an explicit value",
    "Enum values travel as numbers, so each states its own, as in `paid = 1;`. Counting them by "
    "their "
    "order would change the meaning of stored data whenever a value is inserted."};

inline constexpr Diag<std::string_view> kDefaultNotAllowed{
    "default-not-allowed", Severity::Error, "{} cannot have a default",
    "Only fields of structs and errors and parameters of methods have defaults. Cases of unions "
    "and "
    "results are either sent or not there, and a fixed struct always carries all of its fields."};

inline constexpr Diag<std::string_view> kReservedNotAllowed{
    "reserved-not-allowed", Severity::Error, "{} cannot have reserved entries",
    "`reserved` keeps a number or name that old peers may still send from being used again. A "
    "fixed "
    "struct never changes and a service is known by the names of its methods, so neither has any."};

inline constexpr Diag<std::string_view> kOnewayAnswer{
    "oneway-answer", Severity::Error, "a oneway method has no {}",
    "A oneway method gets no answer at all: neither a result nor an error can come back. Remove "
    "`oneway` if the caller should learn how the call ended."};

inline constexpr Diag<> kEmptyResults{
    "empty-results", Severity::Error, "the list of results is empty",
    "A method without a result has no arrow: `cancel(u64 id);`. It still gets an answer, unless it "
    "is `oneway`."};

inline constexpr std::array kSyntaxDiagnostics{
    &kInvalidUtf8.info,         &kNulCharacter.info,        &kBidiControl.info,
    &kUnexpectedCharacter.info, &kUnterminatedComment.info, &kUnterminatedString.info,
    &kUnknownEscape.info,       &kBadUnicodeEscape.info,    &kBadIdentifier.info,
    &kMalformedNumber.info,     &kNumberTooLarge.info,      &kEmptyFile.info,
    &kMissingPackage.info,      &kMisplacedPackage.info,    &kMisplacedImport.info,
    &kExpectedToken.info,       &kMissingSemicolon.info,    &kUnclosedBrace.info,
    &kUnknownDeclaration.info,  &kNestingTooDeep.info,      &kUnsupportedFeature.info,
    &kUnusedDocComment.info,    &kNestedNotAllowed.info,    &kReservedTypeName.info,
    &kReservedValueName.info,   &kMissingNumber.info,       &kUnexpectedNumber.info,
    &kMissingEnumValue.info,    &kDefaultNotAllowed.info,   &kReservedNotAllowed.info,
    &kOnewayAnswer.info,        &kEmptyResults.info};

}  // namespace idlc
