// What an existing socket is good for. One that is connected becomes a transport, or the only
// connection of a listener; one that listens becomes a listener with the rules of all others.
#include "net/inherited.h"

#include <atomic>

#include "base/system_error.h"
#include "net/admission.h"
#include "net/offers.h"
#include "net/raw_address.h"
#include "net/socket_listener.h"
#include "net/socket_transport.h"

namespace idl {
namespace detail {
namespace {

Error unfit(const FdAddress& address, const std::string& why) {
  return {.code = Code::AddressInvalid, .message = to_string(Address(address)) + " " + why};
}

// A socket that was taken over, and what it is.
struct Adopted {
  UniqueFd socket;
  SocketKind kind;
};

Result<Adopted> adopt(System& system, const FdAddress& address) {
  auto taken = Offers::of_process().take(system, address);
  if (!taken) return taken.error();
  const auto kind = system.describe_socket(taken->get());
  if (!kind.ok()) return unfit(address, "is no socket: " + describe(kind.error));
  if (kind.value.type != SOCK_STREAM) return unfit(address, "is no stream socket");
  const auto adopted = system.adopt(taken->get());
  if (!adopted.ok()) {
    return system_error("cannot take over " + to_string(Address(address)), adopted.error);
  }
  return Adopted{*std::move(taken), kind.value};
}

// The socket's own address, where it has one that a peer could use.
Address address_of(System& system, const UniqueFd& socket, const FdAddress& inherited) {
  const auto local = system.local_address(socket.get());
  if (!local.ok()) return inherited;
  const Address address = from_raw(local.value);
  const auto* unnamed = std::get_if<UnixAddress>(&address);
  return unnamed != nullptr && unnamed->path.empty() ? Address(inherited) : address;
}

// What both met at: descriptors travel over all but TCP.
Address met_at(System& system, const Adopted& adopted, const FdAddress& inherited) {
  const bool is_unix = adopted.kind.domain == AF_UNIX;
  return is_unix ? Address(inherited) : address_of(system, adopted.socket, inherited);
}

/// Gives away the one connection that there is. Its descriptor is readable until then.
class OneConnection final : public Listener {
 public:
  OneConnection(System& system, UniqueFd signal, std::unique_ptr<Transport> transport,
                const FdAddress& address)
      : system_(system),
        signal_(std::move(signal)),
        transport_(std::move(transport)),
        address_(address) {
    (void)retry_interrupted([&] { return system_.write_eventfd(signal_.get(), 1); });
  }

  AcceptOutcome accept() override {
    if (closed_.load()) {
      return {.status = AcceptStatus::Failed,
              .error = Error{.code = Code::Cancelled,
                             .message = to_string(address_) + " is closed to connections"}};
    }
    if (transport_ == nullptr) return {.status = AcceptStatus::WouldBlock};
    (void)retry_interrupted([&] { return system_.read_eventfd(signal_.get()); });
    return {.status = AcceptStatus::Accepted, .transport = std::move(transport_)};
  }

  bool serves_once() const override { return true; }
  int poll_fd() const override { return signal_.get(); }
  const Address& address() const override { return address_; }
  void close() override {
    if (closed_.exchange(true)) return;
    (void)retry_interrupted([&] { return system_.write_eventfd(signal_.get(), 1); });
  }

 private:
  System& system_;
  UniqueFd signal_;
  std::unique_ptr<Transport> transport_;
  Address address_;
  std::atomic<bool> closed_{false};
};

// Why the peer of an inherited connection may not be served; nothing if it may.
std::optional<Error> refusal_of_peer(System& system, const Adopted& adopted,
                                     const FdAddress& address, const ListenOptions& options) {
  if (adopted.kind.domain == AF_UNIX) {
    return Admission(options).refusal(system, adopted.socket.get(), address);
  }
  const auto local = system.local_address(adopted.socket.get());
  if (options.insecure_network || (local.ok() && is_loopback(local.value))) return std::nullopt;
  return Error{.code = Code::PermissionDenied,
               .message = "refused to serve " + to_string(Address(address)) +
                          ": other machines reach this end of it and nothing is encrypted; set "
                          "insecure_network if the network is trusted"};
}

Result<std::unique_ptr<Listener>> one_connection(System& system, Adopted adopted,
                                                 const FdAddress& address) {
  const auto signal = system.make_eventfd();
  if (!signal.ok()) {
    return system_error("cannot listen at " + to_string(Address(address)), signal.error);
  }
  const Address meeting = met_at(system, adopted, address);
  auto transport = make_socket_transport(system, std::move(adopted.socket), meeting);
  return std::make_unique<OneConnection>(system, UniqueFd(signal.value), std::move(transport),
                                         address);
}

}  // namespace

Result<std::unique_ptr<Transport>> connect_inherited(System& system, const FdAddress& address) {
  auto adopted = adopt(system, address);
  if (!adopted) return adopted.error();
  if (adopted->kind.listening) {
    return unfit(address, "listens for connections: give it to Server::listen");
  }
  const Address meeting = met_at(system, *adopted, address);
  return make_socket_transport(system, std::move(adopted->socket), meeting);
}

Result<std::unique_ptr<Listener>> listen_inherited(System& system, const FdAddress& address,
                                                   const ListenOptions& options) {
  auto adopted = adopt(system, address);
  if (!adopted) return adopted.error();
  if (!adopted->kind.listening) {
    auto refused = refusal_of_peer(system, *adopted, address, options);
    if (refused) return *std::move(refused);
    return one_connection(system, *std::move(adopted), address);
  }
  const Address reached = address_of(system, adopted->socket, address);
  return adopt_listener(system, std::move(adopted->socket), reached, options);
}

}  // namespace detail

Address offer_socket(Fd socket) { return detail::Offers::of_process().offer(std::move(socket)); }

void withdraw_socket(const Address& address) {
  if (const auto* offered = std::get_if<FdAddress>(&address)) {
    detail::Offers::of_process().withdraw(*offered);
  }
}

}  // namespace idl
