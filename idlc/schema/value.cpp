// Order and text of the language's integers. A sign and a magnitude hold the values of every
// integer type.
#include "idlc/schema/value.h"

namespace idlc::schema {

bool operator<(const Integer& a, const Integer& b) {
  if (a.negative != b.negative) return a.negative;
  return a.negative ? b.magnitude < a.magnitude : a.magnitude < b.magnitude;
}

std::string to_string(const Integer& integer) {
  return (integer.negative ? "-" : "") + std::to_string(integer.magnitude);
}

}  // namespace idlc::schema
