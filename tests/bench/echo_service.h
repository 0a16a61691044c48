// An echo service in the shape that idlc generates, written by hand so that the benchmark measures
// the runtime alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <idl/rpc.h>

namespace bench {

using EchoResult = idl::Result<std::string>;
using PourCall = idl::StreamCall<idl::Result<void>, void, std::string>;

class EchoClient {
 public:
  explicit EchoClient(idl::Channel channel) : stub_(std::move(channel)) {}

  [[nodiscard]] EchoResult echo(const std::string& text) const;
  [[nodiscard]] idl::Pending<EchoResult> start_echo(const std::string& text) const;
  /// Answers after so many milliseconds, for which the handler sleeps.
  [[nodiscard]] idl::Pending<EchoResult> start_nap(std::uint32_t milliseconds) const;
  /// A stream of so many messages.
  [[nodiscard]] PourCall pour(std::uint32_t count) const;

 private:
  idl::Stub stub_;
};

class EchoServer final : public idl::Service {
 public:
  [[nodiscard]] std::span<const idl::MethodEntry> methods() const override;
};

}  // namespace bench
