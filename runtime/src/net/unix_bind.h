// Putting a listening Unix socket into a folder, and taking it away again, without ever removing
// what is somebody else's.
#pragma once

#include <string>

#include "base/system.h"
#include "idl/address.h"
#include "idl/listener.h"
#include "idl/result.h"

namespace idl::detail {

/// The file of a listening Unix socket: removed by remove(), if it is still the one that was made.
/// Empty for an abstract name.
class UnixSocketFile {
 public:
  UnixSocketFile() = default;
  UnixSocketFile(std::string path, dev_t device, ino_t inode)
      : path_(std::move(path)), device_(device), inode_(inode) {}

  /// Removes the file unless it is gone or another one stands there by now. Idempotent.
  void remove(System& system);

 private:
  std::string path_;
  dev_t device_ = 0;
  ino_t inode_ = 0;
};

/// Binds and listens. The file gets the mode that `options` say. A socket file in the way on which
/// nobody listens any more is replaced; anything else is left alone and an error. Servers that
/// start at once on one path are kept apart by the folder's advisory lock.
Result<UnixSocketFile> bind_and_listen(System& system, int socket, const UnixAddress& address,
                                       const ListenOptions& options);

}  // namespace idl::detail
