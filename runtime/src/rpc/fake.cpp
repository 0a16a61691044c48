// The part of fakes that is no template: the server behind a fake's client, and what a fake says
// that was given no answer.
#include "idl/fake.h"

#include <atomic>

#include "idl/descriptors.h"

namespace idl {

Error detail::no_fake_answer(std::string_view method) {
  return {Code::Unimplemented, "the fake was given no answer for " + std::string(method)};
}

Channel FakeHost::channel(Service& service) {
  static std::atomic<unsigned> hosts{0};
  const std::lock_guard lock(mutex_);
  if (!channel_) {
    server_.emplace(ServerOptions{.max_descriptors = detail::kMaxDescriptors});
    server_->add(service).value();
    const std::string address = "memory:idl-fake-" + std::to_string(++hosts);
    channel_ = Channel::connect(server_->listen(address).value(),
                                {.max_descriptors = detail::kMaxDescriptors})
                   .value();
  }
  return *channel_;
}

}  // namespace idl
