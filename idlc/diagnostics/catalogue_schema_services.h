// What can be wrong with services: methods, parameters and what they answer.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <cstdint>
#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kParameterOrder{
    "parameter-order",
    Severity::Error,
    "parameter `{}` has no default, but one before it has",
    "Parameters without a default stand first, those with one after them, so that a caller "
    "can leave out the last ones. Give this one a default, or move it forward if the method "
    "is not in use yet.",
    {Wrong{R"(
      package shop;

      service Orders {
        cancel(string? reason = null, u64 id);
      }
    )"},
     Right{R"(
      package shop;

      service Orders {
        cancel(u64 id, string? reason = null);
      }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kWireIdCollision{
    "wire-id-collision",
    Severity::Error,
    "`{}` and `{}` have the same id on the wire",
    "On the wire a method is known by a 64-bit hash of its full name, and so is an error. By sheer "
    "chance two of them have the same, so that they could not be told apart. Rename one of them, "
    "or give it another name on the wire with `@wire_name`.",
    {Wrong{R"(
      package shop;

      service Desk {
        zqpgEaimEoteh();
        bojiEbbdozmyc();
      }
    )"},
     Right{R"(
      package shop;

      service Desk {
        open();
        close();
      }
    )"}}};

inline constexpr Diag<std::string_view> kServiceCycle{
    "service-cycle",
    Severity::Error,
    "`{}` extends itself",
    "A service has the methods of its base, so that it cannot be its own base, neither directly "
    "nor through others. Remove one `extends` of the circle.",
    {Wrong{R"(
      package shop;

      service Orders extends Stock { create(); }
      service Stock extends Orders { count() -> u32; }
    )"},
     Right{R"(
      package shop;

      service Orders extends Stock { create(); }
      service Stock { count() -> u32; }
    )"}}};

inline constexpr Diag<std::string_view, std::uint64_t> kTooManyBases{
    "too-many-bases",
    Severity::Error,
    "`{}` has more than {} bases, one behind the other",
    "A service extends one other, which may extend another: 16 times at most, so that whoever "
    "reads it finds all of its methods. Let the service extend one of the earlier bases.",
    {Wrong{R"(
      package shop;

      service S0 { ping(); }
      service S1 extends S0 {}
      service S2 extends S1 {}
      service S3 extends S2 {}
      service S4 extends S3 {}
      service S5 extends S4 {}
      service S6 extends S5 {}
      service S7 extends S6 {}
      service S8 extends S7 {}
      service S9 extends S8 {}
      service S10 extends S9 {}
      service S11 extends S10 {}
      service S12 extends S11 {}
      service S13 extends S12 {}
      service S14 extends S13 {}
      service S15 extends S14 {}
      service S16 extends S15 {}
      service S17 extends S16 {}
    )"},
     Right{R"(
      package shop;

      service Base { ping(); }
      service Orders extends Base {}
      service Stock extends Base {}
    )"}}};

inline constexpr Diag<std::string_view> kMisplacedAttachment{
    "misplaced-attachment",
    Severity::Error,
    "`{}` can only be a parameter or a result",
    "A service as a value and an open descriptor travel beside a call, not inside of its data: "
    "they mean something on this connection only, and cannot be stored. A parameter or a result "
    "can be `S`, `S?` or `list<S>` for a service S, and `fd` or `fd?`; they stand in no struct, "
    "union, map, alias or stream. Pass them as parameters of their own.",
    {Wrong{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      struct Request { 1: Observer observer; }
      service Orders { watch(Request request); }
    )"},
     Right{R"(
      package shop;

      service Observer { oneway changed(u64 id); }
      service Orders { watch(u64 since, Observer observer); }
    )"}}};

}  // namespace idlc
