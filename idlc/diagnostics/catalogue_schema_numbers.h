// What can be wrong with numbers: of fields and cases, of enum values, and of what is reserved.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kDuplicateNumber{
    "duplicate-number",
    Severity::Error,
    "number {} is taken",
    "Each field of a struct or error, each case of a union and each value of an enum has a "
    "number of its own, which stands for it on the wire. Two with the same number could not "
    "be told apart. Give the newer one another number.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: string note;
        2: u32 quantity;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: string note;
        3: u32 quantity;
      }
    )"}}};

inline constexpr Diag<std::string_view> kReservedNumber{
    "reserved-number",
    Severity::Error,
    "number {} is reserved",
    "The number belonged to a field, case or value that was removed. Old peers may still "
    "send it, and stored data may hold it, so that it must never get another meaning. Use "
    "the next free number.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        reserved 2: string "remark";
        2: u32 quantity;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        reserved 2: string "remark";
        3: u32 quantity;
      }
    )"}}};

inline constexpr Diag<std::string_view> kNumberGap{
    "number-gap",
    Severity::Error,
    "{} missing",
    "Fields and cases are numbered from 1 without gaps, because what is sent has a place for each "
    "number. Use the missing number; or, if something was removed, leave a `reserved` behind: "
    "`reserved 4: string \"note\";` in a struct or error, `reserved 4, \"note\";` in a union.",
    {Wrong{R"(
      package shop;

      struct Order {
        1: u64 id;
        3: u32 quantity;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        reserved 2: string "remark";
        3: u32 quantity;
      }
    )"}}};

inline constexpr Diag<> kNumberZero{
    "number-zero",
    Severity::Error,
    "number 0 cannot be used: numbers begin at 1",
    "Fields and cases are numbered from 1. In a union, 0 stands for \"none of the cases\". Use the "
    "next free number.",
    {Wrong{R"(
      package shop;

      struct Order {
        0: u64 id;
        1: u32 quantity;
      }
    )"},
     Right{R"(
      package shop;

      struct Order {
        1: u64 id;
        2: u32 quantity;
      }
    )"}}};

inline constexpr Diag<std::string_view, std::uint64_t> kFieldNumberTooLarge{
    "field-number-too-large",
    Severity::Error,
    "number {} is larger than {}",
    "Numbers have no gaps, and the fixed part of a struct has at most 65,536 bytes, so that no "
    "struct can have more fields; unions keep the same limit. Use the next free number.",
    {Wrong{R"(
      package shop;

      union Payment {
        1: string iban;
        100_000: string card;
      }
    )"},
     Right{R"(
      package shop;

      union Payment {
        1: string iban;
        2: string card;
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kReservedRange{
    "reserved-range",
    Severity::Error,
    "the range {}..{} is empty",
    "A reserved range names its lower end first, and both ends belong to it. Swap the ends.",
    {Wrong{R"(
      package shop;

      enum Status {
        pending = 0;
        reserved 9..7;
      }
    )"},
     Right{R"(
      package shop;

      enum Status {
        pending = 0;
        reserved 7..9;
      }
    )"}}};

inline constexpr Diag<std::string_view> kReservedTwice{
    "reserved-twice",
    Severity::Error,
    "{} is reserved twice",
    "A number or name is reserved once. Remove one of the two.",
    {Wrong{R"(
      package shop;

      enum Status {
        pending = 0;
        reserved 3, 3;
      }
    )"},
     Right{R"(
      package shop;

      enum Status {
        pending = 0;
        reserved 3, 4;
      }
    )"}}};

}  // namespace idlc
