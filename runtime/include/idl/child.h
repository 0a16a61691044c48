// A child process that speaks with its parent over a pair of connected sockets: either may serve,
// and either may call. The child finds its end at descriptor 3, `fd:3`.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "idl/address.h"
#include "idl/result.h"
#include "idl/time.h"

namespace idl {

/// How a child has ended.
struct ExitStatus {
  int code = 0;    ///< What it returned from main(), if no signal ended it.
  int signal = 0;  ///< The signal that ended it; 0: none.

  [[nodiscard]] bool succeeded() const { return code == 0 && signal == 0; }
  friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

/// A child process. Movable; one thread at a time. Destroying it kills a child that still runs, and
/// leaves no zombie behind; a child that is to end by itself is waited for.
class Child {
 public:
  Child(Child&& other) noexcept;
  Child& operator=(Child&& other) noexcept;
  ~Child();

  /// The parent's end of the connection, for Channel::connect, Server::listen or Socket::connect,
  /// once. A child that serves ends its connection, and sees the end of the parent's.
  [[nodiscard]] const Address& address() const;

  [[nodiscard]] int pid() const;

  /// Waits until the child has ended, for ever unless told otherwise. Fails with DeadlineExceeded
  /// if that takes longer.
  [[nodiscard]] Result<ExitStatus> wait(Duration timeout = Duration::max());

  /// Sends a signal, SIGTERM unless told otherwise; nothing if the child was waited for.
  void kill(int signal = 15);

 private:
  friend Result<Child> spawn(const std::vector<std::string>& arguments);
  class Process;
  explicit Child(std::unique_ptr<Process> process);

  std::unique_ptr<Process> process_;
};

/// Starts a program: `arguments` begins with its path, or with a name that is looked for as a shell
/// does. It gets the environment, the standard descriptors and one end of a new connection; of this
/// process' other descriptors it gets none, close-on-exec or not. Fails with InvalidArgument
/// without a program, Unavailable if there is no such program, or the system's reason.
[[nodiscard]] Result<Child> spawn(const std::vector<std::string>& arguments);

}  // namespace idl
