// Order and text of the language's integers. A sign and a magnitude hold the values of every
// integer type.
#include "idlc/schema/value.h"

namespace idlc::schema {

bool operator<(const Integer& a, const Integer& b) {
  if (a.negative != b.negative) return a.negative;
  return a.negative ? b.magnitude < a.magnitude : a.magnitude < b.magnitude;
}

bool operator==(const ListValue& a, const ListValue& b) { return a.elements == b.elements; }

bool operator==(const MapValue& a, const MapValue& b) { return a.entries == b.entries; }

bool operator==(const StructValue& a, const StructValue& b) { return a.fields == b.fields; }

bool operator==(const UnionValue& a, const UnionValue& b) {
  return a.number == b.number && a.content == b.content;
}

std::string to_string(const Integer& integer) {
  return (integer.negative ? "-" : "") + std::to_string(integer.magnitude);
}

}  // namespace idlc::schema
