// Taking sockets over, each once.
// Whether the descriptor is a socket at all is asked by whoever takes it.
#include "net/offers.h"

namespace idl::detail {

Offers& Offers::of_process() {
  static Offers* const offers = new Offers;
  return *offers;
}

FdAddress Offers::offer(UniqueFd socket) {
  const std::lock_guard lock(mutex_);
  const int number = socket.get();
  taken_.erase(number);
  offered_[number] = std::move(socket);
  return {number};
}

void Offers::withdraw(const FdAddress& address) {
  const std::lock_guard lock(mutex_);
  offered_.erase(address.number);
}

Result<UniqueFd> Offers::take(System& system, const FdAddress& address) {
  const std::lock_guard lock(mutex_);
  const std::string text = to_string(Address(address));
  if (!taken_.insert(address.number).second) {
    return Error{.code = Code::Unavailable,
                 .message = text +
                            " was taken over before: an inherited connection cannot be made "
                            "again",
                 .origin = Origin::Local};
  }
  if (auto offered = offered_.extract(address.number)) return std::move(offered.mapped());
  if (system.describe_socket(address.number).error == std::errc::bad_file_descriptor) {
    taken_.erase(address.number);
    return Error{.code = Code::AddressInvalid,
                 .message = text +
                            " is no open descriptor: whoever starts this process has to "
                            "pass it"};
  }
  return UniqueFd(address.number);
}

}  // namespace idl::detail
