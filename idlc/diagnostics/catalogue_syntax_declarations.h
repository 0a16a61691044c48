// The catalogue's entries of the parser on declarations and what stands inside of them. A table of
// data.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

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

inline constexpr Diag<> kUnexpectedNumber{
    "unexpected-number",
    Severity::Error,
    "members of a fixed struct have no numbers",
    "A fixed struct is frozen for ever: its members are encoded one behind the other, in the order "
    "of their declaration, so there is nothing to number. Remove the number.",
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
    "their order would change the meaning of stored data whenever a value is inserted.",
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
    "and results are either sent or not there, and a fixed struct always carries all of its "
    "members. Remove the default.",
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
    "fixed struct never changes and a service is known by the names of its methods, so neither has "
    "any. Remove the entry.",
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
    "is `oneway`. Remove the arrow and the parentheses.",
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
    "annotations belong behind {}",
    "Annotations are the last thing before the `;`, `{`, `,` or `)` that ends what they annotate: "
    "`1: u32 count = 1 @range(1..9);`, `get() -> Order throws NotFound @idempotent;`, `struct "
    "Order @deprecated {`.",
    {Wrong{R"(
      package shop;

      @deprecated("use Order")
      struct OldOrder { 1: u64 id; }
    )"},
     Right{R"(
      package shop;

      struct OldOrder @deprecated("use Order") { 1: u64 id; }
    )"}}};

}  // namespace idlc
