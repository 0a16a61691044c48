// What the tests of calls share: a served probe at an address of each kind of transport, channels
// to it, and gates for handlers to wait at.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>

#include <unistd.h>

#include <doctest/doctest.h>

#include <idl/server.h>

#include "probe.h"
#include "stream_probe.h"

namespace probe {

/// Long enough for the busiest machine; a test that waits so long has failed.
inline constexpr std::chrono::seconds kPatience{20};

/// No pauses: a test that is not about them does not wait for them.
inline constexpr idl::BackoffOptions kNoPauses{
    .spread = idl::Duration::zero(), .first = idl::Duration::zero(), .most = idl::Duration::zero()};

/// For calls that are to end at their deadline, but not before they have come as far as the test
/// wants: how far a call comes within a short time, only a busy machine says. Makes `attempt` with
/// a short timeout, and again with twice as much until it says that it has come there.
template <class Attempt>
void with_time_enough(const Attempt& attempt) {
  for (idl::Duration timeout = std::chrono::milliseconds(20); !attempt(timeout); timeout *= 2) {
    REQUIRE(timeout < kPatience);
  }
}

/// Lets threads wait for each other: handlers wait at it until the test opens it.
class Gate {
 public:
  Gate() = default;
  /// Opens it and waits until all have left it who came: their server may go behind it.
  ~Gate() {
    std::unique_lock guard(mutex_);
    open_ = true;
    changed_.notify_all();
    changed_.wait(guard, [this] { return left_ == arrived_; });
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  void open() {
    const std::lock_guard guard(mutex_);
    open_ = true;
    changed_.notify_all();
  }

  /// Waits until it is open; counts who waits.
  void pass() {
    std::unique_lock guard(mutex_);
    ++arrived_;
    changed_.notify_all();
    CHECK(changed_.wait_for(guard, kPatience, [this] { return open_; }));
    ++left_;
    changed_.notify_all();
  }

  [[nodiscard]] bool is_open() {
    const std::lock_guard guard(mutex_);
    return open_;
  }

  /// Waits until `count` threads have come to pass().
  void await_arrivals(int count) {
    std::unique_lock guard(mutex_);
    CHECK(changed_.wait_for(guard, kPatience, [&] { return arrived_ >= count; }));
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  int left_ = 0;
  bool open_ = false;
};

/// A folder of its own, removed at the end.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "idl-rpc-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

enum class Over { Tcp, Unix, Shm, Memory };

/// A served probe. `service` may be changed until the first call.
class Served {
 public:
  explicit Served(Over over = Over::Unix, idl::ServerOptions options = {})
      : server(std::move(options)) {
    REQUIRE(server.add(service));
    REQUIRE(server.add(streams));
    auto bound = server.listen(wanted(over));
    REQUIRE(bound);
    address = *bound;
  }

  [[nodiscard]] idl::Channel connect(idl::ChannelOptions options = {.backoff = kNoPauses}) const {
    auto channel = idl::Channel::connect(address, std::move(options));
    if (!channel) FAIL(to_text(channel.error()));
    return *channel;
  }
  [[nodiscard]] Client client() const { return Client(connect()); }
  [[nodiscard]] StreamClient stream_client() const { return StreamClient(connect()); }

  TempFolder folder;
  Server service;
  StreamServer streams;
  idl::Server server;
  idl::Address address;

 private:
  [[nodiscard]] std::string wanted(Over over) const {
    if (over == Over::Tcp) return "tcp:127.0.0.1:0";
    if (over == Over::Unix) return "unix:" + folder.path() + "/socket";
    if (over == Over::Shm) return "shm:" + folder.path() + "/board";
    return "memory:" + folder.path();
  }
};

/// ThreadSanitizer does not know that what two ends of a process have mapped is one memory, and so
/// takes what is written before a call and read in its handler for a race.
#if defined(__has_feature)
inline constexpr bool kSeesSharedMemory = !__has_feature(thread_sanitizer);
#else
inline constexpr bool kSeesSharedMemory = true;
#endif

/// Runs a test's body over each kind of transport.
template <class Body>
void over_each(const Body& body) {
  for (const Over over : {Over::Tcp, Over::Unix, Over::Shm, Over::Memory}) {
    if (over == Over::Shm && !kSeesSharedMemory) continue;
    CAPTURE(static_cast<int>(over));
    body(over);
  }
}

}  // namespace probe
