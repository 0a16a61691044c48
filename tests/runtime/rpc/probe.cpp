// The stubs of the probe service.
// They are written by hand, in the form that idlc generates.
#include "probe.h"

#include <array>

#include <idl/marshal.h>

namespace probe {
namespace {

constexpr idl::Method kEcho{0x101, "probe.Probe.echo"};
constexpr idl::Method kSlow{0x102, "probe.Probe.slow"};
constexpr idl::Method kCheck{0x103, "probe.Probe.check"};
constexpr idl::Method kCount{0x104, "probe.Probe.count"};
constexpr idl::Method kUnwritten{0x105, "probe.Probe.unwritten"};
constexpr idl::Method kUnknown{0x106, "probe.Probe.unknown"};
constexpr idl::Method kNote{0x107, "probe.Probe.note"};
constexpr idl::Method kBrief{0x108, "probe.Probe.brief"};
constexpr idl::Method kHasty{.id = 0x109,
                             .name = "probe.Probe.hasty",
                             .timeout = std::chrono::seconds(2),
                             .idempotent = true};

Server& server_of(idl::Service& service) { return static_cast<Server&>(service); }

void dispatch_echo(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply(server_of(service).on_echo(call.context(), std::move(text)));
}

void check_brief(idl::Validator& validator, const std::string& text) {
  validator.length("text", text, {.max = 4});
}

void dispatch_brief(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read<check_brief>(text)) return;
  call.reply(server_of(service).on_echo(call.context(), std::move(text)));
}

void dispatch_check(idl::Service& service, idl::ServerCall& call) {
  std::uint32_t number = 0;
  if (!call.read(number)) return;
  call.reply(server_of(service).on_check(call.context(), number));
}

void dispatch_count(idl::Service&, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  call.reply_values(CountResult(Counts{.calls = 1, .bytes = text.size()}));
}

void dispatch_unwritten(idl::Service&, idl::ServerCall& call) {
  if (!call.read()) return;
  call.reply(EchoResult(idl::unimplemented(kUnwritten)));
}

void dispatch_note(idl::Service& service, idl::ServerCall& call) {
  std::string text;
  if (!call.read(text)) return;
  server_of(service).on_note(call.context(), std::move(text));
}

constexpr std::array<idl::MethodEntry, 8> kMethods{{
    {kEcho, dispatch_echo},
    {kSlow, dispatch_echo},
    {kCheck, dispatch_check},
    {kCount, dispatch_count},
    {kUnwritten, dispatch_unwritten},
    {kNote, dispatch_note, idl::MethodKind::OneWay},
    {kBrief, dispatch_brief},
    {kHasty, dispatch_echo},
}};

}  // namespace

std::span<const idl::MethodEntry> Server::methods() const { return kMethods; }

EchoResult Client::echo(const std::string& text) const {
  return stub_.call<EchoResult>(kEcho, text);
}
EchoResult Client::slow(const std::string& text) const {
  return stub_.call<EchoResult>(kSlow, text);
}
CheckResult Client::check(std::uint32_t number) const {
  return stub_.call<CheckResult>(kCheck, number);
}
OldCheckResult Client::check_as_old_client(std::uint32_t number) const {
  return stub_.call<OldCheckResult>(kCheck, number);
}
CountResult Client::count(const std::string& text) const {
  return stub_.call_values<CountResult>(kCount, text);
}
EchoResult Client::brief(const std::string& text) const {
  return stub_.call<EchoResult, check_brief>(kBrief, text);
}
idl::Pending<EchoResult> Client::start_brief(const std::string& text) const {
  return stub_.start<EchoResult, check_brief>(kBrief, text);
}
EchoResult Client::brief_unchecked(const std::string& text) const {
  return stub_.call<EchoResult>(kBrief, text);
}
EchoResult Client::hasty(const std::string& text) const {
  return stub_.call<EchoResult>(kHasty, text);
}
EchoResult Client::unwritten() const { return stub_.call<EchoResult>(kUnwritten); }
EchoResult Client::unknown() const { return stub_.call<EchoResult>(kUnknown); }
EchoResult Client::echo_of_wrong_type(std::uint64_t number) const {
  return stub_.call<EchoResult>(kEcho, number);
}
idl::Result<void> Client::note(const std::string& text) const { return stub_.send(kNote, text); }
idl::Result<void> Client::note_briefly(const std::string& text) const {
  return stub_.send<check_brief>(kNote, text);
}

idl::Pending<EchoResult> Client::start_echo(const std::string& text) const {
  return stub_.start<EchoResult>(kEcho, text);
}
idl::Pending<EchoResult> Client::start_slow(const std::string& text) const {
  return stub_.start<EchoResult>(kSlow, text);
}

}  // namespace probe

namespace idl {

std::size_t Codec<probe::Refused>::measure(const probe::Refused& error, Measure& measure) {
  return detail::measure_block(measure, error.reason, error.number);
}
std::byte* Codec<probe::Refused>::write(const probe::Refused& error, std::byte* out) {
  return detail::write_block(out, error.reason, error.number);
}
bool Codec<probe::Refused>::read(const Input& in, probe::Refused& error) {
  return detail::read_block(in, error.reason, error.number);
}

std::size_t Codec<probe::Counts>::measure(const probe::Counts& counts, Measure& measure) {
  return detail::measure_block(measure, counts.calls, counts.bytes);
}
std::byte* Codec<probe::Counts>::write(const probe::Counts& counts, std::byte* out) {
  return detail::write_block(out, counts.calls, counts.bytes);
}
bool Codec<probe::Counts>::read(const Input& in, probe::Counts& counts) {
  return detail::read_block(in, counts.calls, counts.bytes);
}

}  // namespace idl
