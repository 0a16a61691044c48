// What `idlc breaking` finds: changes from one version of a schema to the next that break somebody.
// Part of the catalogue like every other diagnostic; the rules that report them are in idlc/compat.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::string_view> kDeclarationRemoved{
    "declaration-removed",
    Severity::Error,
    "the {} `{}` is gone",
    "Something that others use by its name was removed or renamed. Who still calls the "
    "service, throws the error or names the type in C++ fails. Keep it, marked `@deprecated`, "
    "until nobody uses it.",
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

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kKindChanged{
    "kind-changed",
    Severity::Error,
    "`{}` was a {} and is a {} now",
    "Structs, unions, enums and the other kinds are encoded differently, and C++ code uses "
    "them differently. Declare the new one under a new name.",
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

inline constexpr Diag<std::string_view, std::string_view, std::uint32_t> kFieldRemoved{
    "field-removed",
    Severity::Error,
    "the {} `{}`, number {}, is gone and not reserved",
    "Old peers still send it, and old data still holds it. Leave a `reserved` with its number, "
    "type and name behind, so that the slot keeps its width and nobody gives the number "
    "another meaning. Parameters and results cannot be reserved: they are known by position; "
    "keep them.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; reserved 2: string "note"; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::uint32_t, std::uint32_t> kFieldMoved{
    "field-moved",
    Severity::Error,
    "the {} `{}` moved from number {} to {}",
    "On the wire a value is known by its number or position alone. Whoever uses the other "
    "version reads one value for another. Give it back its number; new ones go to the end.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Point { 1: i32 x; 2: i32 y; }
      --- order.idl
      package shop;
      struct Point { 1: i32 y; 2: i32 x; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Point { 1: i32 x; 2: i32 y; }
      --- order.idl
      package shop;
      struct Point { 2: i32 y; 1: i32 x; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kFieldType{
    "type-changed",
    Severity::Error,
    "the type of the {} `{}` changed: {}",
    "A value of another type has other bytes: the other version refuses or misreads them. "
    "Reserve the old number and add a new one with the new type. Between a new type and its "
    "base only C++ code sees a difference.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 id; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 id; }
      --- order.idl
      package shop;
      struct Order { reserved 1: u32 "id"; 2: u64 number; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kFieldRenamed{
    "field-renamed",
    Severity::Error,
    "the {} `{}` is called `{}` now",
    "Names do not travel, numbers do: on the wire nothing changes. But C++ code must use the "
    "new name, and so must JSON texts. `@json_name` and `@cpp.name` keep the old one there.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: string note; }
      --- order.idl
      package shop;
      struct Order { 1: string remark; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: string note; }
      --- order.idl
      package shop;
      struct Order { 1: string note; 2: string remark; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view, std::string_view>
    kDefaultChanged{
        "default-changed",
        Severity::Error,
        "the default of the {} `{}` changed from {} to {}",
        "A reader fills in its own default for what an older writer left out, so that both sides "
        "come to disagree about the same message. Keep the default, or add a new field.",
        {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 copies = 1; }
      --- order.idl
      package shop;
      struct Order { 1: u32 copies = 2; }
    )"},
         Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 copies = 1; }
      --- order.idl
      package shop;
      struct Order { 1: u32 copies = 1; 2: u32 extra = 2; }
    )"}}};

inline constexpr Diag<std::uint32_t, std::string_view> kReservedDropped{
    "reserved-dropped",
    Severity::Error,
    "number {}, reserved for the removed `{}`, is reserved no longer",
    "Old peers may still send the removed field, and would have it read as the new one. A "
    "reservation stays for as long as the schema does.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; reserved 2: string "note"; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; 2: string remark; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; reserved 2: string "note"; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; reserved 2: string "note"; 3: string remark; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kReservationDropped{
    "reservation-dropped",
    Severity::Error,
    "`{}` no longer reserves {}",
    "Old peers and old data may still use the number. A reservation stays for as long as the "
    "type does.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; reserved 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; paid = 1; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      enum Status { open = 0; reserved 1; }
      --- order.idl
      package shop;
      enum Status { open = 0; reserved 1; paid = 2; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kAppended{
    "signature-grew",
    Severity::Error,
    "the {} `{}` was added",
    "On the wire this is harmless: who does not know it takes its default. But a server that "
    "overrides the method must take it, or it does not compile. If servers are built "
    "elsewhere, add a new method instead.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { cancel(u64 id); }
      --- order.idl
      package shop;
      service Orders { cancel(u64 id, string? reason); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { cancel(u64 id); }
      --- order.idl
      package shop;
      service Orders { cancel(u64 id); explain(u64 id, string reason); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kAppendedBare{
    "signature-grew-bare",
    Severity::Error,
    "the {} `{}` was added without a default",
    "The other version does not send it, and its reader takes the type's zero as if that had "
    "been meant. Give a parameter a default or make it a `T?`; make a result a `T?`.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { cancel(u64 id); }
      --- order.idl
      package shop;
      service Orders { cancel(u64 id, string reason); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { cancel(u64 id); }
      --- order.idl
      package shop;
      service Orders { cancel(u64 id); explain(u64 id, string reason); }
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
    "Numbers travel, so on the wire nothing changes. But JSON texts hold names, and C++ code "
    "uses them.",
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
    "The width is the number of bytes that a value takes on the wire, and part of the layout "
    "of whatever holds one. Declare a new enum and new fields of it.",
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
    "A closed enum refuses values that it does not know, an open one keeps them. Who closes "
    "one refuses what old peers may send; who opens one may send what old peers refuse.",
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
    "Peers that do not know the value refuse the whole message. That is what a closed enum is "
    "for; one that grows is better open.",
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
    "What is not set reads as 0, which had a name and now is an unknown number. Keep the "
    "value.",
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
    "A fixed struct is frozen for ever: its bytes carry neither numbers nor sizes. Declare a "
    "new one under a new name.",
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

inline constexpr Diag<std::string_view, std::string_view> kBaseChanged{
    "base-changed",
    Severity::Error,
    "what `{}` stands for changed: {}",
    "Every value of the type is encoded, and seen by C++ code, as what it stands for. Declare "
    "a new one under a new name.",
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
    "Programs hold the value that it had when they were compiled; both sides may come to "
    "disagree.",
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

inline constexpr Diag<std::string_view> kMethodRemoved{
    "method-removed",
    Severity::Error,
    "the method `{}` is gone",
    "Clients that call it are told that it is not implemented. A method is known by a hash of "
    "its name: keep it as `@deprecated`, or rename it with `@wire_name(\"the.old.Name\")`.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string; }
      --- order.idl
      package shop;
      service Orders { fetch(u64 id) -> string; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string; }
      --- order.idl
      package shop;
      service Orders { get(u64 id) -> string; fetch(u64 id) -> string; }
    )"}}};

inline constexpr Diag<std::string_view> kMethodKind{
    "method-kind-changed",
    Severity::Error,
    "`{}` is another kind of method now",
    "A one-way method has no answer, another has one, and a stream is a conversation: the "
    "other version waits for what never comes. Add a method under a new name.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { log(string line); }
      --- order.idl
      package shop;
      service Orders { oneway log(string line); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { log(string line); }
      --- order.idl
      package shop;
      service Orders { log(string line); oneway note(string line); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kThrowsGained{
    "throws-gained",
    Severity::Error,
    "`{}` throws `{}` now",
    "Old clients do not know the error: they get it as an undeclared one, with its text only.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id); }
      --- order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id) throws Gone; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id); }
      --- order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id); find(u64 id) throws Gone; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kThrowsLost{
    "throws-lost",
    Severity::Error,
    "`{}` no longer throws `{}`",
    "C++ code that asks the result for the error does not compile any more, and a new client "
    "gets it from an old server as an undeclared one. Keep it in the list; nobody has to throw "
    "it.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id) throws Gone; }
      --- order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id) throws Gone; }
      --- order.idl
      package shop;
      error Gone { 1: u64 id; }
      service Orders { get(u64 id) throws Gone; find(u64 id); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kConstraintTightened{
    "constraint-tightened",
    Severity::Error,
    "the constraint on the {} `{}` allows less than before",
    "Values that were allowed are refused now: calls of old clients fail with InvalidArgument, "
    "and stored data no longer validates. Loosen it again, or add a new field.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 copies @range(1..1000); }
      --- order.idl
      package shop;
      struct Order { 1: u32 copies @range(1..100); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u32 copies @range(1..1000); }
      --- order.idl
      package shop;
      struct Order { 1: u32 copies @range(1..2000); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kConstraintLoosened{
    "constraint-loosened",
    Severity::Error,
    "the constraint on the {} `{}` allows more than before",
    "An old client relies on what it was promised, and refuses an answer that breaks it. Keep "
    "the bounds of results, or answer in a new method.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { count() -> (u32 open @range(0..100), u32 closed); }
      --- order.idl
      package shop;
      service Orders { count() -> (u32 open @range(0..200), u32 closed); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { count() -> (u32 open @range(0..100), u32 closed); }
      --- order.idl
      package shop;
      service Orders { count() -> (u32 open @range(0..50), u32 closed); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kSensitiveDropped{
    "sensitive-dropped",
    Severity::Error,
    "the {} `{}` is not `@sensitive` any more",
    "Programs that are compiled anew print it, in logs that may be kept and read by others. "
    "Keep the annotation unless the value is no secret any more.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Card { 1: string pan @sensitive; }
      --- order.idl
      package shop;
      struct Card { 1: string pan; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Card { 1: string pan @sensitive; }
      --- order.idl
      package shop;
      struct Card { 1: string pan @sensitive; 2: u8 month; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kJsonNameChanged{
    "json-name-changed",
    Severity::Error,
    "the {} `{}` is called `{}` in JSON now",
    "Who reads or writes JSON texts knows the value by its old name. Keep it there with "
    "`@json_name`.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: string note; }
      --- order.idl
      package shop;
      struct Order { 1: string note @json_name("remark"); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: string note; }
      --- order.idl
      package shop;
      struct Order { 1: string note; 2: string remark; }
    )"}}};

inline constexpr Diag<std::string_view> kIdempotentLost{
    "idempotent-lost",
    Severity::Error,
    "`{}` is not `@idempotent` any more",
    "New clients no longer repeat the call when a connection breaks, and report a failure "
    "instead.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string @idempotent; }
      --- order.idl
      package shop;
      service Orders { get(u64 id) -> string; }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string @idempotent; }
      --- order.idl
      package shop;
      service Orders { get(u64 id) -> string @idempotent; find(u64 id) -> string; }
    )"}}};

inline constexpr Diag<std::string_view> kTimeoutLowered{
    "timeout-lowered",
    Severity::Error,
    "`{}` has less time than before",
    "New clients give up earlier, also where the server still takes as long as it did. Without "
    "`@timeout` a call has 30 seconds.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string @timeout(10s); }
      --- order.idl
      package shop;
      service Orders { get(u64 id) -> string @timeout(2s); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Orders { get(u64 id) -> string @timeout(10s); }
      --- order.idl
      package shop;
      service Orders { get(u64 id) -> string @timeout(20s); }
    )"}}};

inline constexpr Diag<std::string_view> kNamespaceChanged{
    "namespace-changed",
    Severity::Error,
    "`{}` is in another C++ namespace now",
    "C++ code that names it no longer compiles. On the wire nothing changes.",
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

inline constexpr std::array kBreakingDiagnostics{
    &kDeclarationRemoved.info, &kKindChanged.info,         &kFieldRemoved.info,
    &kFieldMoved.info,         &kFieldType.info,           &kFieldRenamed.info,
    &kDefaultChanged.info,     &kReservedDropped.info,     &kReservationDropped.info,
    &kAppended.info,           &kAppendedBare.info,        &kValueRemoved.info,
    &kValueRenumbered.info,    &kValueRenamed.info,        &kEnumWidthChanged.info,
    &kEnumOpenness.info,       &kClosedEnumGrew.info,      &kZeroRemoved.info,
    &kFixedChanged.info,       &kBaseChanged.info,         &kConstantChanged.info,
    &kMethodRemoved.info,      &kMethodKind.info,          &kThrowsGained.info,
    &kThrowsLost.info,         &kConstraintTightened.info, &kConstraintLoosened.info,
    &kSensitiveDropped.info,   &kJsonNameChanged.info,     &kIdempotentLost.info,
    &kTimeoutLowered.info,     &kNamespaceChanged.info};

}  // namespace idlc
