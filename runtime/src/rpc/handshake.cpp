// The session here lives for its hello alone: what comes behind the peer's is left to the one that
// the connection is for.
#include "rpc/handshake.h"

#include <array>
#include <string>
#include <utility>
#include <variant>

namespace idl::detail {
namespace {

constexpr std::size_t kHelloRead = 8 * 1024;  // a hello has at most half of that

}  // namespace

Handshake::Handshake(std::unique_ptr<Transport> transport, const SessionOptions& options,
                     TimePoint now, TimePoint deadline)
    : transport_(std::move(transport)),
      session_(Role::Initiator, options, now),
      deadline_(deadline) {}

Result<bool> Handshake::step(TimePoint now) {
  if (auto sent = write(); !sent) return sent.error();
  auto agreed = read(now);
  if (!agreed || *agreed || now < deadline_) return agreed;
  return failed(Code::DeadlineExceeded, "took the connection but did not answer in time");
}

DialWait Handshake::waits_for() {
  const Interest wish = session_.output().empty() ? Interest::Read : Interest::Both;
  const Interest events = transport_->want(wish);
  // What has arrived inside, the descriptor does not tell of.
  const TimePoint until = transport_->pending() > 0 ? TimePoint::min() : deadline_;
  return {transport_->poll_fd(), events, until};
}

Result<void> Handshake::write() {
  while (!session_.output().empty()) {
    const BytesView next = session_.output();
    const IoOutcome sent = transport_->write({&next, 1});
    if (sent.status == IoStatus::WouldBlock) return {};
    if (sent.status == IoStatus::Failed) return *sent.error;
    session_.consumed(sent.bytes);
    written_ += sent.bytes;
  }
  return {};
}

Result<bool> Handshake::read(TimePoint now) {
  std::array<std::byte, kHelloRead> bytes;
  for (;;) {
    const IoOutcome outcome = transport_->read(bytes);
    if (outcome.status == IoStatus::WouldBlock) return false;
    if (outcome.status == IoStatus::Failed) return *outcome.error;
    if (outcome.status == IoStatus::Closed) {
      return failed(Code::Unavailable, "closed the connection");
    }
    const BytesView arrived = BytesView(bytes).first(outcome.bytes);
    received_.insert(received_.end(), arrived.begin(), arrived.end());
    session_.receive(arrived, now);
    auto agreed = listen();
    if (!agreed || *agreed) return agreed;
  }
}

Result<bool> Handshake::listen() {
  while (Event* event = session_.next_event()) {
    if (std::holds_alternative<HandshakeDone>(*event)) return true;
    if (const auto* closed = std::get_if<Closed>(event)) {
      const Error why = closed->error;
      (void)write();  // the peer is told, if it listens
      return why;
    }
  }
  return false;
}

Error Handshake::failed(Code code, const char* why) const {
  return Error{code, "`" + to_string(transport_->peer().address) + "` " + why, Executed::No,
               Origin::Transport};
}

}  // namespace idl::detail
