// The stubs of the probe with coroutines.
// They are written by hand, in the form that idlc generates.
#include "async_probe.h"

#include <array>

#include <idl/stream_marshal.h>

namespace probe {
namespace {

constexpr idl::Method kEcho{0x101, "probe.Probe.echo"};
constexpr idl::Method kCount{0x104, "probe.Probe.count"};
constexpr idl::Method kNote{0x107, "probe.Probe.note"};
constexpr idl::Method kWatch{0x201, "probe.Streams.watch"};
constexpr idl::Method kUpload{0x202, "probe.Streams.upload"};
constexpr idl::Method kChat{0x203, "probe.Streams.chat"};

AsyncServer& server_of(idl::Service& service) { return static_cast<AsyncServer&>(service); }

void dispatch_echo(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply(server_of(service).on_echo(call.context(), std::move(text)));
}

void dispatch_count(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply_values(server_of(service).on_count(call.context(), std::move(text)));
}

void dispatch_note(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.run([&] { return server_of(service).on_note(call.context(), std::move(text)); });
}

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

constexpr std::array<idl::MethodEntry, 6> kMethods{{
    {kEcho, dispatch_echo},
    {kCount, dispatch_count},
    {kNote, dispatch_note, idl::MethodKind::OneWay},
    {kWatch, dispatch_watch, idl::MethodKind::CalleeStreams},
    {kUpload, dispatch_upload, idl::MethodKind::CallerStreams},
    {kChat, dispatch_chat, idl::MethodKind::BothStream},
}};

}  // namespace

std::span<const idl::MethodEntry> AsyncServer::methods() const { return kMethods; }

}  // namespace probe
