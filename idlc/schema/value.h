// A resolved value: what a constant is, what a default says.
//
// Literals and names of constants have been worked out, and the value fits the type that it was
// written for. The type is not repeated here; whoever holds the value holds its type beside it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

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

/// Any set of bits of a flags type.
struct FlagsValue {
  std::uint64_t bits = 0;
  friend bool operator==(const FlagsValue&, const FlagsValue&) = default;
};

struct Value;
struct MapEntry;
struct FieldValue;

/// A list, an array of just as many elements as its type says, or a set, which is sorted and holds
/// nothing twice.
struct ListValue {
  std::vector<Value> elements;
  friend bool operator==(const ListValue&, const ListValue&);
};

/// Sorted by key, and no key twice.
struct MapValue {
  std::vector<MapEntry> entries;
  friend bool operator==(const MapValue&, const MapValue&);
};

/// Of a struct, fixed struct or error, or of a box of one. Fields that are left out have their
/// defaults. (Not one place a field: a list of many values of a large struct, each of which names
/// one field, must not take more memory than its text.)
struct StructValue {
  std::vector<FieldValue> fields;  ///< ascending
  friend bool operator==(const StructValue&, const StructValue&);
};

/// `{iban: "DE00"}`, `{cash: {}}`, or `{}` for none.
struct UnionValue {
  std::uint32_t number = 0;    ///< of the case; 0 for none
  std::vector<Value> content;  ///< one value, or none for a `void` case and for no case
  friend bool operator==(const UnionValue&, const UnionValue&);
};

/// A string's text is valid UTF-8. An f32's value is held exactly as the nearest float. Values nest
/// at most as deep as literals may. (A struct of its own, because it holds itself.)
struct Value
    : std::variant<bool, Integer, double, std::string, ByteString, Nanoseconds, Uuid, EnumValueRef,
                   Null, FlagsValue, ListValue, MapValue, StructValue, UnionValue> {
  using variant::variant;
};

struct MapEntry {
  Value key;
  Value value;
  friend bool operator==(const MapEntry&, const MapEntry&) = default;
};

struct FieldValue {
  std::uint32_t number = 0;  ///< of the field; in a fixed struct its position from 1
  Value value;
  friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

}  // namespace idlc::schema
