// Reads whatever a file of addresses may hold. What comes out keeps to the limits of the header,
// and every address stands for itself when it is written again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "idl/resolver.h"
#include "net/address_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto list = idl::detail::parse_address_list(text);
  if (list.addresses.size() > idl::kMaxEndpoints) std::abort();
  if (list.problems.size() > idl::detail::kMaxAddressProblems + 1) std::abort();
  for (const idl::Address& address : list.addresses) {
    const auto again = idl::parse_address(to_string(address));
    if (!again || *again != address) std::abort();
  }
  return 0;
}
