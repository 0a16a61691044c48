// What a channel tells of its connections, so that a client can say again what the server has
// forgotten with the last one: its subscriptions, for example.
#pragma once

#include "idl/error.h"

namespace idl {

class Channel;

/// Hears of a channel's connections (ChannelOptions::listener), of each in order, on a thread of
/// the channel that may block. Calls may be made in both functions. While on_connected() runs,
/// nobody reads what comes without being waited for: calls of the peer (ChannelOptions::serve) and
/// answers for coroutines and callbacks.
class ChannelListener {
 public:
  virtual ~ChannelListener() = default;

  /// There is a connection: the first, or another after one was lost.
  virtual void on_connected(const Channel& channel) = 0;

  /// The connection is over, because of `why`. A call makes the next one.
  virtual void on_lost(const Channel& channel, const Error& why) = 0;
};

}  // namespace idl
