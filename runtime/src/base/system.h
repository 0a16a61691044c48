// The seam between the runtime and the operating system: every system call that the runtime makes
// about descriptors, sockets and names goes through this interface. It stands in base because the
// loop and the net both need it. Only its real implementation sees errno; a test wraps it and lets
// calls fail. Calls are passed on as they are: retrying, waiting and wording are the callers'.
#pragma once

#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "idl/fd.h"

namespace idl::detail {

/// What a system call gave: a value, or the system's reason for its failure.
template <class T>
struct [[nodiscard]] SysResult {
  T value{};
  std::errc error{};  ///< std::errc{} when the call succeeded.

  bool ok() const { return error == std::errc{}; }
};

/// A call that gives nothing but success.
struct Done {};

/// A socket address as the system spells it.
struct RawAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// What a socket is that was made elsewhere.
struct SocketKind {
  int domain = 0;
  int type = 0;
  bool listening = false;
};

/// What came beside the bytes of one receive.
struct ReceivedBeside {
  std::vector<Fd> descriptors;
  bool truncated = false;
};

/// What the resolver found, or the resolver's own words about its failure.
struct Resolved {
  std::vector<RawAddress> addresses;
  std::string failure;  ///< Empty exactly when it succeeded.
};

enum class ResolveMode : std::uint8_t { Names, NumbersOnly };

/// The system calls. Any thread. Descriptors are made close-on-exec, sockets non-blocking too.
class System {
 public:
  virtual ~System() = default;

  // Sockets.
  virtual SysResult<int> socket(int domain) = 0;  ///< A stream socket.
  virtual SysResult<Done> bind(int fd, const RawAddress& address) = 0;
  virtual SysResult<Done> listen(int fd, int backlog) = 0;
  virtual SysResult<int> accept(int fd) = 0;
  virtual SysResult<Done> connect(int fd, const RawAddress& address) = 0;
  virtual SysResult<Done> shutdown(int fd, int how) = 0;
  virtual SysResult<std::size_t> receive(int fd, std::span<std::byte> into) = 0;
  /// Never raises SIGPIPE.
  virtual SysResult<std::size_t> send(int fd, std::span<const iovec> pieces) = 0;
  virtual SysResult<RawAddress> local_address(int fd) = 0;
  virtual SysResult<RawAddress> peer_address(int fd) = 0;
  virtual SysResult<ucred> peer_credentials(int fd) = 0;
  /// The outcome of a connect that was under way: value std::errc{} once it has succeeded.
  virtual SysResult<std::errc> pending_error(int fd) = 0;
  virtual SysResult<Done> set_option(int fd, int level, int name, int value) = 0;

  // Other descriptors.
  virtual SysResult<int> make_eventfd() = 0;
  virtual SysResult<std::uint64_t> read_eventfd(int fd) = 0;
  virtual SysResult<Done> write_eventfd(int fd, std::uint64_t count) = 0;
  virtual void close(int fd) = 0;
  /// Another descriptor of the same open file, close-on-exec.
  virtual SysResult<int> duplicate(int fd) = 0;

  // Descriptors beside the bytes of a Unix socket.
  /// As send(); `descriptors`, one or more, arrive with the first byte. They stay the caller's.
  virtual SysResult<std::size_t> send_with(int fd, std::span<const iovec> pieces,
                                           std::span<const int> descriptors) = 0;
  /// As receive(). What comes beside the bytes is appended to `descriptors`, close-on-exec, also
  /// when it was `truncated`: more came than fit, or than the process may have.
  virtual SysResult<std::size_t> receive_with(int fd, std::span<std::byte> into,
                                              ReceivedBeside& beside) = 0;

  // Descriptors that were made elsewhere.
  virtual SysResult<SocketKind> describe_socket(int fd) = 0;
  /// Makes it close-on-exec and non-blocking.
  virtual SysResult<Done> adopt(int fd) = 0;

  // Children.
  /// Both ends of a connection, each close-on-exec and blocking.
  virtual SysResult<std::pair<int, int>> make_socket_pair() = 0;
  /// Starts a program, looked for as a shell does, which gets `socket` as descriptor 3, the
  /// standard ones, and no other.
  virtual SysResult<pid_t> spawn(std::span<char* const> arguments, int socket) = 0;
  /// A descriptor that is readable when the child has ended.
  virtual SysResult<int> open_child(pid_t child) = 0;
  /// How a child has ended, of which nothing is left then; waits for it.
  virtual SysResult<siginfo_t> reap(pid_t child) = 0;
  virtual SysResult<Done> kill(pid_t child, int signal) = 0;

  // Memory that processes share.
  /// An empty file without a name, of ordinary pages, which can be sealed.
  virtual SysResult<int> make_memory() = 0;
  /// Makes the file `bytes` long and takes its pages; beyond RLIMIT_FSIZE no SIGXFSZ, but an error.
  virtual SysResult<Done> reserve_memory(int fd, std::size_t bytes) = 0;
  virtual SysResult<Done> add_seals(int fd, int seals) = 0;
  virtual SysResult<int> seals(int fd) = 0;
  virtual SysResult<struct stat> describe_file(int fd) = 0;
  /// The magic number of the file system that the file is in.
  virtual SysResult<long> file_system(int fd) = 0;
  /// Maps the beginning of the file, shared, to be read and written.
  virtual SysResult<std::byte*> map(int fd, std::size_t bytes) = 0;
  virtual void unmap(std::byte* memory, std::size_t bytes) = 0;

  // Waiting. A timeout of -1 means for ever.
  virtual SysResult<std::size_t> poll(std::span<pollfd> fds, int timeout_ms) = 0;
  virtual SysResult<int> make_epoll() = 0;
  virtual SysResult<Done> control_epoll(int epoll, int operation, int fd, epoll_event event) = 0;
  virtual SysResult<std::size_t> wait_epoll(int epoll, std::span<epoll_event> events,
                                            int timeout_ms) = 0;

  // Files, as far as sockets need them. For Unix sockets nothing follows a symbolic link.
  virtual SysResult<struct stat> describe_file(const std::string& path) = 0;
  virtual SysResult<Done> remove_file(const std::string& path) = 0;
  virtual SysResult<Done> set_mode(const std::string& path, mode_t mode) = 0;
  /// Sets the mode that a socket's file will get when the socket is bound.
  virtual SysResult<Done> set_mode(int fd, mode_t mode) = 0;
  /// Opens a folder and takes its advisory lock, which ends when the descriptor is closed. It does
  /// not wait: a lock that somebody else holds is operation_would_block.
  virtual SysResult<int> lock_folder(const std::string& path) = 0;
  /// The whole of a regular file, links followed. One with more than `limit` bytes is
  /// file_too_large, what is no file invalid_argument.
  virtual SysResult<std::string> read_file(const std::string& path, std::size_t limit) = 0;

  // Names and users.
  virtual Resolved resolve(const std::string& host, std::uint16_t port, ResolveMode mode) = 0;
  virtual uid_t effective_user() = 0;
};

/// The operating system itself; lives as long as the process.
System& real_system();

/// How often a call that signals keep interrupting is made again before that counts as its failure.
inline constexpr int kMaxInterruptions = 64;

/// Makes a call again while a signal interrupts it, a bounded number of times.
template <class Call>
auto retry_interrupted(const Call& call) {
  auto result = call();
  for (int i = 0; i < kMaxInterruptions && result.error == std::errc::interrupted; ++i) {
    result = call();
  }
  return result;
}

/// Whether a call on a non-blocking descriptor found nothing to do.
inline bool would_block(std::errc error) {
  return error == std::errc::operation_would_block ||
         error == std::errc::resource_unavailable_try_again;
}

/// The system's words for a failure, such as "Connection refused".
std::string describe(std::errc error);

}  // namespace idl::detail
