// One inquiry at a time is under way, aside. Who knows addresses already does not wait for it: its
// answer is taken by whoever asks next.
#include "net/name_resolver.h"

#include <algorithm>
#include <utility>

#include "net/raw_address.h"

namespace idl::detail {

NameResolver::NameResolver(World world, TcpAddress name, Duration refresh_after)
    : world_(world), name_(std::move(name)), refresh_after_(refresh_after) {}

Result<std::vector<Address>> NameResolver::resolve(TimePoint deadline) {
  const auto inquiry = inquire();
  if (!inquiry) return inquiry.error();
  const bool may_wait = [this] {
    const std::lock_guard lock(mutex_);
    return known_.empty();
  }();
  return conclude(**inquiry, (*inquiry)->wait(may_wait ? deadline : TimePoint::min()));
}

std::optional<Duration> NameResolver::refresh_after() const {
  const std::lock_guard lock(mutex_);
  return under_way_ == nullptr ? refresh_after_ : std::min(refresh_after_, kInquiryPoll);
}

Result<std::shared_ptr<NameInquiry>> NameResolver::inquire() {
  const std::lock_guard lock(mutex_);
  if (under_way_ == nullptr) {
    auto begun = NameInquiry::begin(world_, name_);
    if (!begun) return begun.error();
    under_way_ = *std::move(begun);
  }
  return under_way_;
}

Result<std::vector<Address>> NameResolver::conclude(const NameInquiry& inquiry,
                                                    const Result<std::vector<RawAddress>>& answer) {
  const std::lock_guard lock(mutex_);
  const bool over = answer || answer.error().code != Code::DeadlineExceeded;
  if (over && under_way_.get() == &inquiry) under_way_.reset();
  if (answer) {
    known_.clear();
    for (const RawAddress& raw : *answer) known_.push_back(from_raw(raw));
  } else if (known_.empty()) {
    return answer.error();
  }
  return known_;
}

}  // namespace idl::detail

namespace idl {

Result<std::shared_ptr<Resolver>> name_resolver(std::string_view address, Duration refresh_after) {
  const auto parsed = parse_address(address);
  if (!parsed) return parsed.error();
  const auto* name = std::get_if<TcpAddress>(&*parsed);
  if (name == nullptr) {
    return Error{.code = Code::AddressInvalid,
                 .message = "address '" + to_string(*parsed) +
                            "': only the host of a tcp:HOST:PORT is a name to resolve"};
  }
  return std::shared_ptr<Resolver>(
      std::make_shared<detail::NameResolver>(detail::real_world(), *name, refresh_after));
}

}  // namespace idl
