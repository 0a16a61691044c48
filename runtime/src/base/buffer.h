// A growable queue of bytes: written at the back, read at the front, without a copy per byte.
// Transports' receive sides and the in-process transport stand on it. It sets no limit of its own:
// whoever fills it keeps to one.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>

#include "base/check.h"

namespace idl::detail {

/// Bytes in order of arrival. Spans that it gives out hold until the next call that is not const.
/// No thread safety of its own.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept
      : storage_(std::move(other.storage_)),
        capacity_(std::exchange(other.capacity_, 0)),
        begin_(std::exchange(other.begin_, 0)),
        end_(std::exchange(other.end_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept;

  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }

  /// What is queued, oldest first.
  std::span<const std::byte> data() const { return {storage_.get() + begin_, size()}; }
  std::span<std::byte> data() { return {storage_.get() + begin_, size()}; }

  /// At least `count` uninitialised bytes behind the queued ones, to be filled and then committed.
  std::span<std::byte> prepare(std::size_t count) {
    if (capacity_ - end_ < count) make_room(count);
    return {storage_.get() + end_, capacity_ - end_};
  }

  /// Queues the first `count` bytes of what the last prepare() gave.
  void commit(std::size_t count) {
    check(count <= capacity_ - end_, "more bytes committed than were prepared");
    end_ += count;
  }

  /// Queues a copy of `bytes`, which must not lie in this buffer.
  void append(std::span<const std::byte> bytes);

  /// Drops the `count` oldest bytes; there must be as many.
  void consume(std::size_t count) {
    check(count <= size(), "more bytes consumed than are queued");
    begin_ += count;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  /// Drops everything and gives the memory back.
  void release();

 private:
  void make_room(std::size_t count);

  std::unique_ptr<std::byte[]> storage_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace idl::detail
