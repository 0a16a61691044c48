// How coroutines wait for streams: the port of the call tells a continuation instead of a thread.
// Elements become values where they always do, in stream_marshal.h.
#include "idl/async_stream.h"

#include "idl/resumption.h"
#include "rpc/continuation.h"
#include "rpc/stream_port.h"

namespace idl::detail {

/// One wait of a coroutine.
class StreamWait {
 public:
  StreamWait(StreamPort& port, const std::shared_ptr<Resumption>& resumption)
      : continuation(Destination(port.executor()), [resumption] { resumption->resume(); }),
        resumption_(resumption) {}

  Continuation continuation;

  /// The coroutine is destroyed, or goes on.
  void end(StreamPort& port) {
    resumption_->abandon();
    port.forget(continuation);
  }

 private:
  const std::shared_ptr<Resumption> resumption_;
};

StreamAwaiter::StreamAwaiter(StreamEnd& end) : end_(end) {}

StreamAwaiter::~StreamAwaiter() {
  if (wait_ != nullptr) wait_->end(end_.port());
}

bool StreamAwaiter::may_read() { return end_.port().may_read(); }

bool StreamAwaiter::wait_to_read(std::coroutine_handle<> waiting) {
  wait_ = std::make_shared<StreamWait>(end_.port(), std::make_shared<Resumption>(waiting));
  // Once it waits, another thread may go on with the coroutine and destroy this object.
  const auto wait = wait_;
  return end_.port().wait_to_read(wait->continuation);
}

bool StreamAwaiter::has_written() { return end_.port().has_written(); }

bool StreamAwaiter::wait_to_write(std::coroutine_handle<> waiting) {
  wait_ = std::make_shared<StreamWait>(end_.port(), std::make_shared<Resumption>(waiting));
  const auto wait = wait_;
  return end_.port().wait_to_write(wait->continuation);
}

bool StreamAwaiter::was_accepted() { return end_.port().was_accepted(); }

void write_without_waiting(StreamEnd& end) { end.port().write_without_waiting(); }

}  // namespace idl::detail
