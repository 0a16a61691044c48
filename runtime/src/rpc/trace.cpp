// The names of a call's steps.
// They are for people; programs have the enumerators.
#include "idl/trace.h"

namespace idl {

std::string_view to_string(Step step) {
  switch (step) {
    case Step::ClientStubCalled:
      return "ClientStubCalled";
    case Step::ParametersMarshalled:
      return "ParametersMarshalled";
    case Step::RequestSent:
      return "RequestSent";
    case Step::RequestReceived:
      return "RequestReceived";
    case Step::Dispatched:
      return "Dispatched";
    case Step::ParametersUnmarshalled:
      return "ParametersUnmarshalled";
    case Step::ProcedureRun:
      return "ProcedureRun";
    case Step::ResultMarshalled:
      return "ResultMarshalled";
    case Step::ReplySent:
      return "ReplySent";
    case Step::ReplyReceived:
      return "ReplyReceived";
    case Step::ResultUnmarshalled:
      return "ResultUnmarshalled";
    case Step::Returned:
      return "Returned";
  }
  return "unknown";
}

}  // namespace idl
