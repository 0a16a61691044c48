// The text of a file of addresses. Whoever writes that file may write anything, so nothing in it is
// trusted; reading the file is file_resolver.cpp's business.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "idl/address.h"

namespace idl::detail {

/// Lines that are longer hold no address, whatever they hold.
inline constexpr std::size_t kMaxAddressLineBytes = 512;

/// How many bad lines are told of one by one.
inline constexpr std::size_t kMaxAddressProblems = 16;

struct AddressList {
  std::vector<Address> addresses;     ///< In their order, each once; at most kMaxEndpoints.
  std::vector<std::string> problems;  ///< "line 3: …"; at most kMaxAddressProblems and one more.
};

/// Reads one address a line. Bad lines are problems, and the others count all the same.
[[nodiscard]] AddressList parse_address_list(std::string_view text);

}  // namespace idl::detail
