// The annotations that the language has: where each may stand, and what it takes.
//
// A table and nothing else. Reading their arguments is read_built_in.cpp's business.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace idlc::schema {

/// What an annotation can stand on.
enum class AnnotationPlace : std::uint8_t {
  Package,
  Constant,
  Alias,
  NewType,
  Enum,
  EnumValue,
  Struct,
  FixedStruct,
  FixedMember,
  Error,
  Field,
  Union,
  Case,
  Service,
  Method,
  OnewayMethod,
  Parameter,
  Result,
  Stream,
  Annotation,
  AnnotationField,
};

/// "a field", "a method": in sentences.
[[nodiscard]] std::string_view with_article(AnnotationPlace place);

enum class BuiltInKind : std::uint8_t {
  Len,
  Range,
  Required,
  Deprecated,
  Idempotent,
  Timeout,
  Sensitive,
  WireName,
  JsonName,
  Allow,
  PreserveUnknown,
  CppName,
  CppNamespace,
};

struct BuiltIn {
  std::string_view name;  ///< without the `@`
  BuiltInKind kind;
  std::uint32_t places;        ///< a bit for each AnnotationPlace
  std::string_view stands_on;  ///< the same in words
  std::string_view takes;      ///< its arguments, in words

  [[nodiscard]] bool may_stand_on(AnnotationPlace place) const {
    return (places >> static_cast<unsigned>(place) & 1U) != 0;
  }
};

/// All of them, in the order in which documentation lists them.
[[nodiscard]] std::span<const BuiltIn> built_in_annotations();

/// The one of that name, or null.
[[nodiscard]] const BuiltIn* built_in_annotation(std::string_view name);

}  // namespace idlc::schema
