// A service whose calls bring descriptors, written by hand in the shape that idlc generates. What
// its handlers do, each test says with a function.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <idl/codec.h>
#include <idl/descriptors.h>
#include <idl/rpc.h>

namespace probe {

/// Two results, one of them a descriptor.
struct Opened {
  std::uint64_t size = 0;
  idl::Fd file{};
};

using OpenFdResult = idl::Result<idl::Fd>;
using OpenedResult = idl::Result<Opened>;
using SizeResult = idl::Result<std::uint64_t>;

/// The server side.
class FdServer : public idl::Service {
 public:
  std::function<OpenFdResult(const std::string&)> on_open;
  std::function<SizeResult(idl::Fd, std::optional<idl::Fd>)> on_size;
  std::function<OpenedResult()> on_opened;
  std::function<void(idl::Fd)> on_keep;

  [[nodiscard]] std::span<const idl::MethodEntry> methods() const final;
};

/// The client side.
class FdClient {
 public:
  explicit FdClient(idl::Channel channel) : stub_(std::move(channel)) {}

  [[nodiscard]] FdClient with(idl::CallOptions options) const {
    FdClient client = *this;
    client.stub_ = stub_.with(options);
    return client;
  }

  [[nodiscard]] OpenFdResult open(const std::string& path) const;
  [[nodiscard]] idl::Pending<OpenFdResult> start_open(const std::string& path) const;
  [[nodiscard]] SizeResult size(const idl::Fd& file, const std::optional<idl::Fd>& other) const;
  [[nodiscard]] idl::Pending<SizeResult> start_size(const idl::Fd& file,
                                                    const std::optional<idl::Fd>& other) const;
  [[nodiscard]] OpenedResult opened() const;
  [[nodiscard]] idl::Result<void> keep(const idl::Fd& file) const;
  /// open() as a client calls it that expects a number: the answer does not decode.
  [[nodiscard]] SizeResult open_as_number(const std::string& path) const;
  /// size() with the bytes of numbers where indexes of descriptors are expected.
  [[nodiscard]] SizeResult size_of_numbers(std::uint32_t first, std::uint32_t second) const;

 private:
  idl::Stub stub_;
};

}  // namespace probe

namespace idl {

template <>
struct Codec<probe::Opened> : StructCodec {
  static std::size_t measure(const probe::Opened& opened, Measure& measure);
  static std::byte* write(const probe::Opened& opened, std::byte* out);
  static bool read(const Input& in, probe::Opened& opened);
  static void attach(const probe::Opened& opened, detail::DescriptorSink& out);
};

}  // namespace idl
