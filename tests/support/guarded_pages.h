// Memory between pages that nobody may touch: whoever reads or writes one byte beside it is ended
// by the system, in every build. Forked processes share it.
#pragma once

#include <doctest/doctest.h>
#include <sys/mman.h>

#include <cstddef>
#include <span>

namespace idl::test {

class GuardedPages {
 public:
  static constexpr std::size_t kPageBytes = 4096;

  /// So many pages of zeros.
  explicit GuardedPages(std::size_t pages) : bytes_(pages * kPageBytes) {
    all_ = ::mmap(nullptr, total(), PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    REQUIRE(all_ != MAP_FAILED);
    REQUIRE(::mprotect(get().data(), bytes_, PROT_READ | PROT_WRITE) == 0);
  }
  ~GuardedPages() { ::munmap(all_, total()); }
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;

  [[nodiscard]] std::span<std::byte> get() const {
    return {static_cast<std::byte*>(all_) + kPageBytes, bytes_};
  }

 private:
  std::size_t total() const { return bytes_ + 2 * kPageBytes; }

  std::size_t bytes_;
  void* all_ = nullptr;
};

}  // namespace idl::test
