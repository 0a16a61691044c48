// One received call as generated dispatch functions see it: they read its parameters and answer it.
// The templates are defined in marshal.h, which only generated .cpp files include.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "idl/bytes.h"
#include "idl/context.h"
#include "idl/descriptors.h"
#include "idl/error.h"
#include "idl/outgoing.h"
#include "idl/result.h"
#include "idl/stream.h"
#include "idl/task.h"
#include "idl/trace.h"

namespace idl {

namespace detail {
class CallRoute;
}  // namespace detail

/// A call that is being served. Valid while its dispatch function runs, on that thread, and until
/// the task has ended that the function has answered with.
class ServerCall {
 public:
  /// Answers a call with what a task has returned; throws what it has thrown.
  using AnswerTask = void (*)(ServerCall& call, detail::AnyTask& task);

  ServerCall(const ServerCall&) = delete;
  ServerCall& operator=(const ServerCall&) = delete;

  [[nodiscard]] Context& context();

  /// Decodes the parameters in their order; those that an older caller did not send keep the values
  /// that they have. Check, where the parameters have constraints, is a function
  /// void (Validator&, const P&...). If they do not decode, or break a constraint, it answers
  /// InvalidArgument and gives false.
  template <auto Check = nullptr, class... P>
  [[nodiscard]] bool read(P&... parameters);

  /// The streams of the call, for its handler. T is the type of the elements; Check is as
  /// Stub::stream's ElementCheck.
  template <class T, auto Check = nullptr>
  [[nodiscard]] Reader<T> reader();
  template <class T>
  [[nodiscard]] Writer<T> writer();

  /// The way to an object that came with the call; null if there is none of that number.
  [[nodiscard]] std::shared_ptr<detail::CallRoute> take_reference(std::uint32_t number);

  /// Answers with the outcome of a method that has one result or none. R is an idl::Result.
  template <class R>
  void reply(const R& result);

  /// Answers with the outcome of a method whose several results are the members of R::Value.
  template <class R>
  void reply_values(const R& result);

  /// The same for a handler that is a coroutine: starts it, and answers when it has ended.
  template <class R>
  void reply(Task<R> handler);
  template <class R>
  void reply_values(Task<R> handler);

  /// The same for a method that declares errors: runs the handler, which gives an R or a Task<R>. A
  /// declared error that it throws is its outcome like one that it returns.
  template <std::invocable Handler>
  void reply(const Handler& handler);
  template <std::invocable Handler>
  void reply_values(const Handler& handler);

  /// Runs the handler of a one-way method; what it gives may be a Task<void>, which is started.
  template <class Handler>
  void run(const Handler& handler);

 protected:
  ServerCall() = default;
  ~ServerCall() = default;

 private:
  template <class Block>
  void answer(const Block& block);
  template <class T, class... Declared>
  void answer_failure(const Result<T, Declared...>& result);
  template <class E>
  bool answer_declared(const E* error);

  [[nodiscard]] BytesView parameters() const;
  [[nodiscard]] detail::Descriptors& descriptors();
  [[nodiscard]] detail::StreamEnd& stream();
  void start(detail::AnyTask task, AnswerTask answer_with);
  void trace_unmarshalled();
  void trace_procedure_run();
  void send(const detail::Outgoing& results);
  void fail(const Error& error);
  void fail_declared(std::uint64_t id, std::string_view name, const detail::Outgoing& fields);
  void refuse_parameters(const Error& flaw);
  void refuse_arguments(const Error& broken);
  void refuse_result(const Error& flaw);
  void refuse_broken_result(const Error& broken);
};

}  // namespace idl
