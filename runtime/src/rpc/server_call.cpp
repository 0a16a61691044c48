// ServerCall is the face that IncomingCall shows to generated code; here is what its templates
// call.
#include "idl/server_call.h"

#include <utility>

#include "rpc/incoming_call.h"

namespace idl {
namespace {

detail::IncomingCall& incoming(ServerCall& call) {
  return static_cast<detail::IncomingCall&>(call);
}

/// What the caller gets to know of a handler's own failure. The handler ran, whatever calls of its
/// own the error may tell about.
Error as_told_by_handler(Error error) {
  if (error.code == Code::Unimplemented && error.origin == Origin::Local) {
    error.origin = Origin::Peer;
    error.executed = Executed::No;
    return error;
  }
  if (error.code == Code::DeclaredError) error.code = Code::UndeclaredError;
  error.origin = Origin::Application;
  error.executed = Executed::Maybe;
  return error;
}

}  // namespace

Context& ServerCall::context() { return incoming(*this).handler_context(); }

BytesView ServerCall::parameters() const {
  return static_cast<const detail::IncomingCall&>(*this).parameters();
}

detail::Descriptors& ServerCall::descriptors() { return incoming(*this).descriptors; }

std::shared_ptr<detail::CallRoute> ServerCall::take_reference(std::uint32_t number) {
  return incoming(*this).take_reference(number);
}

detail::StreamEnd& ServerCall::stream() { return incoming(*this).stream_end(); }

void ServerCall::start(detail::AnyTask task, AnswerTask answer_with) {
  incoming(*this).task.start(std::move(task), answer_with);
}

void ServerCall::trace_unmarshalled() {
  incoming(*this).trace(Step::ParametersUnmarshalled, parameters().size());
}

void ServerCall::trace_procedure_run() { incoming(*this).trace(Step::ProcedureRun, 0); }

void ServerCall::send(const detail::Outgoing& results) { incoming(*this).reply(results); }

void ServerCall::fail(const Error& error) { incoming(*this).fail(as_told_by_handler(error)); }

void ServerCall::fail_declared(std::uint64_t id, std::string_view name,
                               const detail::Outgoing& fields) {
  incoming(*this).fail_declared(id, name, fields);
}

void ServerCall::refuse_parameters(const Error& flaw) {
  Error told = flaw;
  told.message = "the parameters do not decode: " + flaw.message;
  told.executed = Executed::No;
  told.origin = Origin::Peer;
  incoming(*this).fail(told);
}

void ServerCall::refuse_arguments(const Error& broken) {
  Error told = broken;
  told.executed = Executed::No;
  told.origin = Origin::Peer;
  incoming(*this).fail(told);
}

void ServerCall::refuse_result(const Error& flaw) {
  Error told = flaw;
  told.message = "the result does not encode: " + flaw.message;
  told.executed = Executed::Maybe;
  told.origin = Origin::Application;
  incoming(*this).fail(told);
}

void ServerCall::refuse_broken_result(const Error& broken) {
  Error told = broken;
  told.message = "the result breaks a constraint: " + broken.message;
  told.executed = Executed::Maybe;
  told.origin = Origin::Application;
  incoming(*this).fail(told);
}

}  // namespace idl
