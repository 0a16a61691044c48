// What makes a line of the log harmless, apart from any sink: how many lines may come, and what
// they may hold. It reads no clock.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "idl/time_point.h"
#include "session/token_bucket.h"

namespace idl::detail {

/// One printable line of at most kMaxLogLineBytes; `left_out` lines before it were not written.
[[nodiscard]] std::string log_line(std::string_view text, std::uint64_t left_out);

/// Keeps lines to kLogBurst and kLogLinesPerSecond. Any thread.
class LogRate {
 public:
  explicit LogRate(TimePoint now);

  /// Whether a line may be written now, and then how many were not since the last one.
  [[nodiscard]] std::optional<std::uint64_t> admit(TimePoint now);

 private:
  std::mutex mutex_;
  TokenBucket bucket_;
  std::uint64_t left_out_ = 0;
};

}  // namespace idl::detail
