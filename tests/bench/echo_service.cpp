// The stubs of the echo service.
// They are written by hand, so that this folder needs no idlc.
#include "echo_service.h"

#include <array>
#include <chrono>
#include <thread>

#include <idl/stream_marshal.h>

#include "workload.h"

namespace bench {
namespace {

constexpr idl::Method kEcho{0xEC40, "bench.Echo.echo"};
constexpr idl::Method kNap{0x4A9, "bench.Echo.nap"};
constexpr idl::Method kPour{0x9094, "bench.Echo.pour"};

void dispatch_echo(idl::Service&, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply(EchoResult(std::move(text)));
}

void dispatch_nap(idl::Service&, idl::ServerCall& call) {
  std::uint32_t milliseconds = 0;
  if (!call.read(milliseconds)) return;
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
  call.reply(EchoResult("awake"));
}

void dispatch_pour(idl::Service&, idl::ServerCall& call) {
  std::uint32_t count = 0;
  if (!call.read(count)) return;
  idl::Writer<std::string> messages = call.writer<std::string>();
  const std::string text(kMessageBytes, 'x');
  while (count > 0 && messages.write(text)) --count;
  call.reply(idl::Result<void>());
}

constexpr std::array<idl::MethodEntry, 3> kMethods{{
    {kEcho, dispatch_echo},
    {kNap, dispatch_nap},
    {kPour, dispatch_pour, idl::MethodKind::CalleeStreams},
}};

}  // namespace

EchoResult EchoClient::echo(const std::string& text) const {
  return stub_.call<EchoResult>(kEcho, text);
}

idl::Pending<EchoResult> EchoClient::start_echo(const std::string& text) const {
  return stub_.start<EchoResult>(kEcho, text);
}

idl::Pending<EchoResult> EchoClient::start_nap(std::uint32_t milliseconds) const {
  return stub_.start<EchoResult>(kNap, milliseconds);
}

PourCall EchoClient::pour(std::uint32_t count) const {
  return stub_.stream<PourCall>(kPour, count);
}

std::span<const idl::MethodEntry> EchoServer::methods() const { return kMethods; }

}  // namespace bench
