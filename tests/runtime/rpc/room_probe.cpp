// The stubs of the service whose values are services.
// They are written by hand, in the form that idlc generates.
#include "room_probe.h"

#include <array>

#include <idl/marshal.h>

namespace probe {
namespace {

constexpr idl::Method kKeep{0x301, "probe.Room.keep"};
constexpr idl::Method kKeepAll{0x302, "probe.Room.keep_all"};
constexpr idl::Method kOpen{0x303, "probe.Room.open"};
constexpr idl::Method kTell{0x304, "probe.Room.tell"};

RoomServer& server_of(idl::Service& service) { return static_cast<RoomServer&>(service); }

void dispatch_keep(idl::Service& service, idl::ServerCall& call) {
  Client listener;
  if (!call.read(listener)) return;
  call.reply(server_of(service).on_keep(call.context(), std::move(listener)));
}

void dispatch_keep_all(idl::Service& service, idl::ServerCall& call) {
  std::vector<Client> all;
  std::optional<Client> one;
  if (!call.read(all, one)) return;
  call.reply(server_of(service).on_keep_all(call.context(), std::move(all), std::move(one)));
}

void dispatch_open(idl::Service& service, idl::ServerCall& call) {
  if (!call.read()) return;
  call.reply(server_of(service).on_open(call.context()));
}

void dispatch_tell(idl::Service& service, idl::ServerCall& call) {
  Client listener;
  if (!call.read(listener)) return;
  server_of(service).on_tell(call.context(), std::move(listener));
}

constexpr std::array<idl::MethodEntry, 4> kMethods{{
    {kKeep, dispatch_keep},
    {kKeepAll, dispatch_keep_all},
    {kOpen, dispatch_open},
    {kTell, dispatch_tell, idl::MethodKind::OneWay},
}};

}  // namespace

std::span<const idl::MethodEntry> RoomServer::methods() const { return kMethods; }

KeepResult RoomClient::keep(const Client& listener) const {
  return stub_.call<KeepResult>(kKeep, listener);
}
idl::Pending<KeepResult> RoomClient::start_keep(const Client& listener) const {
  return stub_.start<KeepResult>(kKeep, listener);
}
KeepResult RoomClient::keep_all(const std::vector<Client>& all,
                                const std::optional<Client>& one) const {
  return stub_.call<KeepResult>(kKeepAll, all, one);
}
OpenResult RoomClient::open() const { return stub_.call<OpenResult>(kOpen); }
idl::Pending<OpenResult> RoomClient::start_open() const { return stub_.start<OpenResult>(kOpen); }
idl::Result<void> RoomClient::tell(const Client& listener) const {
  return stub_.send(kTell, listener);
}
KeepResult RoomClient::keep_nothing() const { return stub_.call<KeepResult>(kKeep); }
KeepResult RoomClient::keep_two(const Client& listener, const std::optional<Client>& more) const {
  return stub_.call<KeepResult>(kKeep, listener, more);
}
KeepResult RoomClient::open_and_forget() const { return stub_.call<KeepResult>(kOpen); }

}  // namespace probe
