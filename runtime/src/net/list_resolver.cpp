// The resolver that knows everything from the start: for programs that hand a channel a resolver
// whatever they were told.
#include <utility>

#include "idl/resolver.h"

namespace idl {
namespace {

class ListResolver final : public Resolver {
 public:
  explicit ListResolver(std::vector<Address> addresses) : addresses_(std::move(addresses)) {}

  Result<std::vector<Address>> resolve(TimePoint) override { return addresses_; }
  std::optional<Duration> refresh_after() const override { return std::nullopt; }

 private:
  const std::vector<Address> addresses_;
};

}  // namespace

Result<std::shared_ptr<Resolver>> list_resolver(std::vector<Address> addresses) {
  if (addresses.empty()) {
    return Error{.code = Code::AddressInvalid,
                 .message = "the list of addresses is empty: name at least one server"};
  }
  if (addresses.size() > kMaxEndpoints) {
    return Error{.code = Code::AddressInvalid,
                 .message = "the list has " + std::to_string(addresses.size()) +
                            " addresses, a channel uses at most " + std::to_string(kMaxEndpoints)};
  }
  return std::shared_ptr<Resolver>(std::make_shared<ListResolver>(std::move(addresses)));
}

}  // namespace idl
