// docs/RUNTIME.md: its table of defaults says what the constants say. A constant that is not in the
// table is for the headers alone; one that is named there has its value there.
#include <doctest/doctest.h>

#include <map>
#include <sstream>
#include <string>

#include <idl/call_options.h>
#include <idl/channel.h>
#include <idl/server.h>

#include "rpc/connection.h"
#include "rpc/server_loop.h"
#include "session/session_limits.h"
#include "tests/docs/markdown.h"

namespace {

using namespace idl;
using namespace idl::detail;

std::string count(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string bytes(std::size_t number) {
  const bool mebi = number % (std::size_t{1} << 20) == 0;
  return count(number >> (mebi ? 20 : 10)) + (mebi ? " MiB" : " KiB");
}

std::string time(Duration span) { return std::to_string(span / std::chrono::seconds(1)) + " s"; }

const std::map<std::string, std::string>& constants() {
  static const ServerOptions server;
  static const ChannelOptions channel;
  static const SessionLimits session;
  static const std::map<std::string, std::string> kConstants{
      {"kDefaultTimeout", time(kDefaultTimeout)},
      {"ChannelOptions::connect_timeout", time(channel.connect_timeout)},
      {"RetryOptions::max_retries", count(channel.retry.max_retries)},
      {"RetryOptions::budget", count(channel.retry.budget)},
      {"BackoffOptions::spread", time(channel.backoff.spread)},
      {"BackoffOptions::first", time(channel.backoff.first)},
      {"BackoffOptions::most", time(channel.backoff.most)},
      {"kMaxEndpoints", count(kMaxEndpoints)},
      {"ServerOptions::max_message_bytes", bytes(server.max_message_bytes)},
      {"ChannelOptions::max_message_bytes", bytes(channel.max_message_bytes)},
      {"SessionLimits::max_frame_bytes", bytes(session.max_frame_bytes)},
      {"ServerOptions::max_calls_per_connection", count(server.max_calls_per_connection)},
      {"ChannelOptions::max_calls", count(channel.max_calls)},
      {"ServerOptions::max_streams_per_connection", count(server.max_streams_per_connection)},
      {"ChannelOptions::max_streams", count(channel.max_streams)},
      {"ServerOptions::max_descriptors", count(server.max_descriptors)},
      {"ChannelOptions::max_descriptors", count(channel.max_descriptors)},
      {"SessionLimits::max_held_descriptors", count(session.max_held_descriptors)},
      {"ServerOptions::max_calls", count(server.max_calls)},
      {"ServerOptions::max_streams", count(server.max_streams)},
      {"ServerOptions::max_connections", count(server.max_connections)},
      {"ServerOptions::max_connections_per_peer", count(server.max_connections_per_peer)},
      {"ServerOptions::max_threads", count(server.max_threads)},
      {"ServerOptions::max_queued_calls", count(server.max_queued_calls)},
      {"ServiceOptions::max_waiting_calls", count(ServiceOptions{}.max_waiting_calls)},
      {"SessionLimits::max_one_way_calls", count(session.max_one_way_calls)},
      {"SessionLimits::max_buffered_bytes", bytes(session.max_buffered_bytes)},
      {"ServerOptions::max_buffered_bytes", bytes(server.max_buffered_bytes)},
      {"SessionLimits::stream_window", bytes(session.stream_window)},
      {"SessionLimits::connection_window", bytes(session.connection_window)},
      {"SessionLimits::handshake_timeout", time(session.handshake_timeout)},
      {"SessionLimits::message_timeout", time(session.message_timeout)},
      {"SessionLimits::keep_alive_interval", time(session.keep_alive_interval)},
      {"SessionLimits::keep_alive_timeout", time(session.keep_alive_timeout)},
      {"kIdleClose", time(kIdleClose)},
      {"kSendStall", time(kSendStall)},
      {"Server::kDefaultDrain", time(Server::kDefaultDrain)},
      {"kMaxCallDepth", count(kMaxCallDepth)},
  };
  return kConstants;
}

}  // namespace

TEST_CASE("the defaults that RUNTIME.md lists are those of the constants") {
  std::istringstream page(docs::read_page("docs/RUNTIME.md"));
  std::size_t rows = 0;
  bool in_table = false;
  for (std::string line; std::getline(page, line);) {
    if (line.starts_with("## ")) in_table = line == "## Defaults";
    if (!in_table || line.find("| `") == line.npos) continue;
    ++rows;
    for (const auto& [name, value] : constants()) {
      if (line.find("`" + name + "`") == line.npos) continue;
      CAPTURE(name);
      CHECK_MESSAGE(line.find("| " + value + " |") != line.npos, line);
    }
  }
  CHECK(rows >= 24);
}
