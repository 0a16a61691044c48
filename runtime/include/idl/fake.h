// What generated fakes are made of: stand-ins for services in the tests of whoever calls them. A
// fake is a real server behind a real client, in this process' memory; only its answers are given.
#pragma once

#include <chrono>
#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "idl/channel.h"
#include "idl/context.h"
#include "idl/fd.h"
#include "idl/result.h"
#include "idl/server.h"
#include "idl/service.h"
#include "idl/stream.h"
#include "idl/time.h"

namespace idl {
namespace detail {

[[nodiscard]] Error no_fake_answer(std::string_view method);

/// What a method of a fake was called with, in the order of the calls. Any thread may use it.
template <class Call>
class FakeCalls {
 public:
  [[nodiscard]] std::vector<Call> calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  [[nodiscard]] std::size_t call_count() const {
    const std::lock_guard lock(mutex_);
    return calls_.size();
  }
  /// Waits until there were that many calls, as one does for one-way methods. False if there are
  /// fewer after the timeout.
  [[nodiscard]] bool wait_for_calls(std::size_t count,
                                    Duration timeout = std::chrono::seconds(10)) const {
    std::unique_lock lock(mutex_);
    return arrived_.wait_for(lock, timeout, [&] { return calls_.size() >= count; });
  }
  void forget_calls() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
  }

 protected:
  FakeCalls() = default;

  void remember(Call call) {
    const std::lock_guard lock(mutex_);
    calls_.push_back(std::move(call));
    arrived_.notify_all();
  }

  mutable std::mutex mutex_;

 private:
  mutable std::condition_variable arrived_;
  std::vector<Call> calls_;
};

/// What a method's streams do. Call is what remembers it. Sent points to the member of Call for the
/// caller's elements; Element is one of the fake's. Nothing takes the place of what there is not.
template <class Call, class... Streams>
struct FakeStreams {
  using Sent = std::nullptr_t;
  using Element = std::monostate;
  static constexpr bool kReads = false;
  static constexpr bool kWrites = false;

  static void read(Call&, Sent) {}
  static void write(const std::vector<Element>&) {}
};

template <class Call, class T>
struct FakeStreams<Call, Writer<T>> : FakeStreams<Call> {
  using Element = T;
  static constexpr bool kWrites = true;

  static void read(Call&, std::nullptr_t, Writer<T>&) {}
  static void write(const std::vector<T>& elements, Writer<T>& writer) {
    for (const T& element : elements) {
      if (!writer.write(element)) return;
    }
  }
};

template <class Call, class T, class... Other>
struct FakeStreams<Call, Reader<T>, Other...> : FakeStreams<Call, Other...> {
  using Element = typename FakeStreams<Call, Other...>::Element;
  using Sent = std::vector<T> Call::*;
  static constexpr bool kReads = true;

  static void read(Call& call, Sent sent, Reader<T>& reader, Other&...) {
    while (std::optional<T> element = reader.next()) (call.*sent).push_back(std::move(*element));
  }
  static void write(const std::vector<Element>& elements, Reader<T>&, Other&... writer) {
    FakeStreams<Call, Other...>::write(elements, writer...);
  }
};

}  // namespace detail

/// One method of a fake. R is what it answers with, Call holds its arguments and what the caller's
/// stream brought; Streams are those of a handler: an idl::Reader, an idl::Writer, or both. Without
/// an answer it says Unimplemented. Any thread may use it.
template <class R, class Call, class... Streams>
class FakeMethod : public detail::FakeCalls<Call> {
  using Ends = detail::FakeStreams<Call, Streams...>;
  using Sent = typename Ends::Sent;

 public:
  using Function = std::function<R(const Call&, Streams...)>;
  using Element = typename Ends::Element;

  /// Every call from now on gets this answer: a result, an idl::Error, or a declared error. What
  /// the caller streams is read to its end before, and remembered.
  void returns(R answer)
    requires std::copy_constructible<R>
  {
    set(answering({}, [answer = std::move(answer)] { return answer; }));
  }

  /// Every call from now on fails so. With descriptors among its results, of which each call needs
  /// its own, a method has returns_once() and does() for successes.
  template <class Failure>
    requires(!std::copy_constructible<R> && std::constructible_from<R, const Failure&>)
  void returns(Failure failure) {
    set(answering({}, [failure = std::move(failure)] { return R(failure); }));
  }

  /// The next call gets this answer. Several stand in a queue, which goes before all else.
  void returns_once(R answer) { push({}, std::move(answer)); }

  /// Every call from now on gets these elements, and then the answer.
  void sends(std::vector<Element> elements, R answer = R())
    requires Ends::kWrites
  {
    set(answering(std::move(elements), [answer = std::move(answer)] { return answer; }));
  }

  /// As returns_once(), with elements before the answer.
  void sends_once(std::vector<Element> elements, R answer = R())
    requires Ends::kWrites
  {
    push(std::move(elements), std::move(answer));
  }

  /// Every call from now on runs the function, on whatever thread it comes, with the streams that a
  /// handler would get. What the function reads is not remembered.
  void does(Function function) {
    set([this, function = std::move(function)](Call& call, Sent, Streams&... streams) {
      this->remember(call);
      return function(call, std::move(streams)...);
    });
  }

  /// Takes a call and answers it.
  R operator()(Context& context, Call call, Streams... streams)
    requires(!Ends::kReads)
  {
    return take(context, call, {}, streams...);
  }

  /// The same, with the member of `call` that takes what the caller streams.
  R operator()(Context& context, Call call, Sent sent, Streams... streams)
    requires Ends::kReads
  {
    return take(context, call, sent, streams...);
  }

 private:
  using Handler = std::function<R(Call&, Sent, Streams&...)>;

  template <class Answer>
  Handler answering(std::vector<Element> elements, Answer answer) {
    return [this, elements = std::move(elements), answer = std::move(answer)](Call& call, Sent sent,
                                                                              Streams&... streams) {
      Ends::read(call, sent, streams...);
      this->remember(call);
      Ends::write(elements, streams...);
      return answer();
    };
  }

  void set(Handler handler) {
    const std::lock_guard lock(this->mutex_);
    handler_ = std::move(handler);
  }

  // An answer that can be given but once may own what cannot be copied.
  void push(std::vector<Element> elements, R answer) {
    auto owned = std::make_shared<R>(std::move(answer));
    auto handler = answering(std::move(elements), [owned] { return std::move(*owned); });
    const std::lock_guard lock(this->mutex_);
    queue_.push_back(std::move(handler));
  }

  Handler next() {
    const std::lock_guard lock(this->mutex_);
    if (queue_.empty()) return handler_;
    Handler handler = std::move(queue_.front());
    queue_.pop_front();
    return handler;
  }

  R take(const Context& context, Call& call, Sent sent, Streams&... streams) {
    if (const Handler handler = next()) return handler(call, sent, streams...);
    this->remember(call);
    return detail::no_fake_answer(context.method());
  }

  std::deque<Handler> queue_;
  Handler handler_;
};

/// A one-way method: nothing answers, so that it is only remembered, and may run something.
template <class Call>
class FakeMethod<void, Call> : public detail::FakeCalls<Call> {
 public:
  using Function = std::function<void(const Call&)>;

  /// Every call from now on runs the function, on whatever thread it comes.
  void does(Function function) {
    const std::lock_guard lock(this->mutex_);
    function_ = std::move(function);
  }

  /// Takes a call.
  void operator()(Call call) {
    this->remember(call);
    if (const Function function = told()) function(call);
  }

 private:
  Function told() const {
    const std::lock_guard lock(this->mutex_);
    return function_;
  }

  Function function_;
};

/// A descriptor that a fake was given, as its calls hold it: open until they are forgotten. Null
/// where there was none.
[[nodiscard]] inline std::shared_ptr<const Fd> shared_fd(Fd fd) {
  return fd ? std::make_shared<const Fd>(std::move(fd)) : nullptr;
}
[[nodiscard]] inline std::shared_ptr<const Fd> shared_fd(std::optional<Fd> fd) {
  return fd ? shared_fd(std::move(*fd)) : nullptr;
}

/// Serves one service at an address of its own in this process' memory, from the first time that a
/// channel to it is asked for. The last member of whatever it serves, so that it goes first.
class FakeHost {
 public:
  FakeHost() = default;
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  /// Always the same channel. Throws CallError if there is none, which takes the system to fail.
  [[nodiscard]] Channel channel(Service& service);

 private:
  std::mutex mutex_;
  std::optional<Server> server_;
  std::optional<Channel> channel_;
};

}  // namespace idl
