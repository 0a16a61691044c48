// The stubs of the probe with streams.
// They are written by hand, in the form that idlc generates.
#include "stream_probe.h"

#include <array>

#include <idl/stream_marshal.h>

namespace probe {
namespace {

constexpr idl::Method kWatch{0x201, "probe.Streams.watch"};
constexpr idl::Method kUpload{0x202, "probe.Streams.upload"};
constexpr idl::Method kChat{0x203, "probe.Streams.chat"};
constexpr idl::Method kEcho{0x101, "probe.Probe.echo"};

StreamServer& server_of(idl::Service& service) { return static_cast<StreamServer&>(service); }

void dispatch_watch(idl::Service& service, idl::ServerCall& call) {
  std::uint32_t count = 0;
  if (!call.read(count)) return;
  call.reply(server_of(service).on_watch(call.context(), count, call.writer<std::string>()));
}

void dispatch_upload(idl::Service& service, idl::ServerCall& call) {
  if (!call.read()) return;
  call.reply_values(server_of(service).on_upload(call.context(), call.reader<std::string>()));
}

void dispatch_chat(idl::Service& service, idl::ServerCall& call) {
  if (!call.read()) return;
  call.reply(server_of(service).on_chat(call.context(), call.reader<std::string>(),
                                        call.writer<std::string>()));
}

constexpr std::array<idl::MethodEntry, 3> kMethods{{
    {kWatch, dispatch_watch, idl::MethodKind::CalleeStreams},
    {kUpload, dispatch_upload, idl::MethodKind::CallerStreams},
    {kChat, dispatch_chat, idl::MethodKind::BothStream},
}};

}  // namespace

std::span<const idl::MethodEntry> StreamServer::methods() const { return kMethods; }

WatchCall StreamClient::watch(std::uint32_t count) const {
  return stub_.stream<WatchCall>(kWatch, count);
}
UploadCall StreamClient::upload() const { return stub_.stream_values<UploadCall>(kUpload); }
ChatCall StreamClient::chat() const { return stub_.stream<ChatCall>(kChat); }
UploadCall StreamClient::upload_to_echo() const { return stub_.stream_values<UploadCall>(kEcho); }
EchoResult StreamClient::echo_to_chat() const { return stub_.call<EchoResult>(kChat); }
idl::StreamCall<CountResult, std::uint64_t, void> StreamClient::upload_numbers() const {
  return stub_.stream_values<idl::StreamCall<CountResult, std::uint64_t, void>>(kUpload);
}
idl::StreamCall<CheckResult, void, std::uint64_t> StreamClient::watch_numbers() const {
  return stub_.stream<idl::StreamCall<CheckResult, void, std::uint64_t>>(kWatch, std::uint32_t{3});
}

}  // namespace probe
