// Taking sockets over, each once.
// Whether the descriptor is a socket at all is asked by whoever takes it.
#include "net/offers.h"

namespace idl::detail {
namespace {

Error gone(const FdAddress& address, const char* why) {
  return {.code = Code::Unavailable,
          .message = to_string(Address(address)) + why,
          .origin = Origin::Local};
}

}  // namespace

Offers& Offers::of_process() {
  static Offers* const offers = new Offers;
  return *offers;
}

FdAddress Offers::offer(UniqueFd socket) {
  const std::lock_guard lock(mutex_);
  offered_[next_offer_] = std::move(socket);
  return {next_offer_++};
}

void Offers::withdraw(const FdAddress& address) {
  const std::lock_guard lock(mutex_);
  offered_.erase(address.number);
}

Result<UniqueFd> Offers::take(System& system, const FdAddress& address) {
  const std::lock_guard lock(mutex_);
  if (address.number >= kFirstOffer) return take_offered(address);
  return take_inherited(system, address);
}

Result<UniqueFd> Offers::take_offered(const FdAddress& address) {
  if (auto offered = offered_.extract(address.number)) return std::move(offered.mapped());
  if (address.number < next_offer_) {
    return gone(address,
                " was taken over, or withdrawn, before: the connection cannot be made again");
  }
  return Error{.code = Code::AddressInvalid,
               .message = to_string(Address(address)) +
                          " is no descriptor, and nothing was offered under this number"};
}

Result<UniqueFd> Offers::take_inherited(System& system, const FdAddress& address) {
  if (!taken_.insert(address.number).second) {
    return gone(address, " was taken over before: an inherited connection cannot be made again");
  }
  if (system.describe_socket(address.number).error == std::errc::bad_file_descriptor) {
    taken_.erase(address.number);
    return Error{.code = Code::AddressInvalid,
                 .message = to_string(Address(address)) +
                            " is no open descriptor: whoever starts this process has to "
                            "pass it"};
  }
  return UniqueFd(address.number);
}

}  // namespace idl::detail
