// One receive, one gathering send; the rest of the class is about who is at the other end. It keeps
// no bytes of its own: what the system did not take stays with the caller.
#include "net/socket_transport.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "base/check.h"
#include "base/system_error.h"
#include "net/raw_address.h"

namespace idl::detail {
namespace {

class SocketTransport final : public Transport {
 public:
  SocketTransport(System& system, UniqueFd socket, PeerInfo peer)
      : system_(system),
        socket_(std::move(socket)),
        peer_(std::move(peer)),
        carries_descriptors_(!std::holds_alternative<TcpAddress>(peer_.address)) {}

  IoOutcome read(std::span<std::byte> into) override;
  IoOutcome write(std::span<const std::span<const std::byte>> pieces) override;

  bool carries_descriptors() const override { return carries_descriptors_; }
  IoOutcome read_with(std::span<std::byte> into, std::vector<Fd>& descriptors) override;
  IoOutcome write_with(std::span<const std::span<const std::byte>> pieces,
                       std::span<const Fd> descriptors) override;

  Interest want(Interest wish) override { return wish; }
  int poll_fd() const override { return socket_.get(); }
  std::size_t pending() const override { return 0; }
  const PeerInfo& peer() const override { return peer_; }

  // A shutdown fails only on a connection that is gone already, which is what it is to bring about.
  void shutdown_write() override { (void)system_.shutdown(socket_.get(), SHUT_WR); }
  void close() override { (void)system_.shutdown(socket_.get(), SHUT_RDWR); }

 private:
  IoOutcome received(const SysResult<std::size_t>& outcome) const;
  IoOutcome sent(const SysResult<std::size_t>& outcome) const;
  IoOutcome failed(std::errc reason) const;

  System& system_;
  UniqueFd socket_;
  PeerInfo peer_;
  const bool carries_descriptors_;
};

// The pieces that are not empty, as the system takes them.
class Vectors {
 public:
  explicit Vectors(std::span<const std::span<const std::byte>> pieces) {
    for (const auto piece : pieces) {
      if (!piece.empty() && count_ < vectors_.size()) {
        vectors_[count_++] = {const_cast<std::byte*>(piece.data()), piece.size()};
      }
    }
  }

  std::span<const iovec> get() const { return std::span(vectors_).first(count_); }

 private:
  std::array<iovec, kMaxWritePieces> vectors_;
  std::size_t count_ = 0;
};

IoOutcome SocketTransport::read(std::span<std::byte> into) {
  check(!into.empty(), "a transport was asked to read nothing");
  return received(retry_interrupted([&] { return system_.receive(socket_.get(), into); }));
}

IoOutcome SocketTransport::read_with(std::span<std::byte> into, std::vector<Fd>& descriptors) {
  check(!into.empty(), "a transport was asked to read nothing");
  ReceivedBeside beside;
  const auto outcome =
      retry_interrupted([&] { return system_.receive_with(socket_.get(), into, beside); });
  if (beside.truncated) {
    return {.status = IoStatus::Failed,
            .error = Error{.code = Code::ProtocolError,
                           .message = to_string(peer_.address) +
                                      " sent more descriptors than are allowed, or than this "
                                      "process may have (ulimit -n)",
                           .origin = Origin::Transport}};
  }
  std::move(beside.descriptors.begin(), beside.descriptors.end(), std::back_inserter(descriptors));
  return received(outcome);
}

IoOutcome SocketTransport::received(const SysResult<std::size_t>& outcome) const {
  if (!outcome.ok()) {
    return failed(outcome.error);
  }
  if (outcome.value == 0) {
    return {.status = IoStatus::Closed};
  }
  return {.status = IoStatus::Done, .bytes = outcome.value};
}

IoOutcome SocketTransport::write(std::span<const std::span<const std::byte>> pieces) {
  const Vectors vectors(pieces);
  if (vectors.get().empty()) {
    return {.status = IoStatus::Done};
  }
  return sent(retry_interrupted([&] { return system_.send(socket_.get(), vectors.get()); }));
}

IoOutcome SocketTransport::write_with(std::span<const std::span<const std::byte>> pieces,
                                      std::span<const Fd> descriptors) {
  const Vectors vectors(pieces);
  std::vector<int> numbers;
  for (const Fd& descriptor : descriptors) numbers.push_back(descriptor.get());
  return sent(
      retry_interrupted([&] { return system_.send_with(socket_.get(), vectors.get(), numbers); }));
}

IoOutcome SocketTransport::sent(const SysResult<std::size_t>& outcome) const {
  if (!outcome.ok()) {
    return failed(outcome.error);
  }
  return {.status = IoStatus::Done, .bytes = outcome.value};
}

IoOutcome SocketTransport::failed(std::errc reason) const {
  if (would_block(reason)) {
    return {.status = IoStatus::WouldBlock};
  }
  Error error = system_error("the connection to " + to_string(peer_.address) + " broke", reason);
  error.origin = Origin::Transport;
  return {.status = IoStatus::Failed, .error = std::move(error)};
}

PeerInfo find_peer(System& system, int socket, const Address& met_at) {
  PeerInfo peer{.address = met_at};
  if (std::holds_alternative<TcpAddress>(met_at)) {
    // A peer that has gone since has no address any more: then the meeting point has to do.
    if (const auto remote = system.peer_address(socket); remote.ok()) {
      peer.address = from_raw(remote.value);
    }
  } else if (const auto vouched = system.peer_credentials(socket); vouched.ok()) {
    peer.credentials = UnixCredentials{vouched.value.pid, vouched.value.uid, vouched.value.gid};
  }
  return peer;
}

}  // namespace

std::unique_ptr<Transport> make_socket_transport(System& system, UniqueFd socket,
                                                 const Address& met_at) {
  if (std::holds_alternative<TcpAddress>(met_at)) {
    // Without it a call merely gets slower, so a refusal is no reason to give the connection up.
    (void)system.set_option(socket.get(), IPPROTO_TCP, TCP_NODELAY, 1);
  }
  PeerInfo peer = find_peer(system, socket.get(), met_at);
  return std::make_unique<SocketTransport>(system, std::move(socket), std::move(peer));
}

}  // namespace idl::detail
