// A service with streams, written by hand in the shape that idlc generates. What its handlers do,
// each test says with a function.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include <idl/rpc.h>

#include "probe.h"

namespace probe {

using WatchCall = idl::StreamCall<CheckResult, void, std::string>;
using UploadCall = idl::StreamCall<CountResult, std::string, void>;
using ChatCall = idl::StreamCall<EchoResult, std::string, std::string>;

/// The server side.
class StreamServer : public idl::Service {
 public:
  /// Sends "0", "1" and so on.
  std::function<CheckResult(idl::Context&, std::uint32_t, idl::Writer<std::string>)> on_watch =
      [](idl::Context&, std::uint32_t count, idl::Writer<std::string> texts) -> CheckResult {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (!texts.write(std::to_string(i))) return idl::fail("nobody listens");
    }
    return {};
  };
  /// Counts elements and their bytes.
  std::function<CountResult(idl::Context&, idl::Reader<std::string>)> on_upload =
      [](idl::Context&, idl::Reader<std::string> texts) -> CountResult {
    Counts counts;
    for (const std::string& text : texts) {
      ++counts.calls;
      counts.bytes += text.size();
    }
    return counts;
  };
  /// Sends back what comes.
  std::function<EchoResult(idl::Context&, idl::Reader<std::string>, idl::Writer<std::string>)>
      on_chat = [](idl::Context&, idl::Reader<std::string> in,
                   idl::Writer<std::string> out) -> EchoResult {
    while (auto text = in.next()) {
      if (!out.write(*text)) break;
    }
    return std::string(in.complete() ? "bye" : "?");
  };

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const final;
};

/// The client side.
class StreamClient {
 public:
  explicit StreamClient(idl::Channel channel) : stub_(std::move(channel)) {}
  explicit StreamClient(idl::Stub stub) : stub_(std::move(stub)) {}

  [[nodiscard]] StreamClient with(idl::CallOptions options) const {
    StreamClient client = *this;
    client.stub_ = stub_.with(options);
    return client;
  }

  [[nodiscard]] WatchCall watch(std::uint32_t count) const;
  [[nodiscard]] UploadCall upload() const;
  [[nodiscard]] ChatCall chat() const;
  /// Streams where the server has a plain method, and the reverse.
  [[nodiscard]] UploadCall upload_to_echo() const;
  [[nodiscard]] EchoResult echo_to_chat() const;
  /// Elements of another type than the server reads.
  [[nodiscard]] idl::StreamCall<CountResult, std::uint64_t, void> upload_numbers() const;
  [[nodiscard]] idl::StreamCall<CheckResult, void, std::uint64_t> watch_numbers() const;

 private:
  idl::Stub stub_;
};

/// As generated code names the two.
struct StreamProbe {
  using Client = StreamClient;
  using Server = StreamServer;
};

}  // namespace probe
