// One side's end of the streams of a call, without their types: what Reader, Writer and StreamCall
// stand on. The elements are bytes here; stream_marshal.h turns them into values.
#pragma once

#include <optional>
#include <stop_token>

#include "idl/bytes.h"
#include "idl/error.h"
#include "idl/outgoing.h"

namespace idl::detail {

class StreamPort;

/// One thread reads and one thread writes, at the same time if they like.
class StreamEnd {
 public:
  StreamEnd(const StreamEnd&) = delete;
  StreamEnd& operator=(const StreamEnd&) = delete;

  /// Waits for the next element and gives its bytes, which hold until the next call; false if there
  /// is none any more.
  [[nodiscard]] virtual bool next(BytesView& element) = 0;

  /// Waits until the peer takes another element, and queues this one; false if the call is over.
  [[nodiscard]] virtual bool write(const Outgoing& element) = 0;

  /// The last element that next() gave is no value, or breaks a constraint: the call fails.
  virtual void refuse_received(const Error& flaw) = 0;

  /// A value that was to be written is none that can be: the call fails.
  virtual void refuse_written(const Error& flaw) = 0;

  /// Whether the peer has ended its stream in order, and all of it was taken.
  [[nodiscard]] virtual bool complete() = 0;

  /// Where the streams end, for those who wait without a thread.
  [[nodiscard]] virtual StreamPort& port() = 0;

 protected:
  StreamEnd() = default;
  ~StreamEnd() = default;
};

/// As long as it lives, whoever reads `end` at a server does not wait beyond a request of `token`:
/// next() gives what has arrived, and then false. For the reader's thread or coroutine.
class ReadUntil {
 public:
  ReadUntil(StreamEnd& end, std::stop_token token);
  ~ReadUntil();
  ReadUntil(const ReadUntil&) = delete;
  ReadUntil& operator=(const ReadUntil&) = delete;

 private:
  struct WakeReader {
    StreamPort& port;
    void operator()() const;
  };

  StreamPort& port_;
  std::optional<std::stop_callback<WakeReader>> wake_;
};

}  // namespace idl::detail
