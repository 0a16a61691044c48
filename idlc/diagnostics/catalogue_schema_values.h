// What can be wrong with values: constants, defaults and array sizes.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::string_view> kValueType{
    "value-type",
    Severity::Error,
    "expected {}, found {}",
    "The value is of another type than the place that it is written for. "
    "Integers stand for integers and floating-point numbers, strings for strings, "
    "timestamps (RFC 3339) and uuids, `b\"…\"` for bytes, and a duration has its unit: "
    "`500ms`. Lists, sets and arrays are written `[a, b]`, maps `{key: value}`, structs "
    "`{field: value}` and unions `{case: value}`, where `{}` is the content of a `void` case.",
    {Wrong{R"(
      package shop;

      struct Order { 1: u32 quantity = "many"; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u32 quantity = 12; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kValueRange{
    "value-range",
    Severity::Error,
    "{} does not fit {}",
    "The value lies outside of what the type can hold, or a floating-point type cannot hold "
    "it exactly as it is written. The label says what the type holds. Choose another value "
    "or a wider type.",
    {Wrong{R"(
      package shop;

      const u8 limit = 256;
    )"},
     Right{R"(
      package shop;

      const u16 limit = 256;
    )"}}};

inline constexpr Diag<> kInvalidTimestamp{
    "invalid-timestamp",
    Severity::Error,
    "not a timestamp",
    "A timestamp is written as RFC 3339 has it: \"2026-01-31T12:30:00Z\", with a fraction of "
    "up to nine digits if need be, and with `Z` or an offset such as `+01:00`. The date "
    "must exist. Leap seconds are not counted.",
    {Wrong{R"(
      package shop;

      const timestamp opened = "2026-02-30T00:00:00Z";
    )"},
     Right{R"(
      package shop;

      const timestamp opened = "2026-02-28T00:00:00Z";
    )"}}};

inline constexpr Diag<> kInvalidUuid{
    "invalid-uuid",
    Severity::Error,
    "not a uuid",
    "A uuid is written as 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12: "
    "\"00112233-4455-6677-8899-aabbccddeeff\".",
    {Wrong{R"(
      package shop;

      const uuid nobody = "0000";
    )"},
     Right{R"(
      package shop;

      const uuid nobody = "00000000-0000-0000-0000-000000000000";
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kUnknownEnumValue{
    "unknown-enum-value",
    Severity::Error,
    "`{}` has no value `{}`",
    "The enum declares no value of that name. Check the spelling and the enum's "
    "declaration.",
    {Wrong{R"(
      package shop;

      enum Status { pending = 0; paid = 1; }
      struct Order { 1: Status status = Status.payed; }
    )"},
     Right{R"(
      package shop;

      enum Status { pending = 0; paid = 1; }
      struct Order { 1: Status status = Status.paid; }
    )"}}};

inline constexpr Diag<> kOptionalDefault{
    "optional-default",
    Severity::Error,
    "an optional has no default but `null`",
    "A `T?` that is not there is absent; any other default would make it impossible to say "
    "\"absent\". Write `null`, or leave the default out. If the value is never absent, remove "
    "the question mark.",
    {Wrong{R"(
      package shop;

      struct Order { 1: string? note = "none"; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: string? note; }
    )"}}};

inline constexpr Diag<std::string_view> kNoDefaultPossible{
    "no-default-possible",
    Severity::Error,
    "{} has no literals, so that it cannot have a default",
    "Every type of data has literals, but a service is an object on one side of the connection, "
    "and "
    "an `fd` an open descriptor: neither can be written into a schema. Only the optional ones have "
    "a "
    "default, `null`.",
    {Wrong{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      service Orders { watch(Observer observer = null); }
    )"},
     Right{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      service Orders { watch(Observer? observer = null); }
    )"}}};

inline constexpr Diag<std::string_view> kClosedEnumZero{
    "closed-enum-zero",
    Severity::Error,
    "closed enum `{}` has no value 0, and so no default of its own",
    "Wherever a value may be left out, it takes its default, and an enum's default is 0. A "
    "closed enum without a value 0 therefore needs a default of its own as a field or "
    "parameter. As a result, as a member of a fixed struct or as an array's element it "
    "cannot be written at all, because there is no place for a default. Write `= name`, "
    "make it optional, or declare a value 0.",
    {Wrong{R"(
      package shop;

      closed enum Side { buy = 1; sell = 2; }
      struct Order { 1: Side side; }
    )"},
     Right{R"(
      package shop;

      closed enum Side { buy = 1; sell = 2; }
      struct Order { 1: Side side = buy; }
    )"}}};

inline constexpr Diag<std::string_view> kConstantCycle{
    "constant-cycle",
    Severity::Error,
    "constant `{}` is defined by itself",
    "A constant's value is the name of another constant, and the chain leads back to where "
    "it began, so that none of them has a value. Write a value somewhere in the chain.",
    {Wrong{R"(
      package shop;

      const u32 least = most;
      const u32 most = least;
    )"},
     Right{R"(
      package shop;

      const u32 least = most;
      const u32 most = 10;
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateEntry{
    "duplicate-entry",
    Severity::Error,
    "{} is given twice",
    "A set holds each element once, a map each key, and a struct each field, so that one of the "
    "two "
    "would be lost. Remove one, or correct what was meant to be another.",
    {Wrong{R"(
      package shop;

      const map<string, u32> limits = {"free": 10, "paid": 100, "free": 20};
    )"},
     Right{R"(
      package shop;

      const map<string, u32> limits = {"free": 10, "paid": 100};
    )"}}};

inline constexpr Diag<std::uint32_t, std::size_t> kArrayLength{
    "array-length",
    Severity::Error,
    "an array of {} elements cannot have {}",
    "An array always has as many elements as its type says, and a literal writes all of them. For "
    "any number of elements use a `list`.",
    {Wrong{R"(
      package shop;

      const u8[4] version = [1, 2, 3];
    )"},
     Right{R"(
      package shop;

      const u8[4] version = [1, 2, 3, 0];
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kUnknownMember{
    "unknown-member",
    Severity::Error,
    "`{}` has no {} `{}`",
    "The braces name a field that the struct, or a case that the union, does not declare. Check "
    "the "
    "spelling and the declaration.",
    {Wrong{R"(
      package shop;

      struct Price { 1: i64 cents; 2: string currency; }
      const Price free = {cents: 0, curency: "EUR"};
    )"},
     Right{R"(
      package shop;

      struct Price { 1: i64 cents; 2: string currency; }
      const Price free = {cents: 0, currency: "EUR"};
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kMissingMembers{
    "missing-members",
    Severity::Error,
    "members of fixed struct `{}` are missing: {}",
    "A value of a struct may leave fields out, which then have their defaults. The members of a "
    "fixed struct have no defaults, so that its values name all of them. Add those that are "
    "missing.",
    {Wrong{R"(
      package shop;

      fixed struct Point { f64 x; f64 y; }
      const Point origin = {x: 0};
    )"},
     Right{R"(
      package shop;

      fixed struct Point { f64 x; f64 y; }
      const Point origin = {x: 0, y: 0};
    )"}}};

inline constexpr Diag<std::string_view> kUnionCases{
    "union-cases",
    Severity::Error,
    "several cases in one value of union `{}`",
    "A union holds one of its cases: `{iban: \"DE00\"}`, or `{cash: {}}` where the case has no "
    "content, or `{}` for none of them.",
    {Wrong{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      const Payment standard = {iban: "DE00", cash: {}};
    )"},
     Right{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      const Payment standard = {cash: {}};
    )"}}};

inline constexpr Diag<std::string_view> kRecursiveDefault{
    "recursive-default",
    Severity::Error,
    "the default of `{}` leads back to it",
    "The value that is written as a default holds a struct or union of which every value would "
    "need "
    "this default again, without end. Leave the default out, or write one that does without.",
    {Wrong{R"(
      package shop;

      struct Category { 1: string name; 2: list<Category> children = [{name: "other"}]; }
    )"},
     Right{R"(
      package shop;

      struct Category { 1: string name; 2: list<Category> children; }
    )"}}};

inline constexpr Diag<std::size_t> kConstantsTooLarge{
    "constants-too-large",
    Severity::Error,
    "constants are copied to so many places that they hold more than {} values",
    "Wherever a constant's name stands, its whole value does. Lists of constants that are lists of "
    "constants grow with every step; no schema that people write comes near the limit. Let fewer "
    "constants hold one another.",
    {Wrong{R"(
      package shop;

      const list<u8> a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
      const list<list<u8>> b = [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a];
      const list<list<list<u8>>> c = [b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b];
      const list<list<list<list<u8>>>> d = [c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c];
      const list<list<list<list<list<u8>>>>> e = [d, d, d, d, d, d, d, d, d, d, d, d, d, d, d, d];
    )"},
     Right{R"(
      package shop;

      const list<u8> a = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
      const list<list<u8>> b = [a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a];
    )"}}};

}  // namespace idlc
