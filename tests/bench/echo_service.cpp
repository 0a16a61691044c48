// The stubs of the echo service.
// They are written by hand, so that this folder needs no idlc.
#include "echo_service.h"

#include <array>

#include <idl/marshal.h>

namespace bench {
namespace {

constexpr idl::Method kEcho{0xEC40, "bench.Echo.echo"};

void dispatch_echo(idl::Service&, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply(EchoResult(std::move(text)));
}

constexpr std::array<idl::MethodEntry, 1> kMethods{{{kEcho, dispatch_echo}}};

}  // namespace

EchoResult EchoClient::echo(const std::string& text) const {
  return stub_.call<EchoResult>(kEcho, text);
}

idl::Pending<EchoResult> EchoClient::start_echo(const std::string& text) const {
  return stub_.start<EchoResult>(kEcho, text);
}

std::span<const idl::MethodEntry> EchoServer::methods() const { return kMethods; }

}  // namespace bench
