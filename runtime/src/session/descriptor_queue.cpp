// First in, first out: descriptors arrive no later than the first byte of the frame that announces
// them, and no earlier than what was sent before it.
#include "session/descriptor_queue.h"

#include <iterator>

#include "frame/descriptor_count.h"

namespace idl::detail {
namespace {

Error broken(std::string_view text) {
  return {.code = Code::ProtocolError, .message = std::string(text)};
}

}  // namespace

void DescriptorQueue::arrive(Descriptors descriptors) {
  std::move(descriptors.begin(), descriptors.end(), std::back_inserter(arrived_));
}

std::optional<Error> DescriptorQueue::claim(const Frame& frame) {
  const auto count = announced_descriptors(frame);
  if (!count) return broken("a message brings no descriptors, or more than are allowed");
  if (*count == 0) return std::nullopt;
  if (!agreed_) return broken("the peer sent descriptors without the feature for it");
  if (*count > arrived_.size()) return broken("descriptors that a frame announced did not come");
  const auto end = arrived_.begin() + static_cast<std::ptrdiff_t>(*count);
  claimed_.assign(std::move_iterator(arrived_.begin()), std::move_iterator(end));
  arrived_.erase(arrived_.begin(), end);
  return std::nullopt;
}

std::optional<Error> DescriptorQueue::find_strays(bool incomplete) const {
  if (arrived_.size() <= (incomplete ? kMaxDescriptors : 0)) [[likely]]
    return std::nullopt;
  return broken("the peer sent descriptors that no frame announced");
}

void DescriptorQueue::clear() {
  arrived_.clear();
  claimed_.clear();
}

}  // namespace idl::detail
