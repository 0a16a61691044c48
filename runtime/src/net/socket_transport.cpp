// One receive, one gathering send; the rest of the class is about who is at the other end. It keeps
// no bytes of its own: what the system did not take stays with the caller.
#include "net/socket_transport.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/system_error.h"
#include "net/raw_address.h"

namespace idl::detail {
namespace {

class SocketTransport final : public Transport {
 public:
  SocketTransport(System& system, UniqueFd socket, PeerInfo peer)
      : system_(system), socket_(std::move(socket)), peer_(std::move(peer)) {}

  IoOutcome read(std::span<std::byte> into) override;
  IoOutcome write(std::span<const std::span<const std::byte>> pieces) override;

  Interest want(Interest wish) override { return wish; }
  int poll_fd() const override { return socket_.get(); }
  std::size_t pending() const override { return 0; }
  const PeerInfo& peer() const override { return peer_; }

  // A shutdown fails only on a connection that is gone already, which is what it is to bring about.
  void shutdown_write() override { (void)system_.shutdown(socket_.get(), SHUT_WR); }
  void close() override { (void)system_.shutdown(socket_.get(), SHUT_RDWR); }

 private:
  IoOutcome failed(std::errc reason) const;

  System& system_;
  UniqueFd socket_;
  PeerInfo peer_;
};

IoOutcome SocketTransport::read(std::span<std::byte> into) {
  check(!into.empty(), "a transport was asked to read nothing");
  const auto received = retry_interrupted([&] { return system_.receive(socket_.get(), into); });
  if (!received.ok()) {
    return failed(received.error);
  }
  if (received.value == 0) {
    return {.status = IoStatus::Closed};
  }
  return {.status = IoStatus::Done, .bytes = received.value};
}

IoOutcome SocketTransport::write(std::span<const std::span<const std::byte>> pieces) {
  std::array<iovec, kMaxWritePieces> vectors;
  std::size_t count = 0;
  for (const auto piece : pieces) {
    if (!piece.empty() && count < vectors.size()) {
      vectors[count++] = {const_cast<std::byte*>(piece.data()), piece.size()};
    }
  }
  if (count == 0) {
    return {.status = IoStatus::Done};
  }
  const auto sent = retry_interrupted(
      [&] { return system_.send(socket_.get(), std::span(vectors).first(count)); });
  if (!sent.ok()) {
    return failed(sent.error);
  }
  return {.status = IoStatus::Done, .bytes = sent.value};
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
