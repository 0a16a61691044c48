// Parameters and results to bytes and back: the definitions of Stub's and ServerCall's templates.
// Only generated .cpp files include it, so that nobody else pays for compiling the codecs. What
// does not depend on a type is not here.
#pragma once

#include <concepts>
#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "idl/references.h"
#include "idl/server_call.h"
#include "idl/stub.h"
#include "idl/validate.h"
#include "idl/wire.h"

namespace idl::detail {

/// The limit on a message is the session's to judge: it knows both sides' limits.
inline constexpr EncodeLimits kMarshalLimits{.max_bytes = kHardMaxMessageBytes};

/// The session has admitted the message: one of any size that it takes may become values.
[[nodiscard]] DecodeLimits limits_for(BytesView message);

[[nodiscard]] Error reply_does_not_decode(const Error& flaw);
[[nodiscard]] Error undeclared_error(const Error& declared);
[[nodiscard]] Error no_memory_for_reply();

/// What Check finds wrong with the parameters of a call, which is nothing where there is no Check.
template <auto Check, class... P>
[[nodiscard]] std::optional<Error> broken_constraint(const P&... parameters) {
  if constexpr (!std::is_null_pointer_v<decltype(Check)>) {
    Validator validator;
    Check(validator, parameters...);
    if (validator.failed()) return validator.error();
  }
  return std::nullopt;
}

/// The references that a message is sent with: only where its values may bring some.
template <class... Values>
class ReferencesOf {
 public:
  explicit ReferencesOf([[maybe_unused]] const Values&... values) {
    if constexpr (kAny) references_ = references_in(values...);
  }

  /// The message with them; an error if one cannot be sent.
  [[nodiscard]] Result<Outgoing> added_to(Outgoing message) const {
    if constexpr (kAny) {
      if (references_.foreign) return passed_on();
      message.references = &references_;
    }
    return message;
  }

 private:
  static constexpr bool kAny = (BringsReferences<Values> || ...);
  struct None {};

  [[no_unique_address]] std::conditional_t<kAny, OutgoingReferences, None> references_{};
};

/// Several values as the parameters or results of a call. Refers to them.
template <class... Values>
class OutgoingBlock {
 public:
  explicit OutgoingBlock(const Values&... values) : values_(values...), references_(values...) {}

  /// Whether the values keep to the constraints of their types.
  [[nodiscard]] Result<void> validate() const {
    return std::apply(
        [](const Values&... values) {
          Result<void> kept;
          (void)(static_cast<bool>(kept = idl::validate(values)) && ...);
          return kept;
        },
        values_);
  }

  [[nodiscard]] Result<Outgoing> measure() const {
    Measure measure(kMarshalLimits);
    const std::size_t size = std::apply(
        [&measure](const Values&... values) { return measure_block(measure, values...); }, values_);
    if (!measure.accepts(size)) return measure.error(size);
    return references_.added_to({size, &OutgoingBlock::write, this, attacher()});
  }

 private:
  static constexpr auto attacher() -> void (*)(const void*, DescriptorSink&) {
    if constexpr ((BringsDescriptors<Values> || ...)) {
      return [](const void* context, DescriptorSink& out) {
        std::apply([&out](const Values&... values) { (out.add(values), ...); },
                   static_cast<const OutgoingBlock*>(context)->values_);
      };
    }
    return nullptr;
  }

  static void write(const void* context, std::byte* out) noexcept {
    std::apply([out](const Values&... values) { (void)write_block(out, values...); },
               static_cast<const OutgoingBlock*>(context)->values_);
  }

  std::tuple<const Values&...> values_;
  [[no_unique_address]] ReferencesOf<Values...> references_;
};

/// One value whose own encoding is the message: a struct of results, or a declared error.
template <class Value>
class OutgoingBody {
 public:
  explicit OutgoingBody(const Value& value) : value_(value), references_(value) {}

  [[nodiscard]] Result<void> validate() const { return idl::validate(value_); }

  [[nodiscard]] Result<Outgoing> measure() const {
    Measure measure(kMarshalLimits);
    const std::size_t size = measure.body(value_);
    if (!measure.accepts(size)) return measure.error(size);
    return references_.added_to({size, &OutgoingBody::write, &value_, attacher()});
  }

 private:
  static constexpr auto attacher() -> void (*)(const void*, DescriptorSink&) {
    if constexpr (BringsDescriptors<Value>) {
      return [](const void* context, DescriptorSink& out) {
        Codec<Value>::attach(*static_cast<const Value*>(context), out);
      };
    }
    return nullptr;
  }

  static void write(const void* context, std::byte* out) noexcept {
    (void)write_body(*static_cast<const Value*>(context), out);
  }

  const Value& value_;
  [[no_unique_address]] ReferencesOf<Value> references_;
};

/// How results become a value: as a block of one value, or as a struct of several.
struct SingleResult {
  template <class Value>
  [[nodiscard]] static bool read(const Input& in, Value& value) {
    return read_block(in, value);
  }
};
struct SeveralResults {
  template <class Value>
  [[nodiscard]] static bool read(const Input& in, Value& value) {
    return in.read(value);
  }
};

/// The declared error that `reply` is, if it is an E of R.
template <class R, class E>
[[nodiscard]] bool read_declared(const Reply& reply, std::optional<R>& result) {
  if (reply.declared != Codec<E>::kId) return false;
  Decoder decoder(reply.body, limits_for(reply.body));
  E error{};
  if (decoder.input().read(error)) {
    result.emplace(std::move(error));
  } else {
    result.emplace(reply_does_not_decode(decoder.error()));
  }
  return true;
}

template <class R>
struct DeclaredErrors;
template <class T, class... Declared>
struct DeclaredErrors<Result<T, Declared...>> {
  using R = Result<T, Declared...>;

  [[nodiscard]] static R read(const Reply& reply) {
    if (reply.declared == 0) return *reply.error;
    std::optional<R> result;
    if ((read_declared<R, Declared>(reply, result) || ...)) return std::move(*result);
    return undeclared_error(*reply.error);
  }
};

/// The outcome of a handler that declares errors: one that it throws is as one that it returns.
template <class R>
struct HandlerOutcome;
template <class T, class... Declared>
struct HandlerOutcome<Result<T, Declared...>> {
  using R = Result<T, Declared...>;

  template <class Run>
  [[nodiscard]] static R of(const Run& run) {
    if constexpr (sizeof...(Declared) == 0) {
      return run();
    } else {
      try {
        return run();
      } catch (...) {
        std::optional<R> thrown;
        (void)(is_thrown<Declared>(thrown) || ...);
        if (!thrown) throw;
        return std::move(*thrown);
      }
    }
  }

 private:
  /// Whether the exception that is being handled is an E.
  template <class E>
  static bool is_thrown(std::optional<R>& thrown) {
    try {
      throw;
    } catch (const E& error) {
      thrown.emplace(error);
      return true;
    } catch (...) {
      return false;
    }
  }
};

template <class R, class How>
[[nodiscard]] R read_results(const Reply& reply) {
  Decoder decoder(reply.body, limits_for(reply.body));
  if constexpr (std::is_void_v<typename R::Value>) {
    if (!read_block(decoder.input())) return reply_does_not_decode(decoder.error());
    return R();
  } else {
    typename R::Value value{};
    if constexpr (BringsDescriptors<typename R::Value>) decoder.offer(*reply.descriptors);
    if (!How::read(decoder.input(), value)) return reply_does_not_decode(decoder.error());
    return R(std::move(value));
  }
}

template <class R, class How>
[[nodiscard]] R unmarshal(const Reply& reply) {
  try {
    return reply.error ? DeclaredErrors<R>::read(reply) : read_results<R, How>(reply);
  } catch (const std::bad_alloc&) {
    return no_memory_for_reply();
  }
}

/// Waits for a call and gives its outcome as values.
template <class R, class How>
[[nodiscard]] R finish_call(ClientCall& call) {
  const Reply& reply = call.wait();
  R result = unmarshal<R, How>(reply);
  if constexpr (BringsReferences<typename R::Value>) {
    if (result && !bind_references(call, *result)) result = reply_does_not_decode(not_announced());
  }
  call.trace(Step::ResultUnmarshalled, reply.body.size());
  call.trace(Step::Returned, 0);
  return result;
}

}  // namespace idl::detail

namespace idl {

template <auto Check, class... P>
detail::ClientCall Stub::begin(const Method& method, bool awaited, const P&... parameters) const {
  const TimePoint called = detail::trace_time(*route_);
  if (auto broken = detail::broken_constraint<Check>(parameters...)) {
    return detail::ClientCall::failed(*route_, options_, std::move(*broken));
  }
  const detail::OutgoingBlock<P...> block(parameters...);
  const auto outgoing = block.measure();
  if (!outgoing) return detail::ClientCall::failed(*route_, options_, outgoing.error());
  return detail::ClientCall::start(route_, {method, options_, *outgoing, called, awaited});
}

template <class R, auto Check, class... P>
R Stub::call(const Method& method, const P&... parameters) const {
  auto call = begin<Check>(method, /*awaited=*/true, parameters...);
  return detail::finish_call<R, detail::SingleResult>(call);
}

template <class R, auto Check, class... P>
R Stub::call_values(const Method& method, const P&... parameters) const {
  auto call = begin<Check>(method, /*awaited=*/true, parameters...);
  return detail::finish_call<R, detail::SeveralResults>(call);
}

template <class R, auto Check, class... P>
Pending<R> Stub::start(const Method& method, const P&... parameters) const {
  return {begin<Check>(method, /*awaited=*/false, parameters...),
          &detail::finish_call<R, detail::SingleResult>};
}

template <class R, auto Check, class... P>
Pending<R> Stub::start_values(const Method& method, const P&... parameters) const {
  return {begin<Check>(method, /*awaited=*/false, parameters...),
          &detail::finish_call<R, detail::SeveralResults>};
}

template <auto Check, class... P>
Result<void> Stub::send(const Method& method, const P&... parameters) const {
  const TimePoint called = detail::trace_time(*route_);
  if (auto broken = detail::broken_constraint<Check>(parameters...)) return std::move(*broken);
  const detail::OutgoingBlock<P...> block(parameters...);
  const auto outgoing = block.measure();
  if (!outgoing) return outgoing.error();
  return detail::send_one_way(route_, {method, options_, *outgoing, called});
}

template <auto Check, class... P>
bool ServerCall::read(P&... values) {
  Decoder decoder(parameters(), detail::limits_for(parameters()));
  if constexpr ((detail::BringsDescriptors<P> || ...)) decoder.offer(descriptors());
  if (!detail::read_block(decoder.input(), values...)) {
    refuse_parameters(decoder.error());
    return false;
  }
  if constexpr ((detail::BringsReferences<P> || ...)) {
    if (!detail::bind_references(*this, values...)) {
      refuse_parameters(detail::not_announced());
      return false;
    }
  }
  if (const auto broken = detail::broken_constraint<Check>(values...)) {
    refuse_arguments(*broken);
    return false;
  }
  trace_unmarshalled();
  return true;
}

template <class E>
bool ServerCall::answer_declared(const E* error) {
  if (error == nullptr) return false;
  const detail::OutgoingBody<E> body(*error);
  if (const auto kept = body.validate(); !kept) {
    refuse_broken_result(kept.error());
  } else if (const auto outgoing = body.measure()) {
    fail_declared(Codec<E>::kId, Codec<E>::kName, *outgoing);
  } else {
    refuse_result(outgoing.error());
  }
  return true;
}

template <class T, class... Declared>
void ServerCall::answer_failure(const Result<T, Declared...>& result) {
  if ((answer_declared(result.template error_as<Declared>()) || ...)) return;
  fail(result.error());
}

template <class Block>
void ServerCall::answer(const Block& block) {
  if (const auto kept = block.validate(); !kept) {
    refuse_broken_result(kept.error());
  } else if (const auto outgoing = block.measure()) {
    send(*outgoing);
  } else {
    refuse_result(outgoing.error());
  }
}

template <class R>
void ServerCall::reply(const R& result) {
  trace_procedure_run();
  if (!result) {
    answer_failure(result);
  } else if constexpr (std::is_void_v<typename R::Value>) {
    answer(detail::OutgoingBlock<>());
  } else {
    answer(detail::OutgoingBlock<typename R::Value>(*result));
  }
}

template <class R>
void ServerCall::reply_values(const R& result) {
  trace_procedure_run();
  if (!result) {
    answer_failure(result);
  } else {
    answer(detail::OutgoingBody<typename R::Value>(*result));
  }
}

template <class R>
void ServerCall::reply(Task<R> handler) {
  start(detail::AnyTask(std::move(handler)), [](ServerCall& call, detail::AnyTask& ended) {
    call.reply(detail::HandlerOutcome<R>::of([&] { return ended.take<R>(); }));
  });
}

template <class R>
void ServerCall::reply_values(Task<R> handler) {
  start(detail::AnyTask(std::move(handler)), [](ServerCall& call, detail::AnyTask& ended) {
    call.reply_values(detail::HandlerOutcome<R>::of([&] { return ended.take<R>(); }));
  });
}

template <std::invocable Handler>
void ServerCall::reply(const Handler& handler) {
  using Returned = std::invoke_result_t<const Handler&>;
  if constexpr (detail::kIsResult<Returned>) {
    reply(detail::HandlerOutcome<Returned>::of(handler));
  } else {
    reply(handler());
  }
}

template <std::invocable Handler>
void ServerCall::reply_values(const Handler& handler) {
  using Returned = std::invoke_result_t<const Handler&>;
  if constexpr (detail::kIsResult<Returned>) {
    reply_values(detail::HandlerOutcome<Returned>::of(handler));
  } else {
    reply_values(handler());
  }
}

template <class Handler>
void ServerCall::run(const Handler& handler) {
  if constexpr (std::is_void_v<decltype(handler())>) {
    handler();
  } else {
    start(detail::AnyTask(handler()),
          [](ServerCall&, detail::AnyTask& ended) { ended.take<void>(); });
  }
}

}  // namespace idl
