// The listening side of a rendezvous: a listener for Unix sockets whose connections get a memory
// before anybody sees them. It makes the memory, so that it is never handed a descriptor, and so
// that its user is the one who decides how big rings are.
#include <array>
#include <string>

#include "net/shm_memory.h"
#include "net/shm_rendezvous.h"
#include "net/shm_transport.h"
#include "net/shm_welcome.h"
#include "net/socket_listener.h"

namespace idl::detail {
namespace {

class ShmListener final : public Listener {
 public:
  ShmListener(System& system, std::unique_ptr<Listener> door, const ShmAddress& address,
              std::size_t ring_bytes)
      : system_(system), door_(std::move(door)), address_(address), ring_bytes_(ring_bytes) {}

  AcceptOutcome accept() override;
  int poll_fd() const override { return door_->poll_fd(); }
  const Address& address() const override { return address_; }
  void close() override { door_->close(); }

 private:
  AcceptOutcome welcome(std::unique_ptr<Transport> line);

  System& system_;
  const std::unique_ptr<Listener> door_;
  const Address address_;
  const std::size_t ring_bytes_;
};

AcceptOutcome ShmListener::accept() {
  AcceptOutcome outcome = door_->accept();
  if (outcome.status == AcceptStatus::Accepted) return welcome(std::move(outcome.transport));
  // A peer that waits for a memory would not understand a last word on the socket, but its end.
  outcome.transport.reset();
  return outcome;
}

AcceptOutcome ShmListener::welcome(std::unique_ptr<Transport> line) {
  auto made = ShmMemory::make(system_, ring_bytes_);
  if (!made) return {.status = AcceptStatus::Failed, .error = made.error()};
  auto& [memory, fd] = *made;
  const auto message = encode_shm_welcome(static_cast<std::uint32_t>(ring_bytes_));
  const std::array<std::span<const std::byte>, 1> pieces{message};
  IoOutcome sent = line->write_with(pieces, {&fd, 1});
  // It cannot be that it has to wait: nothing was on the socket before.
  if (sent.status == IoStatus::Failed) {
    return {.status = AcceptStatus::Refused, .error = std::move(sent.error)};
  }
  return {.status = AcceptStatus::Accepted,
          .transport =
              make_shm_transport(system_, {std::move(memory), ShmSide::Listened, std::move(fd)},
                                 std::move(line), address_)};
}

// Makes a memory as each connection gets one, and lets it go: what the system does not do here, for
// want of rights or within its limits, is said to who starts the server, and not to every peer.
Result<void> try_memory(System& system, std::size_t ring_bytes) {
  const auto made = ShmMemory::make(system, ring_bytes);
  if (!made) return made.error();
  return made->first.keep_pages(made->second.get());
}

Error cannot_listen_shm(const ShmAddress& address, Error reason) {
  reason.message = "cannot listen at " + to_string(Address(address)) + ": " + reason.message;
  return reason;
}

Error impossible_rings(const ShmAddress& address, std::size_t bytes) {
  return cannot_listen_shm(
      address, {.code = Code::InvalidArgument,
                .message = std::to_string(bytes) +
                           " bytes for a ring (ListenOptions::shm_ring_bytes); it has to be a "
                           "power of two from 4096 to 67108864"});
}

}  // namespace

Result<std::unique_ptr<Listener>> listen_shm(World world, const ShmAddress& address,
                                             const ListenOptions& options) {
  if (!is_shm_ring_size(options.shm_ring_bytes)) {
    return impossible_rings(address, options.shm_ring_bytes);
  }
  if (auto tried = try_memory(world.system, options.shm_ring_bytes); !tried) {
    return cannot_listen_shm(address, tried.error());
  }
  auto door = listen_unix(world, UnixAddress{address.path}, options);
  if (!door) {
    Error error = door.error();
    error.message = to_string(Address(address)) + " meets at a Unix socket: " + error.message;
    return error;
  }
  return std::make_unique<ShmListener>(world.system, *std::move(door), address,
                                       options.shm_ring_bytes);
}

}  // namespace idl::detail
