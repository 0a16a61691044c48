// The client's side of the example: a walk through all calls of the service, each told on standard
// output.
#pragma once

#include <vector>

#include "order_file.h"
#include "orders.rpc.h"

namespace shop {

/// Places all wishes, reads some orders back, meets a declared error and lets a deadline expire.
/// True if everything went as it should; otherwise it has said what did not.
bool take_tour(const v1::OrderService::Client& orders, const std::vector<Wish>& wishes);

}  // namespace shop
