// A call with streams as its caller sees it: the elements of the callee to read, those of this side
// to write, and the answer at the end. It has no thread of its own.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "idl/client_stream.h"
#include "idl/error.h"
#include "idl/result.h"
#include "idl/stream.h"

namespace idl {

namespace detail {

/// The half of a call that the callee sends; void: it has none.
template <class Received>
class ReceivingHalf {
 public:
  using Receive = std::optional<Received> (*)(StreamEnd& end);

  /// Waits for the next element; nothing when there are no more: the call has ended, and finish()
  /// tells how.
  [[nodiscard]] std::optional<Received> next() { return receive_(*stream_); }

 protected:
  ReceivingHalf(ClientStream& stream, Receive receive) : stream_(&stream), receive_(receive) {}
  [[nodiscard]] Receive receive_function() const { return receive_; }

 private:
  ClientStream* stream_;
  Receive receive_;
};

template <>
class ReceivingHalf<void> {
 public:
  using Receive = std::nullptr_t;

 protected:
  ReceivingHalf(ClientStream&, Receive) {}
};

/// The half of a call that the caller sends; void: it has none.
template <class Sent>
class SendingHalf {
 public:
  using Send = bool (*)(StreamEnd& end, const Sent& value);

  /// Sends an element, waiting while the callee is slow to read. True: it has been accepted, and
  /// leaves at once or with the next ones. False: the call has ended, and finish() tells how.
  [[nodiscard]] bool write(const Sent& value) { return send_(*stream_, value); }

  /// Says that this side writes no more; the callee may go on. finish() does so, too.
  void done_writing() { stream_->end_writing(); }

 protected:
  SendingHalf(ClientStream& stream, Send send) : stream_(&stream), send_(send) {}

 private:
  ClientStream* stream_;
  Send send_;
};

template <>
class SendingHalf<void> {
 public:
  using Send = std::nullptr_t;

 protected:
  SendingHalf(ClientStream&, Send) {}
};

}  // namespace detail

template <class R, class Sent, class Received>
class AsyncStreamCall;

/// A call that is under way. R is the idl::Result of the method; Sent is what this side streams,
/// Received what the callee does; one of them may be void. One thread may read while another
/// writes; cancel() may come from any thread. Destroying it cancels the call.
template <class R, class Sent, class Received>
class [[nodiscard]] StreamCall : public detail::SendingHalf<Sent>,
                                 public detail::ReceivingHalf<Received> {
 public:
  using Outcome = R;
  using Element = Received;
  using Input = Sent;
  using Async = AsyncStreamCall<R, Sent, Received>;

  StreamCall(StreamCall&&) noexcept = default;
  StreamCall& operator=(StreamCall&&) noexcept = default;

  /// The callee's elements as a range, for one pass. A call that fails throws at the range's end
  /// what finish().value() would; finish() still gives the result.
  [[nodiscard]] auto begin()
    requires(!std::is_void_v<Received>)
  {
    return detail::StreamIterator<StreamCall, Received>(*this);
  }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }
  void throw_unless_complete() {
    if (stream_->failure()) (void)outcome().value();
  }

  /// Waits for the end of the call and gives its result. Elements that have not been taken are
  /// dropped. Once, and when no other thread reads or writes any more.
  [[nodiscard]] R finish() {
    if (std::exchange(taken_, true)) {
      return Error{Code::InvalidArgument, "the result of this call was taken before"};
    }
    return outcome();
  }

  /// Gives the call up: it ends with Code::Cancelled unless it has ended before. The peer is told,
  /// and has run the procedure in part. Any thread.
  void cancel() { stream_->cancel(); }

  /// The same call for coroutines, which wait for it without a thread (async_stream_call.h).
  [[nodiscard]] Async async() &&;

 private:
  friend class Stub;
  friend Async;
  using Sending = detail::SendingHalf<Sent>;
  using Receiving = detail::ReceivingHalf<Received>;
  using Unmarshal = R (*)(detail::ClientCall& call);

  StreamCall(std::unique_ptr<detail::ClientStream> stream, Unmarshal unmarshal,
             typename Sending::Send send, typename Receiving::Receive receive)
      : Sending(*stream, send),
        Receiving(*stream, receive),
        stream_(std::move(stream)),
        unmarshal_(unmarshal) {}

  [[nodiscard]] R outcome() { return unmarshal_(stream_->finish()); }

  std::unique_ptr<detail::ClientStream> stream_;
  Unmarshal unmarshal_;
  bool taken_ = false;
};

}  // namespace idl
