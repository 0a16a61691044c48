// What can be wrong with services: methods, parameters and what they answer.
// Part of catalogue_schema.h, which lists them all.
#pragma once

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
    "`{}` and `{}` have the same wire id",
    "A method is known on the wire by a 64-bit hash of its qualified name, and so is an "
    "error. By sheer chance two of them have the same, so that they could not be told "
    "apart. Rename one of them.",
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

}  // namespace idlc
