// Closing and duplicating, through the seam of system calls. A failure to close is not reported:
// the descriptor is gone all the same.
#include "idl/fd.h"

#include "base/system.h"
#include "base/system_error.h"
#include "idl/descriptors.h"

namespace idl {

void Fd::reset(int fd) noexcept {
  const int old = std::exchange(fd_, fd);
  if (old >= 0 && old != fd) {
    detail::real_system().close(old);
  }
}

Result<Fd> Fd::duplicate() const {
  if (fd_ < 0) {
    return Error{.code = Code::InvalidArgument, .message = "there is no descriptor to duplicate"};
  }
  const auto made = detail::real_system().duplicate(fd_);
  if (made.ok()) return Fd(made.value);
  return detail::system_error("cannot duplicate descriptor " + std::to_string(fd_), made.error);
}

namespace detail {

void DescriptorSink::add(const Fd& fd) {
  if (failure_) return;
  auto duplicate = fd.duplicate();
  if (duplicate) {
    descriptors_.push_back(*std::move(duplicate));
  } else {
    failure_ = duplicate.error();
  }
}

Result<Descriptors> DescriptorSink::take() {
  if (failure_) return *std::move(failure_);
  return std::exchange(descriptors_, {});
}

}  // namespace detail
}  // namespace idl
