// An eventfd and a flag: the flag spares the system call when the descriptor is readable already.
// The order of flag and system call on both sides is what makes sure that no wake is lost.
#include "loop/waker.h"

#include "base/system_error.h"

namespace idl::detail {

Result<std::unique_ptr<Waker>> Waker::create(System& system) {
  const auto made = system.make_eventfd();
  if (!made.ok()) {
    return system_error("cannot make an eventfd", made.error);
  }
  return std::unique_ptr<Waker>(new Waker(system, UniqueFd(made.value)));
}

void Waker::wake() {
  if (awake_.exchange(true, std::memory_order_acq_rel)) {
    return;
  }
  // It can fail only by interruption: the count is far from its limit.
  (void)retry_interrupted([&] { return system_.write_eventfd(fd_.get(), 1); });
}

void Waker::clear() {
  // In this order: a wake in between finds the flag set and writes nothing, but the caller has yet
  // to look for work. In the other order its write would be swallowed and the flag stay set.
  (void)retry_interrupted([&] { return system_.read_eventfd(fd_.get()); });
  (void)awake_.exchange(false, std::memory_order_acq_rel);
}

}  // namespace idl::detail
