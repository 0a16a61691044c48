// What a channel tells its operator of its connections: attempts, and ends. What happens to calls
// that it serves is told by its ServerWatch, into the same log.
#pragma once

#include <memory>

#include "idl/address.h"
#include "idl/error.h"
#include "idl/log.h"

namespace idl::detail {

class Connection;

/// Any thread, never under a lock.
class ChannelLog {
 public:
  /// Null if there is no sink.
  static std::shared_ptr<const ChannelLog> create(const std::shared_ptr<LogSink>& sink);

  explicit ChannelLog(std::shared_ptr<Log> lines) : lines_(std::move(lines)) {}

  [[nodiscard]] const std::shared_ptr<Log>& lines() const { return lines_; }

  /// A connection was opened, or could not be, because of `error`.
  void note_attempt(const Address& address, const Error* error) const;

  /// If the connection is over, and this is the first to hear of it, says why. That its channel was
  /// closed is no news.
  void note_end(Connection& connection) const;

 private:
  const std::shared_ptr<Log> lines_;
};

}  // namespace idl::detail
