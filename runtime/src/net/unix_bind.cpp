// A path in a folder is shared ground: another server may start, run or have died there. A dead
// socket is told from a live one by connecting to it; that a socket which is bound but does not yet
// listen looks dead is why everything happens under a lock of the folder.
#include "net/unix_bind.h"

#include <string_view>

#include "base/system_error.h"
#include "base/unique_fd.h"
#include "net/admission.h"
#include "net/raw_address.h"

namespace idl::detail {
namespace {

constexpr mode_t kOwnUserMode = 0600;
constexpr mode_t kAnyUserMode = 0666;
constexpr mode_t kPermissionBits = 0777;

// How long to wait for the folder's lock, which servers hold for some microseconds: one second.
constexpr int kLockAttempts = 100;
constexpr int kLockPauseMs = 10;

std::string refusal(const UnixAddress& address) {
  return "cannot listen at " + to_string(Address(address));
}

Error in_the_way(const UnixAddress& address, std::string_view what) {
  return {.code = Code::SystemError, .message = refusal(address) + ": " + std::string(what)};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 ? "/" : path.substr(0, slash);
}

// The folder's lock; none when the folder cannot be opened: then bind has the better words.
Result<UniqueFd> lock_folder(System& system, const UnixAddress& address) {
  const std::string folder = folder_of(address.path);
  for (int attempt = 0; attempt < kLockAttempts; ++attempt) {
    const auto locked = system.lock_folder(folder);
    if (locked.ok()) {
      return UniqueFd(locked.value);
    }
    if (!would_block(locked.error) && locked.error != std::errc::interrupted) {
      return UniqueFd();
    }
    (void)system.poll({}, kLockPauseMs);
  }
  return in_the_way(address, "another process holds the lock of the folder " + folder);
}

// Whether somebody listens at the address: connecting is the only way to know.
Result<bool> is_alive(System& system, const UnixAddress& address) {
  const auto made = system.socket(AF_UNIX);
  if (!made.ok()) {
    return system_error(refusal(address), made.error);
  }
  const UniqueFd probe(made.value);
  const auto connected =
      retry_interrupted([&] { return system.connect(probe.get(), to_raw(address)); });
  if (connected.error == std::errc::connection_refused ||
      connected.error == std::errc::no_such_file_or_directory) {
    return false;
  }
  // A full queue is life; so is a refusal for any other reason, as far as removing goes.
  return true;
}

Result<void> remove_dead_socket(System& system, const UnixAddress& address) {
  const auto found = system.describe_file(address.path);
  if (found.error == std::errc::no_such_file_or_directory) {
    return {};
  }
  if (!found.ok()) {
    return system_error(refusal(address), found.error);
  }
  if (!S_ISSOCK(found.value.st_mode)) {
    return in_the_way(address,
                      "a file that is no socket stands there; remove it or choose another path");
  }
  const auto alive = is_alive(system, address);
  if (!alive) {
    return alive.error();
  }
  if (*alive) {
    return in_the_way(address, "another process listens there; stop it or choose another path");
  }
  UnixSocketFile(address.path, found.value.st_dev, found.value.st_ino).remove(system);
  return {};
}

Error bind_failure(const UnixAddress& address, std::errc reason) {
  Error error = system_error(refusal(address), reason);
  if (reason == std::errc::no_such_file_or_directory) {
    error.message += "; make the folder first";
  } else if (reason == std::errc::permission_denied) {
    error.message += "; choose a folder that you may write to";
  } else if (reason == std::errc::address_in_use && address.abstract) {
    error.message += "; another process listens there: stop it or choose another name";
  }
  return error;
}

Result<void> bind_path(System& system, int socket, const UnixAddress& address) {
  auto bound = system.bind(socket, to_raw(address));
  if (bound.error == std::errc::address_in_use) {
    if (auto removed = remove_dead_socket(system, address); !removed) {
      return removed.error();
    }
    bound = system.bind(socket, to_raw(address));
  }
  if (!bound.ok()) {
    return bind_failure(address, bound.error);
  }
  return {};
}

// The host's umask, or a system that makes sockets with another mode than was asked for, is set
// right.
Result<UnixSocketFile> adopt_file(System& system, const UnixAddress& address, mode_t mode) {
  const auto made = system.describe_file(address.path);
  if (!made.ok()) {
    return system_error(refusal(address), made.error);
  }
  UnixSocketFile file(address.path, made.value.st_dev, made.value.st_ino);
  if ((made.value.st_mode & kPermissionBits) != mode) {
    if (const auto changed = system.set_mode(address.path, mode); !changed.ok()) {
      file.remove(system);
      return system_error(refusal(address), changed.error);
    }
  }
  return file;
}

Result<void> start_listening(System& system, int socket, const UnixAddress& address, int backlog) {
  if (const auto listening = system.listen(socket, backlog); !listening.ok()) {
    return system_error(refusal(address), listening.error);
  }
  return {};
}

Result<UnixSocketFile> listen_abstract(System& system, int socket, const UnixAddress& address,
                                       int backlog) {
  if (const auto bound = system.bind(socket, to_raw(address)); !bound.ok()) {
    return bind_failure(address, bound.error);
  }
  if (auto listening = start_listening(system, socket, address, backlog); !listening) {
    return listening.error();
  }
  return UnixSocketFile();
}

}  // namespace

void UnixSocketFile::remove(System& system) {
  const std::string path = std::exchange(path_, {});
  if (path.empty()) {
    return;
  }
  const auto there = system.describe_file(path);
  if (there.ok() && there.value.st_dev == device_ && there.value.st_ino == inode_) {
    (void)system.remove_file(path);
  }
}

Result<UnixSocketFile> bind_and_listen(System& system, int socket, const UnixAddress& address,
                                       const ListenOptions& options) {
  if (address.abstract) {
    return listen_abstract(system, socket, address, options.backlog);
  }
  const auto lock = lock_folder(system, address);
  if (!lock) {
    return lock.error();
  }
  const mode_t mode =
      options.socket_mode.value_or(is_open_to_others(options) ? kAnyUserMode : kOwnUserMode) &
      kPermissionBits;
  // Where the system heeds it, the file has its mode from the first moment on; see adopt_file.
  (void)system.set_mode(socket, mode);
  if (auto bound = bind_path(system, socket, address); !bound) {
    return bound.error();
  }
  auto file = adopt_file(system, address, mode);
  if (!file) {
    return file;
  }
  if (auto listening = start_listening(system, socket, address, options.backlog); !listening) {
    file->remove(system);
    return listening.error();
  }
  return file;
}

}  // namespace idl::detail
