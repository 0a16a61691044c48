// The operating system with faults on order: any call can be made to fail some times, transfers can
// be cut short, and the user and the resolver can be made up. Everything else really happens.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "base/system.h"

namespace idl::test {

/// The calls of detail::System that can be made to fail.
enum class Site {
  Socket,
  Bind,
  Listen,
  Accept,
  Connect,
  Shutdown,
  Receive,
  Send,
  LocalAddress,
  PeerAddress,
  PeerCredentials,
  PendingError,
  SetOption,
  MakeEventfd,
  ReadEventfd,
  WriteEventfd,
  Poll,
  MakeEpoll,
  ControlEpoll,
  WaitEpoll,
  DescribeFile,
  RemoveFile,
  SetMode,
  LockFolder,
  ReadFile,
  MakeMemory,
  ReserveMemory,
  AddSeals,
  Seals,
  DescribeFd,
  FileSystem,
  Map,
  Duplicate,
  DescribeSocket,
  Adopt,
  MakeSocketPair,
  Spawn,
  OpenChild,
  Reap,
  Kill,
};

/// As a number of faults: from now on, always.
inline constexpr int kAlways = std::numeric_limits<int>::max();

/// Any thread.
class FaultySystem final : public detail::System {
 public:
  /// Lets the next `times` calls of `site` fail with `error`, after `good` more that do not.
  void fail(Site site, std::errc error, int times = 1, int good = 0) {
    const std::lock_guard lock(mutex_);
    faults_[site] = {error, times, good};
  }
  void heal(Site site) { fail(site, {}, 0); }

  /// How often `site` was called, failures included.
  int calls(Site site) const {
    const std::lock_guard lock(mutex_);
    const auto found = calls_.find(site);
    return found == calls_.end() ? 0 : found->second;
  }

  /// The most bytes that one receive or send moves.
  std::size_t transfer_limit = std::numeric_limits<std::size_t>::max();
  /// Who this process pretends to be.
  std::optional<uid_t> user;
  /// What every socket pretends to be bound to.
  std::optional<detail::RawAddress> own_address;
  /// Answers for names (not for numbers).
  std::function<detail::Resolved()> resolver;

  detail::SysResult<int> socket(int domain) override {
    return at(Site::Socket, [&] { return real_.socket(domain); });
  }
  detail::SysResult<detail::Done> bind(int fd, const detail::RawAddress& address) override {
    return at(Site::Bind, [&] { return real_.bind(fd, address); });
  }
  detail::SysResult<detail::Done> listen(int fd, int backlog) override {
    return at(Site::Listen, [&] { return real_.listen(fd, backlog); });
  }
  detail::SysResult<int> accept(int fd) override {
    return at(Site::Accept, [&] { return real_.accept(fd); });
  }
  detail::SysResult<detail::Done> connect(int fd, const detail::RawAddress& address) override {
    return at(Site::Connect, [&] { return real_.connect(fd, address); });
  }
  detail::SysResult<detail::Done> shutdown(int fd, int how) override {
    return at(Site::Shutdown, [&] { return real_.shutdown(fd, how); });
  }
  detail::SysResult<std::size_t> receive(int fd, std::span<std::byte> into) override {
    return at(Site::Receive,
              [&] { return real_.receive(fd, into.first(std::min(into.size(), transfer_limit))); });
  }
  detail::SysResult<std::size_t> send(int fd, std::span<const iovec> pieces) override {
    return at(Site::Send, [&] {
      if (pieces.empty()) return real_.send(fd, pieces);
      iovec first = pieces.front();
      if (transfer_limit >= first.iov_len) return real_.send(fd, pieces);
      first.iov_len = transfer_limit;
      return real_.send(fd, {&first, 1});
    });
  }
  detail::SysResult<detail::RawAddress> local_address(int fd) override {
    return at(Site::LocalAddress, [&] {
      return own_address ? detail::SysResult<detail::RawAddress>{*own_address}
                         : real_.local_address(fd);
    });
  }
  detail::SysResult<detail::RawAddress> peer_address(int fd) override {
    return at(Site::PeerAddress, [&] { return real_.peer_address(fd); });
  }
  detail::SysResult<ucred> peer_credentials(int fd) override {
    return at(Site::PeerCredentials, [&] { return real_.peer_credentials(fd); });
  }
  detail::SysResult<std::errc> pending_error(int fd) override {
    return at(Site::PendingError, [&] { return real_.pending_error(fd); });
  }
  detail::SysResult<detail::Done> set_option(int fd, int level, int name, int value) override {
    return at(Site::SetOption, [&] { return real_.set_option(fd, level, name, value); });
  }
  detail::SysResult<int> make_eventfd() override {
    return at(Site::MakeEventfd, [&] { return real_.make_eventfd(); });
  }
  detail::SysResult<std::uint64_t> read_eventfd(int fd) override {
    return at(Site::ReadEventfd, [&] { return real_.read_eventfd(fd); });
  }
  detail::SysResult<detail::Done> write_eventfd(int fd, std::uint64_t count) override {
    return at(Site::WriteEventfd, [&] { return real_.write_eventfd(fd, count); });
  }
  void close(int fd) override { real_.close(fd); }
  detail::SysResult<int> make_memory() override {
    return at(Site::MakeMemory, [&] { return real_.make_memory(); });
  }
  detail::SysResult<detail::Done> reserve_memory(int fd, std::size_t bytes) override {
    return at(Site::ReserveMemory, [&] { return real_.reserve_memory(fd, bytes); });
  }
  detail::SysResult<detail::Done> add_seals(int fd, int seals) override {
    return at(Site::AddSeals, [&] { return real_.add_seals(fd, seals); });
  }
  detail::SysResult<int> seals(int fd) override {
    return at(Site::Seals, [&] { return real_.seals(fd); });
  }
  detail::SysResult<struct stat> describe_file(int fd) override {
    return at(Site::DescribeFd, [&] { return real_.describe_file(fd); });
  }
  detail::SysResult<long> file_system(int fd) override {
    return at(Site::FileSystem, [&] { return real_.file_system(fd); });
  }
  detail::SysResult<std::byte*> map(int fd, std::size_t bytes) override {
    return at(Site::Map, [&] { return real_.map(fd, bytes); });
  }
  void unmap(std::byte* memory, std::size_t bytes) override { real_.unmap(memory, bytes); }
  detail::SysResult<int> duplicate(int fd) override {
    return at(Site::Duplicate, [&] { return real_.duplicate(fd); });
  }
  detail::SysResult<std::size_t> send_with(int fd, std::span<const iovec> pieces,
                                           std::span<const int> descriptors) override {
    return at(Site::Send, [&] {
      iovec first = pieces.front();
      first.iov_len = std::min(first.iov_len, transfer_limit);
      return real_.send_with(fd, {&first, 1}, descriptors);
    });
  }
  detail::SysResult<std::size_t> receive_with(int fd, std::span<std::byte> into,
                                              detail::ReceivedBeside& beside) override {
    return at(Site::Receive, [&] {
      return real_.receive_with(fd, into.first(std::min(into.size(), transfer_limit)), beside);
    });
  }
  detail::SysResult<detail::SocketKind> describe_socket(int fd) override {
    return at(Site::DescribeSocket, [&] { return real_.describe_socket(fd); });
  }
  detail::SysResult<detail::Done> adopt(int fd) override {
    return at(Site::Adopt, [&] { return real_.adopt(fd); });
  }
  detail::SysResult<std::pair<int, int>> make_socket_pair() override {
    return at(Site::MakeSocketPair, [&] { return real_.make_socket_pair(); });
  }
  detail::SysResult<pid_t> spawn(std::span<char* const> arguments, int socket) override {
    return at(Site::Spawn, [&] { return real_.spawn(arguments, socket); });
  }
  detail::SysResult<int> open_child(pid_t child) override {
    return at(Site::OpenChild, [&] { return real_.open_child(child); });
  }
  detail::SysResult<siginfo_t> reap(pid_t child) override {
    return at(Site::Reap, [&] { return real_.reap(child); });
  }
  detail::SysResult<detail::Done> kill(pid_t child, int signal) override {
    return at(Site::Kill, [&] { return real_.kill(child, signal); });
  }
  detail::SysResult<std::size_t> poll(std::span<pollfd> fds, int timeout_ms) override {
    return at(Site::Poll, [&] { return real_.poll(fds, timeout_ms); });
  }
  detail::SysResult<int> make_epoll() override {
    return at(Site::MakeEpoll, [&] { return real_.make_epoll(); });
  }
  detail::SysResult<detail::Done> control_epoll(int epoll, int operation, int fd,
                                                epoll_event event) override {
    return at(Site::ControlEpoll, [&] { return real_.control_epoll(epoll, operation, fd, event); });
  }
  detail::SysResult<std::size_t> wait_epoll(int epoll, std::span<epoll_event> events,
                                            int timeout_ms) override {
    return at(Site::WaitEpoll, [&] { return real_.wait_epoll(epoll, events, timeout_ms); });
  }
  detail::SysResult<struct stat> describe_file(const std::string& path) override {
    return at(Site::DescribeFile, [&] { return real_.describe_file(path); });
  }
  detail::SysResult<detail::Done> remove_file(const std::string& path) override {
    return at(Site::RemoveFile, [&] { return real_.remove_file(path); });
  }
  detail::SysResult<detail::Done> set_mode(const std::string& path, mode_t mode) override {
    return at(Site::SetMode, [&] { return real_.set_mode(path, mode); });
  }
  detail::SysResult<detail::Done> set_mode(int fd, mode_t mode) override {
    return at(Site::SetMode, [&] { return real_.set_mode(fd, mode); });
  }
  detail::SysResult<int> lock_folder(const std::string& path) override {
    return at(Site::LockFolder, [&] { return real_.lock_folder(path); });
  }
  detail::SysResult<std::string> read_file(const std::string& path, std::size_t limit) override {
    return at(Site::ReadFile, [&] { return real_.read_file(path, limit); });
  }
  detail::Resolved resolve(const std::string& host, std::uint16_t port,
                           detail::ResolveMode mode) override {
    const bool made_up = resolver && mode == detail::ResolveMode::Names;
    return made_up ? resolver() : real_.resolve(host, port, mode);
  }
  uid_t effective_user() override { return user.value_or(real_.effective_user()); }

 private:
  struct Fault {
    std::errc error{};
    int times = 0;
    int good = 0;
  };

  // The fault that is due at `site`, or success.
  std::errc next_fault(Site site) {
    const std::lock_guard lock(mutex_);
    ++calls_[site];
    Fault& fault = faults_[site];
    if (fault.times == 0) return {};
    if (fault.good > 0) {
      --fault.good;
      return {};
    }
    if (fault.times != kAlways) --fault.times;
    return fault.error;
  }

  template <class Call>
  auto at(Site site, const Call& call) -> decltype(call()) {
    if (const std::errc error = next_fault(site); error != std::errc{}) {
      return {.value = {}, .error = error};
    }
    return call();
  }

  detail::System& real_ = detail::real_system();
  mutable std::mutex mutex_;
  std::map<Site, Fault> faults_;  // guarded by mutex_
  std::map<Site, int> calls_;     // guarded by mutex_
};

}  // namespace idl::test
