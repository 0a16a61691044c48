// The connecting side of a rendezvous: it connects to the Unix socket, waits for the memory and
// checks it. What it is handed comes from whoever listens there, and is trusted in nothing.
#include <array>
#include <memory>
#include <string>
#include <utility>
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

class ShmVisit final : public Dial {
 public:
  ShmVisit(World world, const ShmAddress& address, TimePoint deadline)
      : world_(world),
        address_(address),
        deadline_(deadline),
        attempt_(world, address_, to_raw(UnixAddress{address.path}), deadline) {}

  Result<std::unique_ptr<Transport>> step() override;
  DialWait waits_for() const override;

 private:
  Result<std::unique_ptr<Transport>> receive();
  Result<std::unique_ptr<Transport>> enter(BytesView bytes, std::vector<Fd> descriptors);
  Result<Welcome> check(BytesView bytes, std::vector<Fd> descriptors) const;
  Error failed(Code code, const std::string& why) const;

  World world_;
  const Address address_;
  TimePoint deadline_;
  ConnectAttempt attempt_;
  std::unique_ptr<Transport> line_;  // null: the attempt is under way
};

Result<std::unique_ptr<Transport>> ShmVisit::step() {
  if (line_ == nullptr) {
    auto socket = attempt_.step();
    if (!socket) return socket.error();
    if (!*socket) return nullptr;
    line_ = make_socket_transport(world_.system, *std::move(socket), address_);
  }
  return receive();
}

DialWait ShmVisit::waits_for() const {
  if (line_ == nullptr) return attempt_.waits_for();
  return {line_->poll_fd(), Interest::Read, deadline_};
}

// One read: the welcome is so short that the system never splits it.
Result<std::unique_ptr<Transport>> ShmVisit::receive() {
  std::array<std::byte, kShmWelcomeBytes> bytes;
  std::vector<Fd> descriptors;
  const IoOutcome received = line_->read_with(bytes, descriptors);
  switch (received.status) {
    case IoStatus::Done:
      return enter(BytesView(bytes).first(received.bytes), std::move(descriptors));
    case IoStatus::WouldBlock:
      if (world_.clock.now() < deadline_) return nullptr;
      return failed(Code::DeadlineExceeded, "the deadline passed while waiting for its memory");
    case IoStatus::Failed:
      return failed(received.error->code, received.error->message);
    case IoStatus::Closed:
      break;
  }
  return failed(Code::Unavailable,
                "it closed the connection at once; perhaps it does not admit this user, or has "
                "no memory or descriptors left");
}

Result<std::unique_ptr<Transport>> ShmVisit::enter(BytesView bytes, std::vector<Fd> descriptors) {
  const auto welcome = check(bytes, std::move(descriptors));
  if (!welcome) return welcome.error();
  auto memory = ShmMemory::adopt(world_.system, welcome->memory.get(), welcome->ring_bytes);
  if (!memory) return failed(memory.error().code, memory.error().message);
  // The other side waits for that before it touches the memory.
  if (!ring_shm_bell(*line_)) return failed(Code::Unavailable, "it closed the connection at once");
  return make_shm_transport(world_.system, {*std::move(memory), ShmSide::Connected},
                            std::move(line_), address_);
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

std::unique_ptr<Dial> dial_shm(World world, const ShmAddress& address, TimePoint deadline) {
  return std::make_unique<ShmVisit>(world, address, deadline);
}

Result<std::unique_ptr<Transport>> connect_shm(World world, const ShmAddress& address,
                                               TimePoint deadline) {
  ShmVisit visit(world, address, deadline);
  return complete(world, visit);
}

}  // namespace idl::detail
