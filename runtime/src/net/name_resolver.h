// A resolver for a host name, on a system that a test may replace. idl::name_resolver() makes one
// on the real system.
#pragma once

#include <memory>
#include <mutex>

#include "idl/resolver.h"
#include "net/resolver.h"

namespace idl::detail {

/// As long as an inquiry is under way that nobody waits for, whoever asked looks again so soon.
inline constexpr Duration kInquiryPoll = std::chrono::milliseconds(100);

/// Any thread. `world.system` must live as long as the threads that resolve.
class NameResolver final : public Resolver {
 public:
  NameResolver(World world, TcpAddress name, Duration refresh_after);

  Result<std::vector<Address>> resolve(TimePoint deadline) override;
  std::optional<Duration> refresh_after() const override;

 private:
  Result<std::shared_ptr<NameInquiry>> inquire();
  Result<std::vector<Address>> conclude(const NameInquiry& inquiry,
                                        const Result<std::vector<RawAddress>>& answer);

  const World world_;
  const TcpAddress name_;
  const Duration refresh_after_;

  mutable std::mutex mutex_;
  std::vector<Address> known_;              // guarded by mutex_
  std::shared_ptr<NameInquiry> under_way_;  // guarded by mutex_
};

}  // namespace idl::detail
