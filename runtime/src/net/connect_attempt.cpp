// The states of a connect: started (perhaps repeatedly, against a full queue), under way, done.
// Each step is non-blocking; between them somebody waits, here or in a loop.
#include "net/connect_attempt.h"

#include <algorithm>

#include "base/system_error.h"
#include "net/raw_address.h"

namespace idl::detail {
namespace {

std::string beginning(const Address& asked, const RawAddress& target) {
  const std::string name = to_string(asked);
  const std::string number = to_string(from_raw(target));
  return "cannot connect to " + name + (name == number ? "" : " (" + number + ")");
}

}  // namespace

ConnectAttempt::ConnectAttempt(World world, const Address& asked, const RawAddress& target,
                               TimePoint deadline)
    : world_(world), target_(target), deadline_(deadline), what_(beginning(asked, target)) {}

Result<UniqueFd> ConnectAttempt::run() {
  for (;;) {
    auto socket = step();
    if (!socket || *socket) return socket;
    const auto waited = wait_for(world_, waits_for_.fd, waits_for_.interest, waits_for_.until);
    if (!waited) return waited.error();
    if (*waited == WaitOutcome::DeadlinePassed && waits_for_.until >= deadline_) return too_late();
  }
}

Result<UniqueFd> ConnectAttempt::step() {
  if (under_way_) return look();
  if (!socket_) {
    const auto made = world_.system.socket(target_.storage.ss_family);
    if (!made.ok()) return failed(made.error);
    socket_ = UniqueFd(made.value);
  }
  return begin();
}

Result<UniqueFd> ConnectAttempt::begin() {
  const auto started = start();
  if (!started) return started.error();
  if (*started == Started::QueueFull) return await_queue();
  if (*started == Started::Connected) return finish();
  under_way_ = true;
  waits_for_ = {socket_.get(), Interest::Write, deadline_};
  return UniqueFd();
}

Result<ConnectAttempt::Started> ConnectAttempt::start() {
  const auto started = world_.system.connect(socket_.get(), target_);
  if (started.ok()) return Started::Connected;
  // An interrupted connect goes on by itself; calling it again would only fail.
  if (started.error == std::errc::operation_in_progress ||
      started.error == std::errc::interrupted) {
    return Started::UnderWay;
  }
  if (would_block(started.error)) return Started::QueueFull;
  return failed(started.error);
}

Result<UniqueFd> ConnectAttempt::await_queue() {
  const TimePoint now = world_.clock.now();
  if (now >= deadline_) return too_late();
  waits_for_ = {.until = std::min(deadline_after(now, kFullQueuePause), deadline_)};
  return UniqueFd();
}

Result<UniqueFd> ConnectAttempt::look() {
  const auto ready = wait_for(world_, socket_.get(), Interest::Write, TimePoint::min());
  if (!ready) return ready.error();
  if (*ready == WaitOutcome::DeadlinePassed) {
    if (world_.clock.now() >= deadline_) return too_late();
    return UniqueFd();
  }
  const auto outcome = world_.system.pending_error(socket_.get());
  const std::errc reason = outcome.ok() ? outcome.value : outcome.error;
  if (reason != std::errc{}) return failed(reason);
  return finish();
}

Result<UniqueFd> ConnectAttempt::finish() {
  if (reached_itself()) return failed(std::errc::connection_refused);
  return std::move(socket_);
}

// TCP lets a socket that tries a free port of this machine connect to itself, if the system happens
// to give it that very port. Nobody listens there.
bool ConnectAttempt::reached_itself() {
  if (target_.storage.ss_family == AF_UNIX) {
    return false;
  }
  const auto local = world_.system.local_address(socket_.get());
  return local.ok() && same_address(local.value, target_);
}

Error ConnectAttempt::failed(std::errc reason) const {
  Error error = system_error(what_, reason);
  if (reason == std::errc::connection_refused) {
    error.message += "; nobody listens there: start the server, or check the address";
  } else if (reason == std::errc::no_such_file_or_directory) {
    error.code = Code::Unavailable;
    error.message += "; start the server, or check the path";
  } else if (reason == std::errc::permission_denied) {
    error.code = Code::PermissionDenied;
    error.message += "; the socket is open to its own user only";
  }
  return error;
}

Error ConnectAttempt::too_late() const {
  return {.code = Code::DeadlineExceeded, .message = what_ + ": the deadline has passed"};
}

}  // namespace idl::detail
