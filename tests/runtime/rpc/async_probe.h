// A service whose handlers are coroutines, written by hand in the shape that idlc generates: the
// probe once more, for the same clients. What its handlers do, each test says with a function.
#pragma once

#include <functional>
#include <span>
#include <string>

#include <idl/rpc.h>
#include <idl/server.h>

#include "fixture.h"

namespace probe {

/// The server side. A handler that is not set answers at once, as the plain probe does.
class AsyncServer : public idl::AsyncService {
 public:
  std::function<idl::Task<EchoResult>(idl::Context&, std::string)> on_echo;
  std::function<idl::Task<CountResult>(idl::Context&, std::string)> on_count;
  std::function<idl::Task<void>(idl::Context&, std::string)> on_note;
  std::function<idl::Task<CheckResult>(idl::Context&, std::uint32_t, idl::AsyncWriter<std::string>)>
      on_watch;
  std::function<idl::Task<CountResult>(idl::Context&, idl::AsyncReader<std::string>)> on_upload;
  std::function<idl::Task<EchoResult>(idl::Context&, idl::AsyncReader<std::string>,
                                      idl::AsyncWriter<std::string>)>
      on_chat;

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const final;
};

/// A served one, over a Unix socket.
class AsyncServed {
 public:
  explicit AsyncServed(idl::ServerOptions options = {})
      : server(std::make_unique<idl::Server>(std::move(options))) {
    REQUIRE(server->add(service));
    auto bound = server->listen("unix:" + folder.path() + "/socket");
    REQUIRE(bound);
    address = *bound;
  }

  [[nodiscard]] idl::Channel connect(idl::ChannelOptions options = {}) const {
    auto channel = idl::Channel::connect(address, std::move(options));
    if (!channel) FAIL(to_text(channel.error()));
    return *channel;
  }
  [[nodiscard]] Client client() const { return Client(connect()); }
  [[nodiscard]] StreamClient stream_client() const { return StreamClient(connect()); }

  TempFolder folder;
  AsyncServer service;
  std::unique_ptr<idl::Server> server;
  idl::Address address;
};

/// Lets coroutines wait until somebody opens it, who then goes on with all of them, on the thread
/// that opens it: a user's own awaitable.
class Signal {
 public:
  void open() {
    std::vector<std::coroutine_handle<>> waiting;
    {
      const std::lock_guard guard(mutex_);
      open_ = true;
      waiting.swap(waiting_);
    }
    for (const auto one : waiting) one.resume();
  }

  /// Waits until so many coroutines wait.
  void await_waiting(std::size_t count) {
    std::unique_lock guard(mutex_);
    CHECK(changed_.wait_for(guard, kPatience, [&] { return waiting_.size() >= count; }));
  }

  auto operator co_await() {
    struct Awaiter {
      Signal& signal;
      bool await_ready() const noexcept { return false; }
      bool await_suspend(std::coroutine_handle<> waiting) {
        const std::lock_guard guard(signal.mutex_);
        if (signal.open_) return false;
        signal.waiting_.push_back(waiting);
        signal.changed_.notify_all();
        return true;
      }
      void await_resume() const noexcept {}
    };
    return Awaiter{*this};
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::coroutine_handle<>> waiting_;
  bool open_ = false;
};

}  // namespace probe
