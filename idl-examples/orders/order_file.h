// The client's data: the orders that customers want to place. They are rows of data/, read at run
// time; nothing of them is written in the code.
#pragma once

#include <string>
#include <vector>

#include "orders.idl.h"

namespace shop {

/// What a customer asks for; the shop makes an order of it.
struct Wish {
  v1::CustomerId customer;
  std::vector<v1::LineItem> lines;
  v1::Payment payment;
  v1::Labels labels;
};

/// All wishes of the file. Throws std::runtime_error that names the line if one does not read.
std::vector<Wish> read_wishes(const std::string& path);

}  // namespace shop
