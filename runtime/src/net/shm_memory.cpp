// Making, sealing, checking, mapping. The order matters at both ends: its size is sealed before
// anybody else has it, it is checked before it is mapped, and no page can be taken out of it before
// it is touched.
#include "net/shm_memory.h"

#include <fcntl.h>
#include <linux/magic.h>

#include <bit>
#include <string>

#include "base/system_error.h"

namespace idl::detail {
namespace {

// The size can never change again.
constexpr int kSizeSeals = F_SEAL_SHRINK | F_SEAL_GROW;

// Whoever has mapped it may write to it. But nobody else can map it for that, or write to the file
// by any other way, of which one makes holes in it.
constexpr int kPageSeals = F_SEAL_FUTURE_WRITE | F_SEAL_SEAL;

std::size_t total_bytes(std::size_t ring_bytes) { return kShmRingsOffset + 2 * ring_bytes; }

Error cannot_share(std::errc reason) {
  Error error = system_error("cannot set up the shared memory of a connection", reason);
  if (reason == std::errc::file_too_large) {
    error.code = Code::ResourceExhausted;
    error.message += "; raise the limit of the size of files (ulimit -f)";
  } else if (reason == std::errc::no_space_on_device) {
    error.code = Code::ResourceExhausted;
    error.message += "; there is too little memory left";
  }
  return error;
}

// The system does not let this process write to what it was handed.
bool is_forbidden(std::errc reason) {
  return reason == std::errc::operation_not_permitted || reason == std::errc::permission_denied;
}

// Gives every page its place now, where a lack of memory is an error and no signal.
Result<void> reserve(System& system, int fd, std::size_t bytes) {
  const auto reserved = retry_interrupted([&] { return system.reserve_memory(fd, bytes); });
  if (!reserved.ok()) return cannot_share(reserved.error);
  return {};
}

bool has_seals(System& system, int fd, int wanted) {
  const auto seals = system.seals(fd);
  return seals.ok() && (seals.value & wanted) == wanted;
}

Error not_acceptable(const std::string& what) {
  return {.code = Code::ProtocolError,
          .message = "the peer's shared memory is not safe to use: " + what,
          .origin = Origin::Transport};
}

}  // namespace

bool is_shm_ring_size(std::size_t bytes) {
  return std::has_single_bit(bytes) && bytes >= kMinShmRingBytes && bytes <= kMaxShmRingBytes;
}

ShmMemory::~ShmMemory() {
  if (memory_ != nullptr) system_->unmap(memory_, total_bytes(ring_bytes_));
}

Result<std::pair<ShmMemory, Fd>> ShmMemory::make(System& system, std::size_t ring_bytes) {
  const auto made = system.make_memory();
  if (!made.ok()) return cannot_share(made.error);
  Fd fd(made.value);
  auto reserved = reserve(system, fd.get(), total_bytes(ring_bytes));
  if (!reserved) return reserved.error();
  const auto sealed = system.add_seals(fd.get(), kSizeSeals);
  if (!sealed.ok()) return cannot_share(sealed.error);
  const auto mapped = system.map(fd.get(), total_bytes(ring_bytes));
  if (!mapped.ok()) return cannot_share(mapped.error);
  return std::pair(ShmMemory(system, mapped.value, ring_bytes), std::move(fd));
}

Result<ShmMemory> ShmMemory::adopt(System& system, int fd, std::size_t ring_bytes) {
  // Only a memfd has seals.
  if (!has_seals(system, fd, kSizeSeals)) {
    return not_acceptable("it is not a memfd whose size is sealed");
  }
  // Huge pages may be missing when they are touched first; ordinary ones are not.
  const auto kind = system.file_system(fd);
  if (!kind.ok() || kind.value != TMPFS_MAGIC) {
    return not_acceptable("it is not made of ordinary pages");
  }
  const auto file = system.describe_file(fd);
  const std::size_t bytes = total_bytes(ring_bytes);
  if (!file.ok() || file.value.st_size != static_cast<off_t>(bytes)) {
    return not_acceptable("it does not have the " + std::to_string(bytes) +
                          " bytes that were announced");
  }
  const auto mapped = system.map(fd, bytes);
  if (is_forbidden(mapped.error)) return not_acceptable("it may not be written");
  if (!mapped.ok()) return cannot_share(mapped.error);
  ShmMemory memory(system, mapped.value, ring_bytes);
  if (auto kept = memory.keep_pages(fd); !kept) return kept.error();
  return memory;
}

Result<void> ShmMemory::keep_pages(int fd) const {
  // It fails where the other side has sealed already.
  const auto sealed = system_->add_seals(fd, kPageSeals);
  if (sealed.error == std::errc::invalid_argument) {
    Error error = cannot_share(sealed.error);
    error.message += "; it needs Linux 5.1 or newer";
    return error;
  }
  if (!sealed.ok() && sealed.error != std::errc::operation_not_permitted) {
    return cannot_share(sealed.error);
  }
  if (!has_seals(*system_, fd, kPageSeals)) {
    return not_acceptable("pages could be taken out of it");
  }
  // Those that were taken out before.
  return reserve(*system_, fd, total_bytes(ring_bytes_));
}

ShmLane& ShmMemory::lane(std::size_t direction) const {
  return *reinterpret_cast<ShmLane*>(memory_ + direction * kShmLaneBytes);
}

std::span<std::byte> ShmMemory::ring(std::size_t direction) const {
  return {memory_ + kShmRingsOffset + direction * ring_bytes_, ring_bytes_};
}

}  // namespace idl::detail
