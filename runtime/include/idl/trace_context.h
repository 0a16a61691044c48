// Where a call stands in a distributed trace, in the form of W3C Trace Context. The runtime carries
// it and hands it on to nested calls; recording spans is the business of a tracing library, which
// finds everything that it needs here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace idl {

/// One span of one trace. All of an id's bytes zero: there is none.
struct TraceContext {
  /// The one flag that is defined: the caller may have recorded its span.
  static constexpr std::uint8_t kSampled = 1;

  std::array<std::byte, 16> trace{};
  std::array<std::byte, 8> span{};
  std::uint8_t flags = 0;

  /// The first span of a new trace, with random ids. Any thread.
  [[nodiscard]] static TraceContext start(std::uint8_t flags = kSampled);
  /// Another span of the same trace, with a random id and only the flag that is defined. Any
  /// thread.
  [[nodiscard]] TraceContext child() const;

  /// Whether both ids are there.
  [[nodiscard]] bool valid() const;

  friend bool operator==(const TraceContext&, const TraceContext&) = default;
};

/// Reads the value of a `traceparent` header, such as
/// `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`. Nothing if it is not valid; of a
/// version after 00 it reads what version 00 has, as the recommendation asks.
[[nodiscard]] std::optional<TraceContext> parse_traceparent(std::string_view text);

/// The value of a `traceparent` header of version 00, always 55 characters.
[[nodiscard]] std::string to_traceparent(const TraceContext& context);

}  // namespace idl
