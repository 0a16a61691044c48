// What `idlc breaking` finds about fields, cases, parameters and results, what was reserved for
// them, and their constraints. A table of data.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::uint32_t> kFieldRemoved{
    "field-removed",
    Severity::Error,
    "the {}, number {}, is gone and not reserved",
    "Old peers still send it, and old data still holds it. Leave a `reserved` with its number, "
    "type and name behind, so that its place is kept and nobody gives the number another meaning. "
    "Parameters and results cannot be reserved: they are known by position; keep them.",
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

inline constexpr Diag<std::string_view, std::uint32_t, std::uint32_t> kFieldMoved{
    "field-moved",
    Severity::Error,
    "the {} moved from number {} to {}",
    "On the wire a value is known by its number or position alone. Whoever uses the other version "
    "reads one value for another. Give it back its number; new ones go to the end.",
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

inline constexpr Diag<std::string_view, std::string_view> kFieldType{
    "type-changed",
    Severity::Error,
    "the type of the {} changed: {}",
    "A value of another type has other bytes: the other version refuses or misreads them. Reserve "
    "the old number and add a new one with the new type. Between a new type and its base only C++ "
    "code sees a difference.",
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
    "Names do not travel, numbers do: on the wire nothing changes. But C++ code must use the new "
    "name, and so must JSON texts. `@json_name` and `@cpp.name` keep the old one there.",
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

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kDefaultChanged{
    "default-changed",
    Severity::Error,
    "the default of the {} changed from {} to {}",
    "A reader fills in its own default for what an older writer left out, so that "
    "both sides come "
    "to disagree about the same message. Keep the default, or add a new field.",
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
    "Old peers and old data may still use the number. A reservation stays for as long as the type "
    "does.",
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

inline constexpr Diag<std::string_view> kConstraintTightened{
    "constraint-tightened",
    Severity::Error,
    "the constraint on the {} allows less than before",
    "Values that were allowed are refused now: calls of old clients fail with InvalidArgument, and "
    "stored data no longer validates. Loosen it again, or add a new field.",
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

inline constexpr Diag<std::string_view> kConstraintLoosened{
    "constraint-loosened",
    Severity::Error,
    "the constraint on the {} allows more than before",
    "An old client relies on what it was promised; elements of a stream that break it, it refuses. "
    "Keep the bounds of results and of what they hold, or answer in a new method.",
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

inline constexpr Diag<std::string_view, std::string_view> kAppendedInvalid{
    "appended-invalid",
    Severity::Error,
    "the {} was added, and what stands for it where older writers leave it out breaks {}",
    "Older writers do not know it, so that its default is read, which its own constraint refuses: "
    "their calls fail, and older data does not validate. Give it a default that the constraint "
    "allows, or make it a `T?`.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note @len(1..); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note = "none" @len(1..); 3: string? hint @len(1..); }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kFieldReserved{
    "field-reserved",
    Severity::Error,
    "the {} is reserved now, and {}",
    "Newer writers write zero for a reserved field: 0, empty, or absent. Older readers take that "
    "for its value, and must be able to. Keep the field, and write a value that they accept, until "
    "no peer reads it any more.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      struct Order { 1: u64 id; 2: string note @len(1..); }
      --- order.idl
      package shop;
      struct Order { 1: u64 id; reserved 2: string "note"; }
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

inline constexpr Diag<std::string_view> kSensitiveDropped{
    "sensitive-dropped",
    Severity::Error,
    "the {} is not `@sensitive` any more",
    "Programs that are compiled anew print it, in logs that may be kept and read by others. Keep "
    "the annotation unless the value is no secret any more.",
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

}  // namespace idlc
