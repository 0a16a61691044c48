// Places in the text that a user wrote: which file, and which bytes of it. The bottom of the
// compiler; everything that can be wrong carries a Span. A span knows no text: the SourceMap turns
// it into lines and columns. It refuses to be anything but a few integers.
#pragma once

#include <cstdint>

namespace idlc {

// Names one file of a SourceMap. Ids are handed out in the order in which files are added.
enum class SourceId : std::uint32_t {};

inline constexpr SourceId kNoSource{0xFFFF'FFFFu};

// The bytes [begin, end) of one file, counted from 0 after a byte order mark. An empty span stands
// between two bytes. A default span has no place at all (has_place() is false).
struct Span {
  SourceId source = kNoSource;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool has_place() const { return source != kNoSource; }
  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  // The empty span right behind this one: where something is missing.
  [[nodiscard]] constexpr Span after() const { return {source, end, end}; }

  friend constexpr bool operator==(const Span&, const Span&) = default;
};

// From the begin of `first` to the end of `last`, both of one file.
[[nodiscard]] constexpr Span join(const Span& first, const Span& last) {
  return {first.source, first.begin, last.end};
}

}  // namespace idlc
