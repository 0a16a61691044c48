// The queue's memory: it slides its bytes to the front before it grows, and grows by doubling. What
// the bytes mean is nobody's business here.
#include "base/buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/check.h"

namespace idl::detail {
namespace {

// The first allocation: enough for a few small messages, little for an idle connection.
constexpr std::size_t kSmallestCapacity = 512;

}  // namespace

Buffer& Buffer::operator=(Buffer&& other) noexcept {
  storage_ = std::move(other.storage_);
  capacity_ = std::exchange(other.capacity_, 0);
  begin_ = std::exchange(other.begin_, 0);
  end_ = std::exchange(other.end_, 0);
  return *this;
}

void Buffer::append(std::span<const std::byte> bytes) {
  if (bytes.empty()) {
    return;
  }
  std::memcpy(prepare(bytes.size()).data(), bytes.data(), bytes.size());
  commit(bytes.size());
}

void Buffer::release() { *this = Buffer(); }

void Buffer::make_room(std::size_t count) {
  const std::size_t used = size();
  // Sliding moves at most as many bytes as were consumed before, so that it stays linear overall.
  if (used <= begin_ && capacity_ - used >= count) {
    std::memcpy(storage_.get(), storage_.get() + begin_, used);
  } else {
    capacity_ = std::max({kSmallestCapacity, 2 * capacity_, used + count});
    auto larger = std::make_unique_for_overwrite<std::byte[]>(capacity_);
    if (used != 0) {
      std::memcpy(larger.get(), storage_.get() + begin_, used);
    }
    storage_ = std::move(larger);
  }
  begin_ = 0;
  end_ = used;
}

}  // namespace idl::detail
