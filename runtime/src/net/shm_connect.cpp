// The connecting side of a rendezvous: it connects to the Unix socket, waits for the memory and
// checks it. What it is handed comes from whoever listens there, and is trusted in nothing.
#include <array>
#include <string>

#include "base/system_error.h"
#include "base/unique_fd.h"
#include "net/connect_attempt.h"
#include "net/raw_address.h"
#include "net/shm_memory.h"
#include "net/shm_rendezvous.h"
#include "net/shm_transport.h"
#include "net/shm_welcome.h"
#include "net/socket_transport.h"

namespace idl::detail {
namespace {

// What came over the socket, checked as far as the bytes go.
struct Welcome {
  std::uint32_t ring_bytes = 0;
  UniqueFd memory;
};

class ShmVisit {
 public:
  ShmVisit(World world, const ShmAddress& address, TimePoint deadline)
      : world_(world), address_(address), deadline_(deadline) {}

  Result<std::unique_ptr<Transport>> run();

 private:
  Result<Welcome> receive(int socket);
  Result<Welcome> receive_once(int socket);
  Error failed(Code code, const std::string& why) const;

  World world_;
  const Address address_;
  TimePoint deadline_;
};

Result<std::unique_ptr<Transport>> ShmVisit::run() {
  const RawAddress target = to_raw(UnixAddress{std::get<ShmAddress>(address_).path});
  auto socket = ConnectAttempt(world_, address_, target, deadline_).run();
  if (!socket) return socket.error();
  const auto welcome = receive(socket->get());
  if (!welcome) return welcome.error();
  auto memory = ShmMemory::adopt(world_.system, welcome->memory.get(), welcome->ring_bytes);
  if (!memory) return failed(memory.error().code, memory.error().message);
  auto line = make_socket_transport(world_.system, *std::move(socket), address_);
  return make_shm_transport(world_.system, *std::move(memory), ShmSide::Connected, std::move(line),
                            address_);
}

Result<Welcome> ShmVisit::receive(int socket) {
  const auto waited = wait_for(world_, socket, Interest::Read, deadline_);
  if (!waited) return waited.error();
  if (*waited == WaitOutcome::DeadlinePassed) {
    return failed(Code::DeadlineExceeded, "the deadline passed while waiting for its memory");
  }
  return receive_once(socket);
}

// The welcome is so short that the system never splits it.
Result<Welcome> ShmVisit::receive_once(int socket) {
  std::array<std::byte, kShmWelcomeBytes> bytes;
  const auto received = retry_interrupted([&] { return world_.system.receive_fd(socket, bytes); });
  if (!received.ok()) {
    return system_error("cannot connect to " + to_string(address_), received.error);
  }
  Welcome welcome{.memory = UniqueFd(received.value.fd)};
  if (received.value.bytes == 0) {
    return failed(Code::Unavailable,
                  "it closed the connection at once; perhaps it does not admit this user");
  }
  const auto ring_bytes = decode_shm_welcome(std::span(bytes).first(received.value.bytes));
  if (!ring_bytes || !welcome.memory) {
    return failed(Code::ProtocolError,
                  "somebody listens there, but not for shm: in a version that this side knows");
  }
  welcome.ring_bytes = *ring_bytes;
  return welcome;
}

Error ShmVisit::failed(Code code, const std::string& why) const {
  return {.code = code,
          .message = "cannot connect to " + to_string(address_) + ": " + why,
          .origin = Origin::Transport};
}

}  // namespace

Result<std::unique_ptr<Transport>> connect_shm(World world, const ShmAddress& address,
                                               TimePoint deadline) {
  return ShmVisit(world, address, deadline).run();
}

}  // namespace idl::detail
