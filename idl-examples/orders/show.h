// How the example prints orders and failures on a terminal. It makes the text; printing it is the
// caller's business.
#pragma once

#include <string>

#include "orders.rpc.h"

namespace shop {

/// One line: number, customer, what it costs, how it is paid.
std::string show(const v1::Order& order);

/// One line: what failed, and whether the call may have run.
std::string show(const idl::Error& error);

}  // namespace shop
