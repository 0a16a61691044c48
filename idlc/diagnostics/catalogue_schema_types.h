// What can be wrong with types: what may contain what, and how large it may be.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<> kVoidType{
    "void-type",
    Severity::Error,
    "`void` can only be the type of a union's case",
    "`void` says that a union's case carries nothing: `3: void cash;`. A field, parameter "
    "or element always has a value, so it needs another type; a method without a result has "
    "no arrow.",
    {Wrong{R"(
      package shop;

      struct Payment { 1: void cash; }
    )"},
     Right{R"(
      package shop;

      union Payment { 1: void cash; 2: string iban; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kTypeArguments{
    "type-arguments",
    Severity::Error,
    "`{}` takes {}, not {}",
    "`list<T>` and `set<T>` take one type, `map<K, V>` takes two, and all other types take "
    "none: the language has no generic types of its own.",
    {Wrong{R"(
      package shop;

      struct Order { 1: map<string> labels; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: map<string, string> labels; }
    )"}}};

inline constexpr Diag<std::string_view> kEnumWidth{
    "enum-width",
    Severity::Error,
    "an enum's width is an integer type, not {}",
    "What stands after the colon is the integer type in which the values travel: one of i8, "
    "i16, i32, i64, u8, u16, u32, u64. Without it the width is u32.",
    {Wrong{R"(
      package shop;

      enum Status : f32 { pending = 0; }
    )"},
     Right{R"(
      package shop;

      enum Status : u8 { pending = 0; }
    )"}}};

inline constexpr Diag<std::string_view> kFlagsWidth{
    "flags-width",
    Severity::Error,
    "the width of flags is an unsigned integer type, not {}",
    "What stands after the colon is the integer type whose bits are the flags: u8, u16, u32 or "
    "u64. Without it the width is u32.",
    {Wrong{R"(
      package shop;

      flags Rights : i32 { read = 0; write = 1; }
    )"},
     Right{R"(
      package shop;

      flags Rights : u32 { read = 0; write = 1; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kFlagBit{
    "flag-bit",
    Severity::Error,
    "flags of `{}` have no bit {}",
    "The number of a flag is the position of its bit, from 0 for the lowest: bit 3 has the "
    "value 8. The width has 8, 16, 32 or 64 of them. Choose another position or a wider type.",
    {Wrong{R"(
      package shop;

      flags Rights : u8 { read = 1; write = 2; admin = 128; }
    )"},
     Right{R"(
      package shop;

      flags Rights : u8 { read = 0; write = 1; admin = 7; }
    )"}}};

inline constexpr Diag<std::string_view> kRecursiveType{
    "recursive-type",
    Severity::Error,
    "`{}` contains itself",
    "The type holds a value of its own type, directly or through others, by value: as a "
    "field, an optional, an array element or a union's case. Such a value would be "
    "infinitely large. Let the circle pass through something that may be empty and has its "
    "content elsewhere: a `list`, a `map`, an optional box (`box<Node>?`), or a box as the "
    "case of a union (`1: box<Node> node;`).",
    {Wrong{R"(
      package shop;

      struct Category { 1: string name; 2: Category? parent; }
    )"},
     Right{R"(
      package shop;

      struct Category { 1: string name; 2: box<Category>? parent; 3: list<Category> children; }
    )"}}};

inline constexpr Diag<std::string_view> kBoxContent{
    "box-content",
    Severity::Error,
    "{} cannot stand in a box",
    "A `box<T>` holds a struct or an error: it exists so that these can hold one of their own "
    "kind. Lists and maps need no box for that, and neither does anything else. Remove the "
    "box, or put the value into a struct.",
    {Wrong{R"(
      package shop;

      struct Person { 1: box<string>? name; }
    )"},
     Right{R"(
      package shop;

      struct Person { 1: string? name; 2: box<Person>? partner; }
    )"}}};

inline constexpr Diag<std::string_view> kAliasCycle{
    "alias-cycle",
    Severity::Error,
    "`{}` stands for itself",
    "An alias or new type leads back to its own name, so that it never says what type it "
    "stands for. Name the real type somewhere in the chain.",
    {Wrong{R"(
      package shop;

      type Id = Key;
      type Key = Id;
    )"},
     Right{R"(
      package shop;

      type Id = Key;
      type Key = string;
    )"}}};

inline constexpr Diag<std::uint64_t> kTypeTooDeep{
    "type-too-deep",
    Severity::Error,
    "the type nests more than {} levels deep",
    "Types nest at most 64 levels deep, aliases and new types included. No message that is "
    "allowed to travel could hold a deeper value. Give the inner levels a struct.",
    {Wrong{R"(
      package shop;

      type A8 = list<list<list<list<list<list<list<list<u8>>>>>>>>;
      type A16 = list<list<list<list<list<list<list<list<A8>>>>>>>>;
      type A24 = list<list<list<list<list<list<list<list<A16>>>>>>>>;
      type A32 = list<list<list<list<list<list<list<list<A24>>>>>>>>;
      type A40 = list<list<list<list<list<list<list<list<A32>>>>>>>>;
      type A48 = list<list<list<list<list<list<list<list<A40>>>>>>>>;
      type A56 = list<list<list<list<list<list<list<list<A48>>>>>>>>;
      type A64 = list<list<list<list<list<list<list<list<A56>>>>>>>>;
    )"},
     Right{R"(
      package shop;

      type Row = list<u8>;
      struct Table { 1: list<Row> rows; }
      struct Book { 1: list<Table> tables; }
    )"}}};

inline constexpr Diag<> kNestedOptional{
    "nested-optional",
    Severity::Error,
    "an optional of an optional",
    "A `T?` is absent or holds a T, and a second question mark would add a second way of "
    "being absent, which no language shows well. Use one; or an enum or a union, if there "
    "really are two reasons.",
    {Wrong{R"(
      package shop;

      struct Order { 1: string?? note; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: string? note; }
    )"}}};

inline constexpr Diag<std::string_view> kOptionalUnion{
    "optional-union",
    Severity::Error,
    "`{}` is a union, which needs no `?`",
    "A union can hold none of its cases, so that it is optional already. Remove the "
    "question mark and treat \"none\" as absent.",
    {Wrong{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      struct Order { 1: Payment? payment; }
    )"},
     Right{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      struct Order { 1: Payment payment; }
    )"}}};

inline constexpr Diag<std::string_view> kMapKeyType{
    "map-key-type",
    Severity::Error,
    "{} cannot be a map's key",
    "The keys of a map are bool, integers, enums, string, bytes, uuid, timestamp, duration, "
    "and new types and aliases of these: types with one obvious order. Floating-point "
    "numbers, structs, unions and containers are not allowed. Use one of the allowed types, "
    "or a list of structs.",
    {Wrong{R"(
      package shop;

      struct Prices { 1: map<f64, string> names; }
    )"},
     Right{R"(
      package shop;

      struct Prices { 1: map<i64, string> names_by_cents; }
    )"}}};

inline constexpr Diag<std::string_view> kSetElementType{
    "set-element-type",
    Severity::Error,
    "{} cannot be a set's element",
    "The elements of a set are bool, integers, enums, string, bytes, uuid, timestamp, "
    "duration, and new types and aliases of these: types with one obvious order. Floating- "
    "point numbers, structs, unions and containers are not allowed. Use a list.",
    {Wrong{R"(
      package shop;

      struct Point { 1: f64 x; 2: f64 y; }
      struct Area { 1: set<Point> points; }
    )"},
     Right{R"(
      package shop;

      struct Point { 1: f64 x; 2: f64 y; }
      struct Area { 1: list<Point> points; }
    )"}}};

inline constexpr Diag<std::string_view> kArraySize{
    "array-size",
    Severity::Error,
    "an array cannot have {} elements",
    "An array has from 1 to 65,536 elements, nested arrays counted together. For more, or "
    "for none, use a list.",
    {Wrong{R"(
      package shop;

      struct Order { 1: string[0] notes; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: list<string> notes; }
    )"}}};

inline constexpr Diag<std::uint64_t> kFixedTooLarge{
    "fixed-too-large",
    Severity::Error,
    "{} bytes are too many for a value of fixed size",
    "A fixed struct or an array of fixed-size elements takes at most 65,536 bytes, because it is "
    "sent as a whole within what holds it. Use a list for the large part.",
    {Wrong{R"(
      package shop;

      struct Image { 1: u64[10_000] pixels; }
    )"},
     Right{R"(
      package shop;

      struct Image { 1: list<u64> pixels; }
    )"}}};

inline constexpr Diag<std::string_view> kFixedMember{
    "fixed-member",
    Severity::Error,
    "{} has no fixed size",
    "A fixed struct holds only types of fixed size: bool, numbers, enums, timestamp, "
    "duration, uuid, other fixed structs, arrays and optionals of these, and new types and "
    "aliases of these. Strings, containers, structs and unions are not allowed. Use a struct "
    "instead if the content varies.",
    {Wrong{R"(
      package shop;

      fixed struct Point { f64 x; f64 y; string label; }
    )"},
     Right{R"(
      package shop;

      struct Point { 1: f64 x; 2: f64 y; 3: string label; }
    )"}}};

inline constexpr Diag<std::string_view> kNewTypeBase{
    "new-type-base",
    Severity::Error,
    "a new type cannot be made of {}",
    "A new type has the values of its base, but neither an optional nor a union can be the "
    "base: each has a place for \"nothing\" that belongs to the field, not to the type. Make "
    "the new type of the value, and the field optional.",
    {Wrong{R"(
      package shop;

      type Note = new string?;
    )"},
     Right{R"(
      package shop;

      type Note = new string;
      struct Order { 1: Note? note; }
    )"}}};

inline constexpr Diag<std::string_view> kEmptyEnum{
    "empty-enum",
    Severity::Error,
    "enum `{}` has no values",
    "An enum declares at least one value; without any, there would be nothing to send. Add a "
    "value, or remove the enum.",
    {Wrong{R"(
      package shop;

      enum Status {}
    )"},
     Right{R"(
      package shop;

      enum Status { pending = 0; }
    )"}}};

inline constexpr Diag<std::string_view> kEmptyFlags{
    "empty-flags",
    Severity::Error,
    "flags `{}` have no bits",
    "Flags declare at least one bit; without any, there would be nothing to set. Add a bit, or "
    "remove the type.",
    {Wrong{R"(
      package shop;

      flags Rights {}
    )"},
     Right{R"(
      package shop;

      flags Rights { read = 0; }
    )"}}};

inline constexpr Diag<std::string_view> kEmptyUnion{
    "empty-union",
    Severity::Error,
    "union `{}` has no cases",
    "A union declares at least one case; a case without content is written `1: void done;`.",
    {Wrong{R"(
      package shop;

      union Payment {}
    )"},
     Right{R"(
      package shop;

      union Payment { 1: void cash; }
    )"}}};

inline constexpr Diag<std::string_view> kEmptyFixedStruct{
    "empty-fixed-struct",
    Severity::Error,
    "fixed struct `{}` has no members",
    "A fixed struct has at least one member. An empty one would take no bytes, so that a list of "
    "them could hold any number in no space. Add a member, or use a struct, which may be empty.",
    {Wrong{R"(
      package shop;

      fixed struct Point {}
    )"},
     Right{R"(
      package shop;

      fixed struct Point { f64 x; f64 y; }
    )"}}};

inline constexpr Diag<std::string_view, std::uint64_t> kBlockTooLarge{
    "block-too-large",
    Severity::Error,
    "the fields of `{}` take {} bytes of fixed size",
    "Each field takes part in its struct with a fixed number of bytes: those of its value for a "
    "type of fixed size, four for text, bytes, containers and structs, whose content follows "
    "behind, and eight for a union. All fields together take at most 65,536. Move some fields into "
    "a struct of their own, or use a list instead of a large array.",
    {Wrong{R"(
      package shop;

      struct Page {
        1: u8[50_000] text;
        2: u8[50_000] image;
      }
    )"},
     Right{R"(
      package shop;

      struct Page {
        1: bytes text;
        2: bytes image;
      }
    )"}}};

}  // namespace idlc
