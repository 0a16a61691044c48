// The words of the scalar types, and the boxing that lets a Type contain a Type. Nothing here looks
// a name up: a Type holds ids that are resolved already.
#include "idlc/schema/type.h"

#include <array>
#include <utility>

namespace idlc::schema {

namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 16> kScalarNames{
    "bool", "i8",  "i16", "i32",    "i64",   "u8",        "u16",      "u32",
    "u64",  "f32", "f64", "string", "bytes", "timestamp", "duration", "uuid"};

}  // namespace

std::string_view name_of(Scalar scalar) { return kScalarNames[static_cast<std::size_t>(scalar)]; }

std::optional<Scalar> scalar_named(std::string_view word) {
  for (std::size_t i = 0; i < kScalarNames.size(); ++i) {
    if (kScalarNames[i] == word) return static_cast<Scalar>(i);
  }
  return std::nullopt;
}

Element::Element(Type type) : type_(std::make_shared<const Type>(std::move(type))) {}

bool operator==(const Element& a, const Element& b) { return a.type_ == b.type_ || *a == *b; }

}  // namespace idlc::schema
