// A service whose parameters and results are services, written by hand in the shape that idlc
// generates. What its handlers do, each test says with a function.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <idl/rpc.h>

#include "probe.h"

namespace probe {

using KeepResult = idl::Result<void>;
using OpenResult = idl::Result<Client>;

/// The server side.
class RoomServer : public idl::Service {
 public:
  std::function<KeepResult(idl::Context&, Client)> on_keep;
  std::function<KeepResult(idl::Context&, std::vector<Client>, std::optional<Client>)> on_keep_all;
  std::function<OpenResult(idl::Context&)> on_open;
  std::function<void(idl::Context&, Client)> on_tell;

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const final;
};

/// The client side.
class RoomClient {
 public:
  explicit RoomClient(idl::Channel channel) : stub_(std::move(channel)) {}

  [[nodiscard]] RoomClient with(idl::CallOptions options) const {
    RoomClient client = *this;
    client.stub_ = stub_.with(std::move(options));
    return client;
  }

  [[nodiscard]] KeepResult keep(const Client& listener) const;
  [[nodiscard]] idl::Pending<KeepResult> start_keep(const Client& listener) const;
  [[nodiscard]] KeepResult keep_all(const std::vector<Client>& all,
                                    const std::optional<Client>& one) const;
  [[nodiscard]] OpenResult open() const;
  [[nodiscard]] idl::Pending<OpenResult> start_open() const;
  [[nodiscard]] idl::Result<void> tell(const Client& listener) const;
  /// keep() as a client calls it whose schema has no parameter.
  [[nodiscard]] KeepResult keep_nothing() const;
  /// keep() with a parameter that the server does not know.
  [[nodiscard]] KeepResult keep_two(const Client& listener,
                                    const std::optional<Client>& more) const;
  /// open() as a client calls it that knows of no result.
  [[nodiscard]] KeepResult open_and_forget() const;

 private:
  idl::Stub stub_;
};

}  // namespace probe
