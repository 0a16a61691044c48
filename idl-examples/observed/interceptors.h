// What stands around the calls of this example: a check of tokens and a log at the server, and what
// sends the token at the client. They know nothing of the service that they stand around.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include <idl/interceptor.h>
#include <idl/log.h>

/// Lets in who has the token.
class TokenCheck final : public idl::ServerInterceptor {
 public:
  explicit TokenCheck(std::string token) : token_(std::move(token)) {}
  idl::Result<void> on_call(idl::Context& context) override;

 private:
  const std::string token_;
};

/// A line for each call: what was called, how it ended, and the trace to find it by.
class CallLog final : public idl::ServerInterceptor {
 public:
  explicit CallLog(std::shared_ptr<idl::LogSink> sink) : log_(std::move(sink)) {}
  void on_end(const idl::Context& context, const idl::CallEnd& end) override;

 private:
  idl::Log log_;
};

/// Sends the token with every call, and begins a trace where there is none yet.
class TokenSender final : public idl::ClientInterceptor {
 public:
  explicit TokenSender(std::string token) : token_(std::move(token)) {}
  idl::Result<void> on_call(idl::OutgoingCall& call) override;

 private:
  const std::string token_;
};
