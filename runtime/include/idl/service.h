// The base of everything that a server can serve. Generated server classes derive from it and fill
// in their methods; users derive from those.
#pragma once

#include <span>

#include "idl/method.h"

namespace idl {

/// A set of methods that peers may call. Handlers of one object run on several threads at once, so
/// what they share needs its own protection. A handler takes its arguments by value; it may block,
/// which delays no other call, and it may throw, which fails its own call only.
class Service {
 public:
  virtual ~Service() = default;

  /// The methods of this service, constant during the life of the program. Generated.
  [[nodiscard]] virtual std::span<const MethodEntry> methods() const = 0;

 protected:
  Service() = default;
  Service(const Service&) = default;
  Service& operator=(const Service&) = default;
};

}  // namespace idl
