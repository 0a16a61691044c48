// The stubs of the probe with descriptors.
// They are written by hand, in the form that idlc generates.
#include "fd_probe.h"

#include <array>

#include <idl/marshal.h>

namespace probe {
namespace {

constexpr idl::Method kOpen{0x301, "probe.Fds.open"};
constexpr idl::Method kSize{0x302, "probe.Fds.size"};
constexpr idl::Method kOpened{0x303, "probe.Fds.opened"};
constexpr idl::Method kKeep{0x304, "probe.Fds.keep"};

FdServer& server_of(idl::Service& service) { return static_cast<FdServer&>(service); }

void dispatch_open(idl::Service& service, idl::ServerCall& call) {
  std::string path;
  if (!call.read(path)) return;
  call.reply(server_of(service).on_open(path));
}

void dispatch_size(idl::Service& service, idl::ServerCall& call) {
  idl::Fd file{};
  std::optional<idl::Fd> other{};
  if (!call.read(file, other)) return;
  call.reply(server_of(service).on_size(std::move(file), std::move(other)));
}

void dispatch_opened(idl::Service& service, idl::ServerCall& call) {
  if (!call.read()) return;
  call.reply_values(server_of(service).on_opened());
}

void dispatch_keep(idl::Service& service, idl::ServerCall& call) {
  idl::Fd file{};
  if (!call.read(file)) return;
  server_of(service).on_keep(std::move(file));
}

constexpr std::array<idl::MethodEntry, 4> kMethods{{
    {kOpen, dispatch_open},
    {kSize, dispatch_size},
    {kOpened, dispatch_opened},
    {kKeep, dispatch_keep, idl::MethodKind::OneWay},
}};

}  // namespace

std::span<const idl::MethodEntry> FdServer::methods() const { return kMethods; }

OpenFdResult FdClient::open(const std::string& path) const {
  return stub_.call<OpenFdResult>(kOpen, path);
}
idl::Pending<OpenFdResult> FdClient::start_open(const std::string& path) const {
  return stub_.start<OpenFdResult>(kOpen, path);
}
SizeResult FdClient::size(const idl::Fd& file, const std::optional<idl::Fd>& other) const {
  return stub_.call<SizeResult>(kSize, file, other);
}
idl::Pending<SizeResult> FdClient::start_size(const idl::Fd& file,
                                              const std::optional<idl::Fd>& other) const {
  return stub_.start<SizeResult>(kSize, file, other);
}
OpenedResult FdClient::opened() const { return stub_.call_values<OpenedResult>(kOpened); }
idl::Result<void> FdClient::keep(const idl::Fd& file) const { return stub_.send(kKeep, file); }
SizeResult FdClient::open_as_number(const std::string& path) const {
  return stub_.call<SizeResult>(kOpen, path);
}
SizeResult FdClient::size_of_numbers(std::uint32_t first, std::uint32_t second) const {
  return stub_.call<SizeResult>(kSize, first, second);
}

}  // namespace probe

namespace idl {

std::size_t Codec<probe::Opened>::measure(const probe::Opened& opened, Measure& measure) {
  return detail::measure_block(measure, opened.size, opened.file);
}
std::byte* Codec<probe::Opened>::write(const probe::Opened& opened, std::byte* out) {
  return detail::write_block(out, opened.size, opened.file);
}
bool Codec<probe::Opened>::read(const Input& in, probe::Opened& opened) {
  return detail::read_block(in, opened.size, opened.file);
}
void Codec<probe::Opened>::attach(const probe::Opened& opened, detail::DescriptorSink& out) {
  out.add(opened.file);
}

}  // namespace idl
