// What can be wrong with values: constants, defaults and array sizes.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::string_view> kValueType{
    "value-type",
    Severity::Error,
    "expected {}, found {}",
    "The value is of another type than the constant or field that it is written for. "
    "Integers stand for integers and floating-point numbers, strings for strings, "
    "timestamps (RFC 3339) and uuids, `b\"…\"` for bytes, and a duration has its unit: "
    "`500ms`.",
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
    "Defaults can be written for scalars, strings, bytes, timestamps, durations, uuids, "
    "enums and new types of these. Lists, sets and maps begin empty, structs with the "
    "defaults of their fields, unions with none of their cases.",
    {Wrong{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      struct Order { 1: Payment payment = null; }
    )"},
     Right{R"(
      package shop;

      union Payment { 1: string iban; 2: void cash; }
      struct Order { 1: Payment payment; }
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

}  // namespace idlc
