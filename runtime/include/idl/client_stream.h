// A call with streams from the caller's side, without its types. StreamCall stands on it; users
// never see it.
#pragma once

#include <memory>
#include <optional>

#include "idl/client_call.h"
#include "idl/stream_end.h"

namespace idl::detail {

class StreamPort;

/// A call with streams that is under way, or has ended. Destroying it cancels the call. One thread
/// reads, one writes; cancel() may come from any.
class ClientStream final : public StreamEnd {
 public:
  ClientStream();
  ~ClientStream();

  /// A call that has failed before it was sent.
  static std::unique_ptr<ClientStream> failed(Error error);

  /// Sends the request, connecting first if the connection was lost. A failure is the call's reply.
  static std::unique_ptr<ClientStream> start(const std::shared_ptr<CallRoute>& route,
                                             CallStart start);

  [[nodiscard]] bool next(BytesView& element) override;
  [[nodiscard]] bool write(const Outgoing& element) override;
  void refuse_received(const Error& flaw) override;
  void refuse_written(const Error& flaw) override;
  [[nodiscard]] bool complete() override;
  [[nodiscard]] StreamPort& port() override { return *port_; }

  /// Nothing more will be written.
  void end_writing();

  /// Waits for the end of the call; what was not read is dropped. The call's reply is there then.
  ClientCall& finish();

  /// The call itself, to wait for its end without a thread.
  [[nodiscard]] ClientCall& call() { return call_; }

  /// Ends the call with Code::Cancelled, unless it has ended before; the peer is told.
  void cancel() { call_.cancel(); }

  /// Why a call that has ended failed, if it did.
  [[nodiscard]] std::optional<Error> failure();

 private:
  std::unique_ptr<StreamPort> port_;  // outlives the call
  ClientCall call_;
};

}  // namespace idl::detail
