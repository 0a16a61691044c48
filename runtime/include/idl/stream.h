// The streams of a call as a handler sees them: a Reader gives what the caller sends, a Writer
// sends to the caller. They are handles to the call that is being served; they block, and wait for
// a slow peer rather than buffer for it.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <stop_token>
#include <utility>

#include "idl/stream_end.h"

namespace idl {

namespace detail {

[[noreturn]] void throw_incomplete_stream();

/// What is left of a stream as a range, for one pass. Source has next(), and
/// throw_unless_complete() for its end.
template <class Source, class T>
class StreamIterator {
 public:
  using iterator_concept = std::input_iterator_tag;
  using value_type = T;
  using difference_type = std::ptrdiff_t;

  explicit StreamIterator(Source& source) : source_(&source) { ++*this; }

  [[nodiscard]] T& operator*() const { return *element_; }
  StreamIterator& operator++() {
    element_ = source_->next();
    if (!element_) source_->throw_unless_complete();
    return *this;
  }
  void operator++(int) { ++*this; }
  [[nodiscard]] bool operator==(std::default_sentinel_t) const { return !element_; }

 private:
  Source* source_;
  mutable std::optional<T> element_{};
};

}  // namespace detail

template <class T>
class AsyncReader;
template <class T>
class AsyncWriter;

/// The caller's stream. Valid until the handler returns; one thread at a time uses it.
template <class T>
class Reader {
 public:
  using Receive = std::optional<T> (*)(detail::StreamEnd& end);

  /// For generated code.
  Reader(detail::StreamEnd& end, Receive receive) : end_(&end), receive_(receive) {}
  Reader(Reader&&) noexcept = default;
  Reader& operator=(Reader&&) noexcept = default;

  /// Waits for the next element; nothing when there are no more: the caller has ended its stream,
  /// or nobody waits for the answer any more. complete() tells which.
  [[nodiscard]] std::optional<T> next() { return receive_(*end_); }

  /// The same, but waits no longer once `until` is requested to stop, such as
  /// Context::drain_token(): nothing then, if no element has arrived. The stream is as it was.
  [[nodiscard]] std::optional<T> next(std::stop_token until) {
    const detail::ReadUntil scope(*end_, std::move(until));
    return receive_(*end_);
  }

  /// Whether all elements have been taken and the caller has ended its stream in order. False after
  /// a cancel, a deadline, a lost connection, an element that does not decode, the end of a
  /// shutdown.
  [[nodiscard]] bool complete() const { return end_->complete(); }

  /// The elements as a range, for one pass. A stream that does not end in order throws CallError.
  [[nodiscard]] auto begin() { return detail::StreamIterator<Reader, T>(*this); }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  void throw_unless_complete() const {
    if (!complete()) detail::throw_incomplete_stream();
  }

 private:
  friend class AsyncReader<T>;

  detail::StreamEnd* end_;
  Receive receive_;
};

/// The stream to the caller. Valid until the handler returns; one thread at a time uses it. What
/// the handler returns follows the last element.
template <class T>
class Writer {
 public:
  using Send = bool (*)(detail::StreamEnd& end, const T& value);

  /// For generated code.
  Writer(detail::StreamEnd& end, Send send) : end_(&end), send_(send) {}
  Writer(Writer&&) noexcept = default;
  Writer& operator=(Writer&&) noexcept = default;

  /// Sends an element, waiting while the caller is slow to read. True: it has been accepted, and
  /// leaves at once or with the next ones. False: nobody waits for more, and the handler may
  /// return.
  [[nodiscard]] bool write(const T& value) { return send_(*end_, value); }

 private:
  friend class AsyncWriter<T>;

  detail::StreamEnd* end_;
  Send send_;
};

}  // namespace idl
