// What stands in a client instead of a way to a peer: a service of this process that is to be given
// to one, a number that has just been read from a message, or nothing at all.
#pragma once

#include <cstdint>
#include <memory>

#include "rpc/call_route.h"
#include "rpc/local_service.h"

namespace idl::detail {

/// Calls over it fail.
class LocalRoute final : public CallRoute {
 public:
  explicit LocalRoute(std::shared_ptr<const LocalService> service)
      : CallRoute(nullptr, service->number()), service_(std::move(service)) {}
  /// A number that is not bound to a connection yet; kNoReference: nothing.
  explicit LocalRoute(std::uint32_t number) : CallRoute(nullptr, number) {}

  Result<std::shared_ptr<CallLink>> link(LinkRequest& request) override;
  [[nodiscard]] std::shared_ptr<const LocalService> service() const override { return service_; }

 private:
  const std::shared_ptr<const LocalService> service_;
};

}  // namespace idl::detail
