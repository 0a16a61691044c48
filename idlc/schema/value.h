// A resolved value: what a constant is, what a default says.
//
// Literals and names of constants have been worked out, and the value fits the type that it was
// written for. The type is not repeated here; whoever holds the value holds its type beside it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>

#include "idlc/schema/ids.h"

namespace idlc::schema {

/// Any integer of the language, from -2^63 to 2^64 - 1. Zero is never negative.
struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
  friend bool operator==(const Integer&, const Integer&) = default;
};

/// Less, as numbers are.
bool operator<(const Integer& a, const Integer& b);

/// In decimal, with its sign.
std::string to_string(const Integer& integer);

/// A duration, or a timestamp as the time since 1970-01-01T00:00:00Z.
struct Nanoseconds {
  std::int64_t count = 0;
  friend bool operator==(const Nanoseconds&, const Nanoseconds&) = default;
};

/// The value of a `bytes`.
struct ByteString {
  std::string bytes;
  friend bool operator==(const ByteString&, const ByteString&) = default;
};

/// A uuid's sixteen bytes, in the order in which its text shows them.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend bool operator==(const Uuid&, const Uuid&) = default;
};

/// One of an enum's declared values: Enum::values[index] of the declaration `type`.
struct EnumValueRef {
  TypeId type;
  std::uint32_t index = 0;
  friend bool operator==(const EnumValueRef&, const EnumValueRef&) = default;
};

/// `null`, the absent value of a `T?`.
struct Null {
  friend bool operator==(const Null&, const Null&) = default;
};

/// A string's text is valid UTF-8. An f32's value is held exactly as the nearest float.
using Value = std::variant<bool, Integer, double, std::string, ByteString, Nanoseconds, Uuid,
                           EnumValueRef, Null>;

}  // namespace idlc::schema
