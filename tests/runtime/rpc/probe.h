// A service written by hand in the shape that idlc generates, for the tests of calls. What its
// handlers do, each test says with a function.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include <idl/codec.h>
#include <idl/references.h>
#include <idl/rpc.h>

namespace probe {

/// The declared error of probe().
struct Refused {
  std::string reason{};
  std::uint32_t number = 0;
};

/// Two results.
struct Counts {
  std::uint64_t calls = 0;
  std::uint64_t bytes = 0;
};

using EchoResult = idl::Result<std::string>;
using CheckResult = idl::Result<void, Refused>;
/// What a client knows that does not know Refused.
using OldCheckResult = idl::Result<void>;
using CountResult = idl::Result<Counts>;

/// The server side.
class Server : public idl::Service {
 public:
  std::function<EchoResult(idl::Context&, std::string)> on_echo =
      [](idl::Context&, std::string text) { return EchoResult(std::move(text)); };
  std::function<CheckResult(idl::Context&, std::uint32_t)> on_check;
  std::function<void(idl::Context&, std::string)> on_note;

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const final;
};

/// The client side.
class Client {
 public:
  Client() = default;
  template <std::derived_from<Server> S>
  Client(std::shared_ptr<S> service) : stub_(std::shared_ptr<idl::Service>(std::move(service))) {}
  explicit Client(idl::Channel channel) : stub_(std::move(channel)) {}
  explicit Client(idl::Stub stub) : stub_(std::move(stub)) {}

  [[nodiscard]] Client with(idl::CallOptions options) const {
    Client client = *this;
    client.stub_ = stub_.with(options);
    return client;
  }

  [[nodiscard]] EchoResult echo(const std::string& text) const;
  /// The same as echo(), under another name, so with a history of its own.
  [[nodiscard]] EchoResult slow(const std::string& text) const;
  [[nodiscard]] CheckResult check(std::uint32_t number) const;
  [[nodiscard]] OldCheckResult check_as_old_client(std::uint32_t number) const;
  [[nodiscard]] CountResult count(const std::string& text) const;
  /// echo() as a method with constraints: the text has at most 4 bytes.
  [[nodiscard]] EchoResult brief(const std::string& text) const;
  [[nodiscard]] idl::Pending<EchoResult> start_brief(const std::string& text) const;
  /// brief() as a client calls it whose schema has no constraints.
  [[nodiscard]] EchoResult brief_unchecked(const std::string& text) const;
  /// echo() with the method's own timeout of two seconds.
  [[nodiscard]] EchoResult hasty(const std::string& text) const;
  /// A method that the server's side declares but does not write.
  [[nodiscard]] EchoResult unwritten() const;
  /// A method that the server's side does not know.
  [[nodiscard]] EchoResult unknown() const;
  /// Sends a number where check() wants a number and more: not decodable as echo()'s text.
  [[nodiscard]] EchoResult echo_of_wrong_type(std::uint64_t number) const;
  [[nodiscard]] idl::Result<void> note(const std::string& text) const;
  /// note() with the constraint of brief().
  [[nodiscard]] idl::Result<void> note_briefly(const std::string& text) const;

  [[nodiscard]] idl::Pending<EchoResult> start_echo(const std::string& text) const;
  [[nodiscard]] idl::Pending<EchoResult> start_slow(const std::string& text) const;

 private:
  friend struct idl::detail::ClientAccess;

  idl::Stub stub_;
};

/// As generated code names the two.
struct Probe {
  using Client = probe::Client;
  using Server = probe::Server;
};

}  // namespace probe

namespace idl {

template <>
struct Codec<probe::Refused> : ErrorCodec {
  static constexpr std::string_view kName = "probe.Refused";
  static constexpr std::uint64_t kId = 0x5EF05ED;
  static std::size_t measure(const probe::Refused& error, Measure& measure);
  static std::byte* write(const probe::Refused& error, std::byte* out);
  static bool read(const Input& in, probe::Refused& error);
};

template <>
struct Codec<probe::Counts> : StructCodec {
  static std::size_t measure(const probe::Counts& counts, Measure& measure);
  static std::byte* write(const probe::Counts& counts, std::byte* out);
  static bool read(const Input& in, probe::Counts& counts);
};

}  // namespace idl
