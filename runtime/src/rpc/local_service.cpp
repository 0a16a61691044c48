// Numbering services. Two of one connection never share a number: where they would, after 4 billion
// of them, the second is refused.
#include "rpc/local_service.h"

#include <atomic>
#include <utility>

#include "base/check.h"
#include "idl/references.h"

namespace idl::detail {
namespace {

std::uint32_t next_number() {
  static std::atomic<std::uint32_t> last{0};
  std::uint32_t number = 0;
  while (number == 0 || number == kNoReference) number = ++last;
  return number;
}

}  // namespace

LocalService::LocalService(std::shared_ptr<Service> service) : number_(next_number()) {
  check(service != nullptr, "a reference needs a service, not a null pointer");
  const auto added = methods_.add(std::move(service));
  check(static_cast<bool>(added), "two methods of one service have the same id");
}

}  // namespace idl::detail
