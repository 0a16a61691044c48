// A resolver for a file of addresses, on a system that a test may replace. idl::file_resolver()
// makes one on the real system.
#pragma once

#include <mutex>
#include <string>

#include "base/system.h"
#include "idl/resolver.h"

namespace idl::detail {

/// Any thread. The file is small and read whole each time: that is cheaper than to be wrong about
/// whether it has changed.
class FileResolver final : public Resolver {
 public:
  FileResolver(System& system, std::string path, AddressFileOptions options);

  Result<std::vector<Address>> resolve(TimePoint deadline) override;
  std::optional<Duration> refresh_after() const override { return options_.refresh_after; }

 private:
  Result<std::string> read() const;
  void report(std::vector<std::string> problems);

  System& system_;
  const std::string path_;
  const AddressFileOptions options_;

  std::mutex mutex_;
  std::vector<Address> known_;         // guarded by mutex_
  std::vector<std::string> reported_;  // guarded by mutex_
};

}  // namespace idl::detail
