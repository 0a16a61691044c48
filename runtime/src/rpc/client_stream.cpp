// Calls with streams, from their request to their answer. Waiting is the link's business, elements
// are the port's.
#include "idl/client_stream.h"

#include <string>
#include <utility>

#include "idl/stream.h"
#include "idl/stream_marshal.h"
#include "rpc/stream_port.h"

namespace idl::detail {

ClientStream::ClientStream() : port_(std::make_unique<StreamPort>()) {}
ClientStream::~ClientStream() = default;

std::unique_ptr<ClientStream> ClientStream::failed(Error error) {
  auto stream = std::make_unique<ClientStream>();
  stream->call_ = ClientCall::failed(std::move(error));
  return stream;
}

std::unique_ptr<ClientStream> ClientStream::start(const std::shared_ptr<CallRoute>& route,
                                                  CallStart start) {
  auto stream = std::make_unique<ClientStream>();
  start.port = stream->port_.get();
  stream->call_ = ClientCall::start(route, start);
  return stream;
}

bool ClientStream::next(BytesView& element) { return port_->next(element); }

bool ClientStream::write(const Outgoing& element) {
  const Written written = port_->write(element);
  if (written == Written::TooLarge) {
    call_.give_up(
        Error{Code::MessageTooLarge,
              "an element has " + std::to_string(element.size) + " bytes, more than the peer takes",
              Executed::Maybe, Origin::Local});
  }
  return written == Written::Accepted;
}

void ClientStream::refuse_received(const Error& flaw) {
  call_.overrule(Error{flaw.code, "an element of the callee's stream: " + flaw.message,
                       Executed::Maybe, Origin::Local});
}

void ClientStream::refuse_written(const Error& flaw) {
  call_.give_up(Error{flaw.code, "an element of the caller's stream: " + flaw.message,
                      Executed::Maybe, Origin::Local});
}

bool ClientStream::complete() { return !failure(); }

void ClientStream::end_writing() { port_->end_writing(); }

ClientCall& ClientStream::finish() {
  end_writing();
  BytesView dropped;
  while (port_->next(dropped)) {
  }
  return call_;
}

std::optional<Error> ClientStream::failure() { return call_.wait().error; }

Error no_memory_for_element() {
  return Error{Code::ResourceExhausted, "there is no memory for it", Executed::Maybe,
               Origin::Local};
}

void throw_incomplete_stream() {
  throw_call_error(Error{Code::Cancelled, "the caller's stream did not end in order",
                         Executed::Maybe, Origin::Local});
}

}  // namespace idl::detail
