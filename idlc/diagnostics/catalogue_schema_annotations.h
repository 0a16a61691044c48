// What can be wrong with annotations and with the constraints that some of them express.
// A list of its own, beside catalogue_schema.h.
#pragma once

#include <array>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kUnknownAnnotation{
    "unknown-annotation",
    Severity::Error,
    "unknown annotation `@{}`",
    "Neither does the language have an annotation of that name, nor is one declared in this file "
    "or in what it imports. Check the spelling, import the file that declares it, or declare it: "
    "`annotation audit { string reason; }`.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: string note @length(1..64);
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: string note @len(1..64);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kAnnotationPlace{
    "annotation-place",
    Severity::Error,
    "`@{}` cannot stand on {}",
    "Each of the language's own annotations has places where it means something; the label names "
    "them. An annotation stands behind what it annotates, before the `;`, `,` or `{`.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id @idempotent;
      }
    )"},
     Right{R"(
      package shop;

      service Orders {
        get(u64 id) -> string @idempotent;
      }
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateAnnotation{
    "duplicate-annotation",
    Severity::Error,
    "`@{}` stands here twice",
    "An annotation stands on one thing once. Where two ranges were meant, write the one that "
    "both allow.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u32 quantity @range(1..) @range(..1000);
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u32 quantity @range(1..1000);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kAnnotationArguments{
    "annotation-arguments",
    Severity::Error,
    "`@{}` takes {}",
    "The annotation has other arguments than it wants, or wants some and has none. Those of the "
    "language's own annotations have no names; where an annotation that a schema declares has "
    "several fields, each argument is written with its name: `@http(path: \"/orders\")`.",
    {Wrong{R"(
      package shop;

      service Orders {
        get(u64 id) -> string @timeout;
      }
    )"},
     Right{R"(
      package shop;

      service Orders {
        get(u64 id) -> string @timeout(500ms);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kAnnotationValue{
    "annotation-value",
    Severity::Error,
    "{} is no value for `@{}`",
    "The argument has the right type, but its value makes no sense there; the label says what "
    "does.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id @cpp.name("order id");
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id @cpp.name("order_id");
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kUnknownAnnotationField{
    "unknown-annotation-field",
    Severity::Error,
    "annotation `@{}` has no field `{}`",
    "The annotation is declared without a field of that name. Check the spelling and the "
    "declaration.",
    {Wrong{R"(
      package shop;

      annotation http { string path; }

      service Orders {
        get(u64 id) -> string @http(pth: "/orders");
      }
    )"},
     Right{R"(
      package shop;

      annotation http { string path; }

      service Orders {
        get(u64 id) -> string @http(path: "/orders");
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kMissingAnnotationField{
    "missing-annotation-field",
    Severity::Error,
    "`@{}` gives no value to `{}`",
    "A field of an annotation that has no default needs a value wherever the annotation is used. "
    "Write one, or give the field a default where the annotation is declared.",
    {Wrong{R"(
      package shop;

      annotation http { string path; string verb = "GET"; }

      service Orders {
        get(u64 id) -> string @http(verb: "POST");
      }
    )"},
     Right{R"(
      package shop;

      annotation http { string path; string verb = "GET"; }

      service Orders {
        get(u64 id) -> string @http(path: "/orders", verb: "POST");
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kConstraintType{
    "constraint-type",
    Severity::Error,
    "`@{}` means nothing for {}",
    "`@len` counts the bytes of a string or bytes and the elements of a list, set or map. `@range` "
    "bounds numbers, durations and timestamps. `@required` asks of a `T?` that it is present and "
    "of a union that it holds a case; everything else is always there. All of them look through "
    "aliases and new types, and `@len` and `@range` into a `T?` that is present. Elements of a "
    "container are constrained by making them a new type.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: string note @range(1..64);
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: string note @len(1..64);
      }
    )"}}};

inline constexpr Diag<std::string_view> kImpossibleConstraint{
    "impossible-constraint",
    Severity::Error,
    "no value is in {}",
    "The lower end of the range lies above the upper one, or the range has nothing in common with "
    "the one that the value's type asks for already. No value could satisfy both.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u32 quantity @range(1000..1);
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u32 quantity @range(1..1000);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kBrokenByDefault{
    "default-breaks-constraint",
    Severity::Error,
    "{} is not in {}",
    "The value that is written here breaks the constraint of its own field, parameter or type, "
    "so that whoever leaves the field alone could not send it. Change one of the two.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u32 quantity = 0 @range(1..1000);
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u32 quantity = 1 @range(1..1000);
      }
    )"}}};

inline constexpr Diag<std::string_view> kJsonNameTaken{
    "json-name-taken",
    Severity::Error,
    "the JSON name `{}` is taken",
    "In JSON a member is called as in the schema, or as `@json_name` says. Within one type no two "
    "have the same name. Choose another.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: string key @json_name("id");
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: string key @json_name("orderKey");
      }
    )"}}};

inline constexpr Diag<std::string_view> kDeprecatedUse{
    "deprecated-use",
    Severity::Warning,
    "`{}` is deprecated",
    "What is used here is marked `@deprecated` where it is declared; the label says what to use "
    "instead, if its author said so. Uses inside of deprecated declarations are not reported. "
    "`@allow(\"deprecated-use\")` on the declaration around this use silences the warning.",
    {Wrong{R"(
      package shop;

      type Cents = i64 @deprecated("use Money");

      struct Order {
        1: Cents total;
      }
    )"},
     Right{R"(
      package shop;

      type Cents = i64 @deprecated("use Money");

      struct Order {
        1: Cents total @allow("deprecated-use");
      }
    )"}}};

inline constexpr Diag<std::string_view> kUnknownWarning{
    "unknown-warning",
    Severity::Error,
    "there is no warning `{}`",
    "`@allow` names warnings by the ids that stand in brackets behind their messages. Errors "
    "cannot be allowed.",
    {Wrong{R"(
      package shop;

      struct Order @allow("similar-name") {
        1: u64 id;
        2: u64 ID;
      }
    )"},
     Right{R"(
      package shop;

      struct Order @allow("similar-names") {
        1: u64 id;
        2: u64 ID;
      }
    )"}}};

inline constexpr Diag<std::string_view> kUnusedAllow{
    "unused-allow",
    Severity::Warning,
    "there is no warning `{}` here to allow",
    "What was once a reason for this `@allow` is gone, or it stands on the wrong declaration: it "
    "silences warnings within the declaration that it stands on and nowhere else. Remove it, so "
    "that it does not hide the next one.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id @allow("deprecated-use");
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
      }
    )"}}};

inline constexpr std::array kAnnotationDiagnostics{
    &kUnknownAnnotation.info,      &kAnnotationPlace.info, &kDuplicateAnnotation.info,
    &kAnnotationArguments.info,    &kAnnotationValue.info, &kUnknownAnnotationField.info,
    &kMissingAnnotationField.info, &kConstraintType.info,  &kImpossibleConstraint.info,
    &kBrokenByDefault.info,        &kJsonNameTaken.info,   &kDeprecatedUse.info,
    &kUnknownWarning.info,         &kUnusedAllow.info};

}  // namespace idlc
