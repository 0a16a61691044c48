// The operating system behind the seam: each function is one system call and its errno. This is the
// only file that sees errno. No policy here: no retries, no waiting, no wording.
#include <fcntl.h>
#include <netdb.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/check.h"
#include "base/system.h"
#include "idl/descriptors.h"

namespace idl::detail {
namespace {

// What a call that returns a negative number on failure gave.
template <class T, class Number>
SysResult<T> from_return(Number returned) {
  if (returned < 0) {
    return {.value = T{}, .error = static_cast<std::errc>(errno)};
  }
  return {.value = static_cast<T>(returned)};
}

SysResult<Done> done_or_error(int returned) {
  if (returned < 0) {
    return {.error = static_cast<std::errc>(errno)};
  }
  return {};
}

template <class Call>
SysResult<RawAddress> address_by(const Call& call, int fd) {
  SysResult<RawAddress> result;
  result.value.size = sizeof result.value.storage;
  if (call(fd, result.value.get(), &result.value.size) < 0) {
    result.error = static_cast<std::errc>(errno);
  }
  return result;
}

template <class T>
SysResult<T> socket_option(int fd, int name) {
  SysResult<T> result;
  socklen_t size = sizeof result.value;
  if (::getsockopt(fd, SOL_SOCKET, name, &result.value, &size) < 0) {
    result.error = static_cast<std::errc>(errno);
  }
  return result;
}

// Room for the descriptors of one message, aligned as the system wants it.
struct ControlBuffer {
  static constexpr std::size_t kBytes = CMSG_SPACE(kMaxDescriptors * sizeof(int));
  alignas(cmsghdr) std::array<std::byte, kBytes> bytes{};
};

msghdr message_of(std::span<const iovec> pieces) {
  msghdr message{};
  message.msg_iov = const_cast<iovec*>(pieces.data());
  message.msg_iovlen = pieces.size();
  return message;
}

void put_descriptors(msghdr& message, ControlBuffer& control, std::span<const int> descriptors) {
  message.msg_control = control.bytes.data();
  message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(descriptors.size_bytes());
  std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size_bytes());
}

void take_descriptors(msghdr& message, std::vector<Fd>& descriptors) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
       header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(header) + i * sizeof fd, sizeof fd);
      descriptors.emplace_back(fd);
    }
  }
}

// Whether the file would become bigger than the process may have it: the system does not only
// refuse that, but ends the process.
bool grows_beyond_limit(int fd, std::size_t bytes) {
  rlimit limit{};
  struct stat file {};
  if (::getrlimit(RLIMIT_FSIZE, &limit) < 0 || ::fstat(fd, &file) < 0) return false;
  return bytes > static_cast<std::size_t>(file.st_size) && bytes > limit.rlim_cur;
}

class RealSystem final : public System {
 public:
  SysResult<int> socket(int domain) override {
    return from_return<int>(::socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  }

  SysResult<Done> bind(int fd, const RawAddress& address) override {
    return done_or_error(::bind(fd, address.get(), address.size));
  }

  SysResult<Done> listen(int fd, int backlog) override {
    return done_or_error(::listen(fd, backlog));
  }

  SysResult<int> accept(int fd) override {
    return from_return<int>(::accept4(fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  }

  SysResult<Done> connect(int fd, const RawAddress& address) override {
    return done_or_error(::connect(fd, address.get(), address.size));
  }

  SysResult<Done> shutdown(int fd, int how) override { return done_or_error(::shutdown(fd, how)); }

  SysResult<std::size_t> receive(int fd, std::span<std::byte> into) override {
    return from_return<std::size_t>(::recv(fd, into.data(), into.size(), 0));
  }

  SysResult<std::size_t> send(int fd, std::span<const iovec> pieces) override {
    const msghdr message = message_of(pieces);
    return from_return<std::size_t>(::sendmsg(fd, &message, MSG_NOSIGNAL));
  }

  SysResult<std::size_t> send_with(int fd, std::span<const iovec> pieces,
                                   std::span<const int> descriptors) override {
    check(descriptors.size() <= kMaxDescriptors, "too many descriptors for one message");
    ControlBuffer control;
    msghdr message = message_of(pieces);
    put_descriptors(message, control, descriptors);
    return from_return<std::size_t>(::sendmsg(fd, &message, MSG_NOSIGNAL));
  }

  SysResult<std::size_t> receive_with(int fd, std::span<std::byte> into,
                                      ReceivedBeside& beside) override {
    ControlBuffer control;
    const iovec piece{into.data(), into.size()};
    msghdr message = message_of({&piece, 1});
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    const auto received = from_return<std::size_t>(::recvmsg(fd, &message, MSG_CMSG_CLOEXEC));
    if (!received.ok()) return received;
    take_descriptors(message, beside.descriptors);
    beside.truncated = (message.msg_flags & MSG_CTRUNC) != 0;
    return received;
  }

  SysResult<RawAddress> local_address(int fd) override { return address_by(::getsockname, fd); }
  SysResult<RawAddress> peer_address(int fd) override { return address_by(::getpeername, fd); }

  SysResult<ucred> peer_credentials(int fd) override {
    return socket_option<ucred>(fd, SO_PEERCRED);
  }

  SysResult<std::errc> pending_error(int fd) override {
    const auto number = socket_option<int>(fd, SO_ERROR);
    return {.value = static_cast<std::errc>(number.value), .error = number.error};
  }

  SysResult<Done> set_option(int fd, int level, int name, int value) override {
    return done_or_error(::setsockopt(fd, level, name, &value, sizeof value));
  }

  SysResult<int> make_eventfd() override {
    return from_return<int>(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  }

  SysResult<std::uint64_t> read_eventfd(int fd) override {
    SysResult<std::uint64_t> result;
    if (::read(fd, &result.value, sizeof result.value) < 0) {
      result.error = static_cast<std::errc>(errno);
    }
    return result;
  }

  SysResult<Done> write_eventfd(int fd, std::uint64_t count) override {
    return done_or_error(static_cast<int>(::write(fd, &count, sizeof count)));
  }

  void close(int fd) override { ::close(fd); }

  SysResult<int> duplicate(int fd) override {
    return from_return<int>(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
  }

  SysResult<SocketKind> describe_socket(int fd) override;

  SysResult<Done> adopt(int fd) override {
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) {
      return done_or_error(-1);
    }
    return done_or_error(::fcntl(fd, F_SETFD, FD_CLOEXEC));
  }

  SysResult<std::pair<int, int>> make_socket_pair() override {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0) {
      return {.error = static_cast<std::errc>(errno)};
    }
    return {.value = {ends[0], ends[1]}};
  }

  SysResult<pid_t> spawn(std::span<char* const> arguments, int socket) override;

  SysResult<int> open_child(pid_t child) override {
    return from_return<int>(::syscall(SYS_pidfd_open, child, 0));
  }

  SysResult<siginfo_t> reap(pid_t child) override {
    SysResult<siginfo_t> result;
    if (::waitid(P_PID, static_cast<id_t>(child), &result.value, WEXITED) < 0) {
      result.error = static_cast<std::errc>(errno);
    }
    return result;
  }

  SysResult<Done> kill(pid_t child, int signal) override {
    return done_or_error(::kill(child, signal));
  }

  SysResult<int> make_memory() override {
    return from_return<int>(::memfd_create("idl", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  }

  SysResult<Done> reserve_memory(int fd, std::size_t bytes) override {
    if (grows_beyond_limit(fd, bytes)) return {.error = std::errc::file_too_large};
    return done_or_error(::fallocate(fd, 0, 0, static_cast<off_t>(bytes)));
  }

  SysResult<Done> add_seals(int fd, int seals) override {
    return done_or_error(::fcntl(fd, F_ADD_SEALS, seals));
  }

  SysResult<int> seals(int fd) override { return from_return<int>(::fcntl(fd, F_GET_SEALS)); }

  SysResult<struct stat> describe_file(int fd) override {
    SysResult<struct stat> result;
    if (::fstat(fd, &result.value) < 0) {
      result.error = static_cast<std::errc>(errno);
    }
    return result;
  }

  SysResult<long> file_system(int fd) override {
    struct statfs status {};
    if (::fstatfs(fd, &status) < 0) {
      return {.error = static_cast<std::errc>(errno)};
    }
    return {.value = static_cast<long>(status.f_type)};
  }

  SysResult<std::byte*> map(int fd, std::size_t bytes) override {
    void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (memory == MAP_FAILED) {
      return {.error = static_cast<std::errc>(errno)};
    }
    return {.value = static_cast<std::byte*>(memory)};
  }

  void unmap(std::byte* memory, std::size_t bytes) override { ::munmap(memory, bytes); }

  SysResult<std::size_t> poll(std::span<pollfd> fds, int timeout_ms) override {
    return from_return<std::size_t>(::poll(fds.data(), fds.size(), timeout_ms));
  }

  SysResult<int> make_epoll() override { return from_return<int>(::epoll_create1(EPOLL_CLOEXEC)); }

  SysResult<Done> control_epoll(int epoll, int operation, int fd, epoll_event event) override {
    return done_or_error(::epoll_ctl(epoll, operation, fd, &event));
  }

  SysResult<std::size_t> wait_epoll(int epoll, std::span<epoll_event> events,
                                    int timeout_ms) override {
    return from_return<std::size_t>(
        ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), timeout_ms));
  }

  SysResult<struct stat> describe_file(const std::string& path) override {
    SysResult<struct stat> result;
    if (::lstat(path.c_str(), &result.value) < 0) {
      result.error = static_cast<std::errc>(errno);
    }
    return result;
  }

  SysResult<Done> remove_file(const std::string& path) override {
    return done_or_error(::unlink(path.c_str()));
  }

  SysResult<Done> set_mode(const std::string& path, mode_t mode) override {
    return done_or_error(::chmod(path.c_str(), mode));
  }

  SysResult<Done> set_mode(int fd, mode_t mode) override {
    return done_or_error(::fchmod(fd, mode));
  }

  SysResult<int> lock_folder(const std::string& path) override {
    const auto folder =
        from_return<int>(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!folder.ok()) {
      return folder;
    }
    const auto locked = done_or_error(::flock(folder.value, LOCK_EX | LOCK_NB));
    if (!locked.ok()) {
      ::close(folder.value);
      return {.value = -1, .error = locked.error};
    }
    return folder;
  }

  SysResult<std::string> read_file(const std::string& path, std::size_t limit) override;

  Resolved resolve(const std::string& host, std::uint16_t port, ResolveMode mode) override;

  uid_t effective_user() override { return ::geteuid(); }
};

// Reads to the end of the file, or until there is more than `limit`.
SysResult<std::string> read_to_end(int fd, std::size_t limit) {
  SysResult<std::string> text;
  char piece[4096];
  for (;;) {
    const ssize_t count = ::read(fd, piece, sizeof piece);
    if (count == 0) return text;
    if (count < 0) return {.value = {}, .error = static_cast<std::errc>(errno)};
    text.value.append(piece, static_cast<std::size_t>(count));
    if (text.value.size() > limit) return {.value = {}, .error = std::errc::file_too_large};
  }
}

SysResult<std::string> RealSystem::read_file(const std::string& path, std::size_t limit) {
  // Non-blocking, so that a pipe of that name does not hold the caller.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return {.value = {}, .error = static_cast<std::errc>(errno)};
  struct stat about {};
  SysResult<std::string> text{.value = {}, .error = std::errc::invalid_argument};
  if (::fstat(fd, &about) < 0) {
    text.error = static_cast<std::errc>(errno);
  } else if (S_ISREG(about.st_mode)) {
    text = read_to_end(fd, limit);
  }
  ::close(fd);
  return text;
}

SysResult<SocketKind> RealSystem::describe_socket(int fd) {
  const auto domain = socket_option<int>(fd, SO_DOMAIN);
  if (!domain.ok()) return {.error = domain.error};
  const auto type = socket_option<int>(fd, SO_TYPE);
  const auto listening = socket_option<int>(fd, SO_ACCEPTCONN);
  return {.value = {domain.value, type.value, listening.value != 0}, .error = listening.error};
}

SysResult<pid_t> RealSystem::spawn(std::span<char* const> arguments, int socket) {
  constexpr int kChildSocket = 3;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, socket, kChildSocket);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, kChildSocket + 1);
  // A child that inherited blocked signals could not be ended with them.
  sigset_t none;
  ::sigemptyset(&none);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setsigmask(&attributes, &none);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = -1;
  const int failure =
      ::posix_spawnp(&child, arguments.front(), &actions, &attributes, arguments.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&actions);
  return {.value = child, .error = static_cast<std::errc>(failure)};
}

Resolved RealSystem::resolve(const std::string& host, std::uint16_t port, ResolveMode mode) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | (mode == ResolveMode::NumbersOnly ? AI_NUMERICHOST : 0);
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  Resolved resolved;
  if (failure != 0) {
    resolved.failure = failure == EAI_SYSTEM ? describe(static_cast<std::errc>(errno))
                                             : std::string(::gai_strerror(failure));
    return resolved;
  }
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    RawAddress address;
    std::memcpy(&address.storage, one->ai_addr, one->ai_addrlen);
    address.size = one->ai_addrlen;
    resolved.addresses.push_back(address);
  }
  ::freeaddrinfo(found);
  return resolved;
}

}  // namespace

System& real_system() {
  static RealSystem system;
  return system;
}

std::string describe(std::errc error) { return std::make_error_code(error).message(); }

}  // namespace idl::detail
