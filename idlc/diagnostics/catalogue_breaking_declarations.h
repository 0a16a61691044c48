// What `idlc breaking` finds about types, values of enums and constants.
// A table of data.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::string_view> kDeclarationRemoved{
    "declaration-removed",
    Severity::Error,
    "the {} `{}` is gone",
    "Something that others use by its name was removed or renamed. Who still calls the service, "
    "throws the error or names the type in C++ fails. Keep it, marked `@deprecated`, until nobody "
    "uses it.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      struct Note { 1: string text; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      struct Note { 1: string text; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; }
      struct Note { 1: string text; }
      struct Draft { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kDeclarationRenamed{
    "declaration-renamed",
    Severity::Error,
    "the {} `{}` is called `{}` now",
    "On the wire nothing changes. C++ code that names it no longer compiles. `@cpp.name` keeps the "
    "old name there.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      --- order.idl
      package shop;
      error Missing @wire_name("shop.Gone") { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      --- order.idl
      package shop;
      error Missing @wire_name("shop.Gone") @cpp.name("Gone") { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kWireNameChanged{
    "wire-name-changed",
    Severity::Error,
    "the error `{}` travelled as `{}` and is `{}` now",
    "An error is known by a hash of this name: peers of the other version get it as an undeclared "
    "one, with its text only. Give it back its name.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      --- order.idl
      package shop;
      error Gone @wire_name("shop.Missing") { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      --- order.idl
      package shop;
      error Gone @wire_name("shop.Gone") { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view> kPreserveUnknownLost{
    "preserve-unknown-lost",
    Severity::Error,
    "`{}` does not preserve unknown fields any more",
    "Who reads a value of a newer version and writes it back now drops the fields that it does not "
    "know, and C++ code that uses `unknown_fields_` no longer compiles. Keep the annotation where "
    "values are passed on.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order @preserve_unknown { 1: u64 id; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      --- order.idl
      package shop;
      struct Order @preserve_unknown { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kKindChanged{
    "kind-changed",
    Severity::Error,
    "`{}` was {} and is {} now",
    "Structs, unions, enums and the other kinds are encoded differently, and C++ code uses them "
    "differently. Declare the new one under a new name.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Price { 1: i64 cents; }
      --- order.idl
      package shop;
      fixed struct Price { i64 cents; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Price { 1: i64 cents; }
      --- order.idl
      package shop;
      struct Price { 1: i64 cents; }
      fixed struct FixedPrice { i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kBaseChanged{
    "base-changed",
    Severity::Error,
    "what `{}` stands for changed: {}",
    "Every value of the type is encoded, and seen by C++ code, as what it stands for. Declare a "
    "new one under a new name.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      type Id = new u32;
      --- order.idl
      package shop;
      type Id = new u64;
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      type Id = new u32;
      --- order.idl
      package shop;
      type Id = new u32;
      type WideId = new u64;
    )"}}};

inline constexpr Diag<std::string_view> kConstantChanged{
    "constant-changed",
    Severity::Error,
    "the constant `{}` changed",
    "Programs hold the value that it had when they were compiled; both sides may come to disagree. "
    "Compile all of them anew, or declare a new constant.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      const u32 limit = 10;
      --- order.idl
      package shop;
      const u32 limit = 20;
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      const u32 limit = 10;
      --- order.idl
      package shop;
      const u32 limit = 10;
      const u32 new_limit = 20;
    )"}}};

inline constexpr Diag<std::string_view> kNamespaceChanged{
    "namespace-changed",
    Severity::Error,
    "`{}` is in another C++ namespace now",
    "C++ code that names it no longer compiles. On the wire nothing changes. Keep the namespace, "
    "or change that code with it.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      --- order.idl
      package shop @cpp.namespace("store");
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kValueRemoved{
    "value-removed",
    Severity::Error,
    "the value `{}` = {} of `{}` is gone and not reserved",
    "Old peers still send the number, and old data still holds it. Leave a `reserved` with the "
    "number and the name behind.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; reserved 1, "paid"; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kValueRenumbered{
    "value-renumbered",
    Severity::Error,
    "the value `{}` was {} and is {} now",
    "On the wire a value is its number. Whoever uses the other version reads one value for "
    "another. Give it back its number.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; paid = 2; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; paid = 1; sent = 2; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kValueRenamed{
    "value-renamed",
    Severity::Error,
    "the value `{}` is called `{}` now",
    "Numbers travel, so on the wire nothing changes. But JSON texts hold names, and C++ code uses "
    "them. `@json_name` and `@cpp.name` keep the old one there.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; settled = 1; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; paid = 1; settled = 2; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kEnumWidthChanged{
    "width-changed",
    Severity::Error,
    "the width of `{}` changed from {} to {}",
    "The width is the number of bytes that a value takes on the wire, and part of the layout of "
    "whatever holds one. Declare a new enum and new fields of it.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status : u8 { open = 0; }
      --- order.idl
      package shop;
      enum Status : u16 { open = 0; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status : u8 { open = 0; }
      --- order.idl
      package shop;
      enum Status : u8 { open = 0; }
      enum WideStatus : u16 { none = 0; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kEnumOpenness{
    "openness-changed",
    Severity::Error,
    "`{}` is {} now",
    "A closed enum refuses values that it does not know, an open one keeps them. Who closes one "
    "refuses what old peers may send; who opens one may send what old peers refuse. Declare a new "
    "enum and new fields of it, unless all peers change at once.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Side : u8 { buy = 0; sell = 1; }
      --- order.idl
      package shop;
      closed enum Side : u8 { buy = 0; sell = 1; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Side : u8 { buy = 0; sell = 1; }
      --- order.idl
      package shop;
      enum Side : u8 { buy = 0; sell = 1; swap = 2; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kClosedEnumGrew{
    "closed-enum-grew",
    Severity::Error,
    "the closed enum `{}` has a new value `{}`",
    "Peers that do not know the value refuse the whole message. That is what a closed enum is for; "
    "one that grows is better open.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      closed enum Side : u8 { buy = 0; sell = 1; }
      --- order.idl
      package shop;
      closed enum Side : u8 { buy = 0; sell = 1; swap = 2; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      closed enum Side : u8 { buy = 0; sell = 1; }
      --- order.idl
      package shop;
      closed enum Side : u8 { buy = 0; sell = 1; }
      enum NewSide : u8 { buy = 0; sell = 1; swap = 2; }
    )"}}};

inline constexpr Diag<std::string_view> kZeroRemoved{
    "zero-removed",
    Severity::Error,
    "`{}` has no value 0 any more",
    "What is not set reads as 0, which had a name and now is an unknown number. Keep the value.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { paid = 1; reserved 0, "open"; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; paid = 1; sent = 2; }
    )"}}};

inline constexpr Diag<std::string_view> kFixedChanged{
    "fixed-struct-changed",
    Severity::Error,
    "the layout of the fixed struct `{}` changed",
    "A fixed struct is frozen for ever: its bytes carry neither numbers nor sizes. Declare a new "
    "one under a new name.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      fixed struct Point { f64 x; f64 y; }
      --- order.idl
      package shop;
      fixed struct Point { f64 x; f64 y; f64 z; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      fixed struct Point { f64 x; f64 y; }
      --- order.idl
      package shop;
      fixed struct Point { f64 x; f64 y; }
      fixed struct Point3 { f64 x; f64 y; f64 z; }
    )"}}};

}  // namespace idlc
