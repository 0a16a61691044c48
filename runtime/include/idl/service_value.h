// What generated clients need for services as values: which objects a client can stand for, and
// the default of a parameter that is no service. How they travel is said in references.h.
#pragma once

#include <concepts>
#include <optional>

namespace idl {

/// A class that implements a service, with plain handlers or with coroutines.
template <class S, class Server, class AsyncServer>
concept Implementation = std::derived_from<S, Server> || std::derived_from<S, AsyncServer>;

/// No service, as the default of an optional parameter. Unlike std::nullopt it can stand where the
/// Client is only announced.
template <class Client>
[[nodiscard]] const std::optional<Client>& no_service() {
  static const auto& none = *new std::optional<Client>();  // for whoever outlives main()
  return none;
}

}  // namespace idl
