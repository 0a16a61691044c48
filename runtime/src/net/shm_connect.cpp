// The connecting side of a rendezvous: it connects to the Unix socket, waits for the memory and
// checks it. What it is handed comes from whoever listens there, and is trusted in nothing.
#include <array>
#include <string>
#include <vector>

#include "idl/bytes.h"
#include "idl/fd.h"
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
  Fd memory;
};

class ShmVisit {
 public:
  ShmVisit(World world, const ShmAddress& address, TimePoint deadline)
      : world_(world), address_(address), deadline_(deadline) {}

  Result<std::unique_ptr<Transport>> run();

 private:
  Result<Welcome> receive(Transport& line);
  Result<Welcome> check(BytesView bytes, std::vector<Fd> descriptors) const;
  Error failed(Code code, const std::string& why) const;

  World world_;
  const Address address_;
  TimePoint deadline_;
};

Result<std::unique_ptr<Transport>> ShmVisit::run() {
  const RawAddress target = to_raw(UnixAddress{std::get<ShmAddress>(address_).path});
  auto socket = ConnectAttempt(world_, address_, target, deadline_).run();
  if (!socket) return socket.error();
  auto line = make_socket_transport(world_.system, *std::move(socket), address_);
  const auto welcome = receive(*line);
  if (!welcome) return welcome.error();
  auto memory = ShmMemory::adopt(world_.system, welcome->memory.get(), welcome->ring_bytes);
  if (!memory) return failed(memory.error().code, memory.error().message);
  // The other side waits for that before it touches the memory.
  if (!ring_shm_bell(*line)) return failed(Code::Unavailable, "it closed the connection at once");
  return make_shm_transport(world_.system, {*std::move(memory), ShmSide::Connected},
                            std::move(line), address_);
}

// One read: the welcome is so short that the system never splits it. An early end of the wait is
// none, for nothing was read before.
Result<Welcome> ShmVisit::receive(Transport& line) {
  const auto waited = wait_for(world_, line.poll_fd(), Interest::Read, deadline_);
  if (!waited) return waited.error();
  if (*waited == WaitOutcome::DeadlinePassed) {
    return failed(Code::DeadlineExceeded, "the deadline passed while waiting for its memory");
  }
  std::array<std::byte, kShmWelcomeBytes> bytes;
  std::vector<Fd> descriptors;
  const IoOutcome received = line.read_with(bytes, descriptors);
  if (received.status == IoStatus::Failed) {
    return failed(received.error->code, received.error->message);
  }
  if (received.status != IoStatus::Done) {
    return failed(Code::Unavailable,
                  "it closed the connection at once; perhaps it does not admit this user, or has "
                  "no memory or descriptors left");
  }
  return check(BytesView(bytes).first(received.bytes), std::move(descriptors));
}

Result<Welcome> ShmVisit::check(BytesView bytes, std::vector<Fd> descriptors) const {
  const auto ring_bytes = decode_shm_welcome(bytes);
  if (!ring_bytes || descriptors.size() != 1) {
    return failed(Code::ProtocolError,
                  "somebody listens there, but not for shm: in a version that this side knows");
  }
  return Welcome{*ring_bytes, std::move(descriptors.front())};
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
