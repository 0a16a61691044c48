// The lines of a channel's log. How they are made safe, and limited in number, is the log's
// business.
#include "rpc/channel_log.h"

#include <string>

#include "rpc/connection.h"
#include "rpc/metrics_core.h"

namespace idl::detail {
namespace {

std::string reason_of(const Error& error) {
  return ": " + std::string(to_string(error.code)) + ": " + error.message;
}

}  // namespace

std::shared_ptr<const ChannelLog> ChannelLog::create(const std::shared_ptr<LogSink>& sink) {
  if (sink == nullptr) return nullptr;
  return std::make_shared<const ChannelLog>(std::make_shared<Log>(sink));
}

void ChannelLog::note_attempt(const Address& address, const Error* error) const {
  const std::string at = "`" + to_string(address) + "`";
  if (error == nullptr) {
    lines_->write(LogLevel::Info, "connected to " + at);
  } else {
    lines_->write(LogLevel::Warning, "cannot connect to " + at + reason_of(*error));
  }
}

void ChannelLog::note_end(Connection& connection) const {
  const auto why = connection.take_end(connection.lock());
  if (!why || why->code == Code::Cancelled) return;
  const auto level = is_peers_fault(*why) ? LogLevel::Warning : LogLevel::Info;
  const std::string at = "`" + to_string(connection.peer().address) + "`";
  lines_->write(level, "the connection to " + at + " is over" + reason_of(*why));
}

}  // namespace idl::detail
