// The hooks of this example. They run on whichever thread a call runs on, several at once; all that
// they share is constant, or the log, which any thread may use.
#include "interceptors.h"

idl::Result<void> TokenCheck::on_call(idl::Context& context) {
  if (context.metadata().text("token") == token_) return {};
  return idl::Error{.code = idl::Code::PermissionDenied, .message = "wrong token, or none"};
}

void CallLog::on_end(const idl::Context&, const idl::CallEnd& end) {
  // What a peer may have chosen is written last; the log escapes it and cuts it off.
  std::string line(end.method);
  line += end.error == nullptr ? ": OK" : ": " + std::string(to_string(end.error->code));
  if (end.trace) line += ", trace " + to_traceparent(*end.trace);
  if (end.error != nullptr) line += ", " + end.error->message;
  log_.write(end.error == nullptr ? idl::LogLevel::Info : idl::LogLevel::Warning, line);
}

idl::Result<void> TokenSender::on_call(idl::OutgoingCall& call) {
  call.options.metadata.set("token", token_);
  if (!call.options.trace) call.options.trace = idl::TraceContext::start();
  return {};
}
