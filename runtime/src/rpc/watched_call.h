// The way of a call past those who look on at its channel; calls of other channels never come here.
// The rest of ClientCall is in client_call.cpp.
#pragma once

#include <memory>

#include "idl/client_call.h"
#include "idl/result.h"

namespace idl::detail {

/// Queues a one-way call; as send_one_way(), but nobody looks on.
Result<void> queue_one_way(const std::shared_ptr<CallRoute>& route, const CallStart& start);

/// The same, past those who look on.
Result<void> send_one_way_watched(const std::shared_ptr<CallRoute>& route, const CallStart& start);

/// A call is tried once more, over another connection.
void note_retry(const CallRoute& route);

}  // namespace idl::detail
