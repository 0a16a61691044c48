// What `idlc breaking` finds about methods and what they take, answer and throw.
// A table of data.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view> kMethodRemoved{
    "method-removed",
    Severity::Error,
    "the method `{}` is gone",
    "Clients that call it are told that it is not implemented. A method is known by a hash of its "
    "name: keep it as `@deprecated`, or rename it with `@wire_name(\"the.old.Name\")`.",
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
    "A oneway method has no answer, others have one, and a stream is a conversation: the other "
    "version waits for what never comes. Add a method under a new name.",
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

inline constexpr Diag<std::string_view> kAppended{
    "signature-grew",
    Severity::Error,
    "the {} was added",
    "On the wire this is harmless: who does not know it takes its default. But a server that "
    "overrides the method must take it, or it does not compile. If servers are built elsewhere, "
    "add a new method instead.",
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

inline constexpr Diag<std::string_view> kAppendedBare{
    "signature-grew-bare",
    Severity::Error,
    "the {} was added without a default",
    "The other version does not send it, and its reader takes the type's zero as if that had been "
    "meant. Give a parameter a default or make it a `T?`; make a result a `T?`.",
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

inline constexpr Diag<std::string_view, std::string_view> kThrowsGained{
    "throws-gained",
    Severity::Error,
    "`{}` throws `{}` now",
    "Old clients do not know the error: they get it as an undeclared one, with its text only. If "
    "they have to tell it apart, add a method under a new name.",
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
    "C++ code that asks the result for the error does not compile any more, and a new client gets "
    "it from an old server as an undeclared one. Keep it in the list; nobody has to throw it.",
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

inline constexpr Diag<std::string_view, std::string_view> kExtendsLost{
    "extends-lost",
    Severity::Error,
    "`{}` no longer extends `{}`",
    "Clients that know the service by its base are not answered any more, and C++ code that uses "
    "one for the other does not compile. Keep the base.",
    {Wrong{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Health { check(); }
      service Orders extends Health { get(u64 id) -> string; }
      --- order.idl
      package shop;
      service Health { check(); }
      service Orders { get(u64 id) -> string; check(); }
    )"},
     Right{R"(
      $ idlc breaking --against old order.idl
      --- old/order.idl
      package shop;
      service Health { check(); }
      service Orders extends Health { get(u64 id) -> string; }
      --- order.idl
      package shop;
      service Health { check(); }
      service Ready extends Health { is_ready() -> bool; }
      service Orders extends Ready { get(u64 id) -> string; }
    )"}}};

inline constexpr Diag<std::string_view> kIdempotentLost{
    "idempotent-lost",
    Severity::Error,
    "`{}` is not `@idempotent` any more",
    "Old clients still repeat the call when a connection breaks, and a new server may run it "
    "twice. "
    "Take the promise back under a new name only: keep it here for as long as old clients call.",
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
    "`@timeout` a call has 30 seconds. Lower it when no server needs the time any more.",
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

}  // namespace idlc
