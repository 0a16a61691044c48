// The catalogue's entries on the shape of a file: what stands where in it, and what ends what. A
// table of data.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<> kEmptyFile{
    "empty-file",
    Severity::Error,
    "the file declares nothing",
    "A schema declares at least one type, constant or service, or hands declarations on with "
    "`import public`. A file with a package and nothing else is probably an accident: add a "
    "declaration, or remove the file.",
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
    "The first declaration of every file is its package, such as `package shop.v1;`. Add it; it "
    "becomes the namespace of the generated code and a part of every name on the wire.",
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
    "`package` belongs at the top of the file, once",
    "A file has one package, and its declaration is the first: everything below belongs to it. "
    "Remove this one, or move it up; what belongs to another package stands in another file.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u64 id; }

      package stock;
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kMisplacedImport{
    "misplaced-import",
    Severity::Error,
    "`import` belongs before the first declaration",
    "Imports follow the package and precede everything that is declared, so that a reader finds "
    "all of them in one place. Move this one up.",
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
    "The schema does not continue as the language asks. The message names what can stand in this "
    "place. What follows is checked as well, so that further mistakes in the file are reported "
    "too.",
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
    "Every declaration without a body, and every field, value and method, ends with a semicolon. "
    "Add it.",
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

inline constexpr Diag<> kUnclosedBrace{
    "unclosed-brace",
    Severity::Error,
    "this `{{` is never closed",
    "The body that begins here has no `}`. Where the next declaration cannot stand inside this "
    "body, the body is taken to have ended before it. Add the `}`.",
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
    "Types inside of types, declarations inside of declarations, and values inside of values are "
    "limited in depth, so that no input can exhaust the compiler. No schema that people write "
    "comes near the limit. Declare the inner levels as types of their own.",
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

inline constexpr Diag<std::size_t> kNameTooLong{
    "name-too-long",
    Severity::Error,
    "a full name of {} bytes is too long",
    "The name of a package, and that of a declaration together with its package and the types "
    "around "
    "it, are limited in length, so that no input can exhaust the compiler. No schema that people "
    "write comes near the limit. Shorten the names, or nest less deeply.",
    {Wrong{R"(
      package
        shop.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
            .bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
            .cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc
            .dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd
            .eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
            .ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
            .gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg;

      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<> kUnusedDocComment{
    "unused-doc-comment",
    Severity::Warning,
    "this doc comment documents nothing",
    "A comment that begins with `///` documents the package, declaration, field, value, method or "
    "parameter that follows it. Nothing of the kind follows here, so the text would be lost. Move "
    "it before what it describes, or make it an ordinary comment with `//`.",
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

}  // namespace idlc
