// The states of a connect: started (perhaps repeatedly, against a full queue), under way, done.
// Each step is non-blocking; the waits between them end with the deadline.
#include "net/connect_attempt.h"

#include <algorithm>

#include "base/system_error.h"
#include "net/raw_address.h"

namespace idl::detail {
namespace {

// How long to pause when a Unix server's queue is full: the system offers nothing to poll for.
constexpr std::chrono::milliseconds kFullQueuePause{5};

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
  const auto made = world_.system.socket(target_.storage.ss_family);
  if (!made.ok()) {
    return failed(made.error);
  }
  UniqueFd socket(made.value);
  const auto started = start(socket.get());
  if (!started) {
    return started.error();
  }
  if (*started == Started::UnderWay) {
    if (auto finished = finish(socket.get()); !finished) {
      return finished.error();
    }
  }
  if (reached_itself(socket.get())) {
    return failed(std::errc::connection_refused);
  }
  return socket;
}

Result<ConnectAttempt::Started> ConnectAttempt::start(int socket) {
  for (;;) {
    const auto started = world_.system.connect(socket, target_);
    if (started.ok()) {
      return Started::Connected;
    }
    // An interrupted connect goes on by itself; calling it again would only fail.
    if (started.error == std::errc::operation_in_progress ||
        started.error == std::errc::interrupted) {
      return Started::UnderWay;
    }
    if (!would_block(started.error)) {
      return failed(started.error);
    }
    if (auto paused = pause_for_full_queue(socket); !paused) {
      return paused.error();
    }
  }
}

Result<void> ConnectAttempt::pause_for_full_queue(int socket) {
  const TimePoint now = world_.clock.now();
  if (now >= deadline_) {
    return too_late();
  }
  const TimePoint until = std::min(deadline_after(now, kFullQueuePause), deadline_);
  if (auto paused = wait_for(world_, socket, Interest::None, until); !paused) {
    return paused.error();
  }
  return {};
}

Result<void> ConnectAttempt::finish(int socket) {
  const auto waited = wait_for(world_, socket, Interest::Write, deadline_);
  if (!waited) {
    return waited.error();
  }
  if (*waited == WaitOutcome::DeadlinePassed) {
    return too_late();
  }
  const auto outcome = world_.system.pending_error(socket);
  const std::errc reason = outcome.ok() ? outcome.value : outcome.error;
  if (reason != std::errc{}) {
    return failed(reason);
  }
  return {};
}

// TCP lets a socket that tries a free port of this machine connect to itself, if the system happens
// to give it that very port. Nobody listens there.
bool ConnectAttempt::reached_itself(int socket) {
  if (target_.storage.ss_family == AF_UNIX) {
    return false;
  }
  const auto local = world_.system.local_address(socket);
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
