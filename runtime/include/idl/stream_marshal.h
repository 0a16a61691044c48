// Elements of streams to bytes and back: the definitions of the templates by which stubs and
// dispatch functions open streams. Only generated .cpp files of services with streams include it.
#pragma once

#include <new>
#include <optional>
#include <type_traits>
#include <utility>

#include "idl/marshal.h"
#include "idl/server_call.h"
#include "idl/stream.h"
#include "idl/stream_call.h"
#include "idl/stub.h"
#include "idl/validate.h"
#include "idl/wire.h"

namespace idl::detail {

[[nodiscard]] Error no_memory_for_element();

/// What is wrong with an element, by its own constraints or, without a Check, by those of its type.
template <auto Check, class T>
[[nodiscard]] Result<void> check_element(const T& value) {
  if constexpr (std::is_null_pointer_v<decltype(Check)>) {
    return idl::validate(value);
  } else {
    if (auto broken = broken_constraint<Check>(value)) return std::move(*broken);
    return {};
  }
}

/// The next element as a value; nothing if there is none, or it is none.
template <class T, auto Check>
[[nodiscard]] std::optional<T> receive_element(StreamEnd& end) {
  BytesView bytes;
  if (!end.next(bytes)) return std::nullopt;
  try {
    Decoder decoder(bytes, limits_for(bytes));
    std::optional<T> value(std::in_place);
    if (!read_block(decoder.input(), *value)) {
      end.refuse_received(decoder.error());
      return std::nullopt;
    }
    if (const auto kept = check_element<Check>(*value); !kept) {
      end.refuse_received(kept.error());
      return std::nullopt;
    }
    return value;
  } catch (const std::bad_alloc&) {
    end.refuse_received(no_memory_for_element());
    return std::nullopt;
  }
}

/// Writes a value as an element; false if the call is over, or the value has ended it.
template <class T, auto Check>
[[nodiscard]] bool send_element(StreamEnd& end, const T& value) {
  if (const auto kept = check_element<Check>(value); !kept) {
    end.refuse_written(kept.error());
    return false;
  }
  const OutgoingBlock<T> block(value);
  const auto outgoing = block.measure();
  if (!outgoing) {
    end.refuse_written(outgoing.error());
    return false;
  }
  return end.write(*outgoing);
}

/// The functions above for an element type, or null for void.
template <class T>
[[nodiscard]] constexpr typename ReceivingHalf<T>::Receive element_reader() {
  if constexpr (std::is_void_v<T>) {
    return nullptr;
  } else {
    return &receive_element<T, nullptr>;
  }
}
template <class T, auto Check>
[[nodiscard]] constexpr typename SendingHalf<T>::Send element_writer() {
  if constexpr (std::is_void_v<T>) {
    return nullptr;
  } else {
    return &send_element<T, Check>;
  }
}

template <class Sent, class Received>
[[nodiscard]] constexpr MethodKind stream_kind() {
  if constexpr (std::is_void_v<Sent>) {
    return MethodKind::CalleeStreams;
  } else {
    return std::is_void_v<Received> ? MethodKind::CallerStreams : MethodKind::BothStream;
  }
}

}  // namespace idl::detail

namespace idl {

template <class How, class Call, auto Check, auto ElementCheck, class... P>
Call Stub::open(const Method& method, const P&... parameters) const {
  using R = typename Call::Outcome;
  using Sent = typename Call::Input;
  using Received = typename Call::Element;
  const auto opened = [&](std::unique_ptr<detail::ClientStream> stream) {
    return Call(std::move(stream), &detail::finish_call<R, How>,
                detail::element_writer<Sent, ElementCheck>(), detail::element_reader<Received>());
  };
  const TimePoint called = detail::trace_time(*route_);
  if (auto broken = detail::broken_constraint<Check>(parameters...)) {
    return opened(detail::ClientStream::failed(std::move(*broken)));
  }
  const detail::OutgoingBlock<P...> block(parameters...);
  const auto outgoing = block.measure();
  if (!outgoing) return opened(detail::ClientStream::failed(outgoing.error()));
  return opened(
      detail::ClientStream::start(route_, {.method = method,
                                           .options = options_,
                                           .parameters = *outgoing,
                                           .stub_called = called,
                                           .kind = detail::stream_kind<Sent, Received>()}));
}

template <class Call, auto Check, auto ElementCheck, class... P>
Call Stub::stream(const Method& method, const P&... parameters) const {
  return open<detail::SingleResult, Call, Check, ElementCheck>(method, parameters...);
}

template <class Call, auto Check, auto ElementCheck, class... P>
Call Stub::stream_values(const Method& method, const P&... parameters) const {
  return open<detail::SeveralResults, Call, Check, ElementCheck>(method, parameters...);
}

template <class T, auto Check>
Reader<T> ServerCall::reader() {
  return Reader<T>(stream(), &detail::receive_element<T, Check>);
}

template <class T>
Writer<T> ServerCall::writer() {
  return Writer<T>(stream(), &detail::send_element<T, nullptr>);
}

}  // namespace idl
