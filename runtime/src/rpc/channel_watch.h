// Everything that was asked to look on at the calls of a channel, or of a server to its peers:
// interceptors, and metrics, which are one of them and count connections besides. There is none
// where nobody looks.
#pragma once

#include <memory>

#include <vector>

#include "idl/interceptor.h"
#include "idl/metrics.h"
#include "rpc/interception.h"
#include "rpc/metrics_core.h"

namespace idl::detail {

/// Any thread.
class ChannelWatch {
 public:
  /// Null if nobody looks on.
  static std::shared_ptr<const ChannelWatch> create(
      std::vector<std::shared_ptr<ClientInterceptor>> interceptors, Metrics* metrics);

  ChannelWatch(Interception<ClientInterceptor> interception, std::shared_ptr<MetricsCore> metrics);

  [[nodiscard]] const Interception<ClientInterceptor>& interception() const {
    return interception_;
  }
  /// Where connections are counted; null if they are not.
  [[nodiscard]] std::shared_ptr<ConnectionStats> connections() const;

 private:
  const Interception<ClientInterceptor> interception_;
  const std::shared_ptr<MetricsCore> metrics_;
};

}  // namespace idl::detail
