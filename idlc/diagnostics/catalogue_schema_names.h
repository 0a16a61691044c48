// What can be wrong with names: the entries of declaring and of looking up.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kUnknownType{
    "unknown-type",
    Severity::Error,
    "unknown type `{}`",
    "No type of this name is visible here. A name is looked up in the types that enclose "
    "its use, from the inside out, then in the file's own package, then as a full name "
    "`package.Type` or through the alias of an import. It must match completely in one of "
    "these steps. Check the spelling, or import the file that declares the type.",
    {Wrong{R"(
      package shop;

      struct Order { 1: list<LineItme> items; }
      struct LineItem { 1: string sku; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: list<LineItem> items; }
      struct LineItem { 1: string sku; }
    )"}}};

inline constexpr Diag<std::string_view> kUnknownError{
    "unknown-error",
    Severity::Error,
    "unknown error `{}`",
    "What stands after `throws` is the name of an error, and none of this name is visible "
    "here. Errors are declared with `error Name { … }`, like structs. Check the spelling, "
    "or import the file that declares the error.",
    {Wrong{R"(
      package shop;

      error NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFuond;
      }
    )"},
     Right{R"(
      package shop;

      error NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFound;
      }
    )"}}};

inline constexpr Diag<std::string_view> kUnknownService{
    "unknown-service",
    Severity::Error,
    "unknown service `{}`",
    "What stands after `extends` is the name of a service, and none of this name is visible "
    "here. Check the spelling, or import the file that declares the service.",
    {Wrong{R"(
      package shop;

      service Health { check() -> bool; }
      service Orders extends Heath { create(); }
    )"},
     Right{R"(
      package shop;

      service Health { check() -> bool; }
      service Orders extends Health { create(); }
    )"}}};

inline constexpr Diag<std::string_view> kUnknownValue{
    "unknown-value",
    Severity::Error,
    "unknown value `{}`",
    "A name in a value means a value of the expected enum first, then a constant. Neither "
    "is called so here. Check the spelling, or import the file that declares the constant. "
    "Words of a text stand between quotes.",
    {Wrong{R"(
      package shop;

      const u32 max_items = 100;
      struct Order { 1: u32 items = max_itms; }
    )"},
     Right{R"(
      package shop;

      const u32 max_items = 100;
      struct Order { 1: u32 items = max_items; }
    )"}}};

inline constexpr Diag<std::string_view> kMissingImport{
    "missing-import",
    Severity::Error,
    "`{}` is declared in a file that is not imported here",
    "A file sees what it declares itself and what the files that it imports declare. "
    "Imports are not transitive, unless they are `import public`: what an imported file "
    "imports stays hidden. Import the file that declares the name.",
    {Wrong{R"(
      $ idlc check basket.idl
      --- basket.idl
      package shop;

      import "order.idl";

      struct Basket { 1: Order order; 2: base.Money total; }
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      $ idlc check basket.idl
      --- basket.idl
      package shop;

      import "money.idl";
      import "order.idl";

      struct Basket { 1: Order order; 2: base.Money total; }
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kWrongKind{
    "wrong-kind",
    Severity::Error,
    "`{}` is {}, not {}",
    "The name is known, but it names something that cannot stand in this place: a constant "
    "or a service where a type is needed, a type where a value is needed, or a struct after "
    "`throws`, where only errors can stand.",
    {Wrong{R"(
      package shop;

      struct NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFound;
      }
    )"},
     Right{R"(
      package shop;

      error NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFound;
      }
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateName{
    "duplicate-name",
    Severity::Error,
    "the name `{}` is taken",
    "Types, services and constants of a package share one scope, and so do the fields of a "
    "struct, its nested types, the values of an enum, the cases of a union, the methods of "
    "a service, the parameters of a method and its results. In each, a name is declared "
    "once. Two files that are compiled together must not declare the same full name either.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 id; 2: string id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; 2: string name; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kSimilarNames{
    "similar-names",
    Severity::Warning,
    "`{}` and `{}` differ only in upper and lower case",
    "Names that differ only in case are different names, but people mix them up, and so do "
    "file systems and languages that do not distinguish case. Rename one of them.",
    {Wrong{R"(
      package shop;

      struct Order { 1: string userId; 2: string userid; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: string user_id; 2: string buyer_id; }
    )"}}};

inline constexpr Diag<std::string_view> kReservedName{
    "reserved-name",
    Severity::Error,
    "the name `{}` is reserved",
    "The name belonged to a field, case or value that was removed, and it was reserved so "
    "that it never comes back with another meaning: stored JSON and the code of old peers "
    "still use it. Choose another name.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        reserved 2: string "remark";
        3: string remark;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        reserved 2: string "remark";
        3: string note;
      }
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateThrows{
    "duplicate-throws",
    Severity::Error,
    "`{}` is thrown twice",
    "Each error stands once after `throws`; a second time adds nothing. Remove it.",
    {Wrong{R"(
      package shop;

      error NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFound, NotFound;
      }
    )"},
     Right{R"(
      package shop;

      error NotFound { 1: u64 id; }
      service Orders {
        cancel(u64 id) throws NotFound;
      }
    )"}}};

inline constexpr Diag<std::string_view> kThrownResult{
    "thrown-result",
    Severity::Error,
    "`{}` is both the result and thrown",
    "Where a method returns what it also throws, its caller could not tell whether the call "
    "has failed. Throw it or return it, or return a struct that holds it.",
    {Wrong{R"(
      package shop;

      error Refused { 1: string reason; }
      service Orders {
        why(u64 id) -> Refused throws Refused;
      }
    )"},
     Right{R"(
      package shop;

      error Refused { 1: string reason; }
      struct Answer { 1: Refused refused; }
      service Orders {
        why(u64 id) -> Answer throws Refused;
      }
    )"}}};

}  // namespace idlc
