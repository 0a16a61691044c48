// A service of this process that can be given to peers as a value: its number, and its methods.
// Which peers hold references to it is their connections' business.
#pragma once

#include <cstdint>
#include <memory>

#include "idl/service.h"
#include "rpc/service_table.h"

namespace idl::detail {

/// Any thread. Keeps the service alive.
class LocalService {
 public:
  /// `service` is not null.
  explicit LocalService(std::shared_ptr<Service> service);

  /// What it is called on every connection: its own in this process, until 4 billion have been
  /// made. Never 0, nor the mark of absence.
  [[nodiscard]] std::uint32_t number() const { return number_; }

  /// The method of this id, or null.
  [[nodiscard]] ServedMethod* find(std::uint64_t method) const { return methods_.find(method); }

 private:
  const std::uint32_t number_;
  ServiceTable methods_;
};

}  // namespace idl::detail
