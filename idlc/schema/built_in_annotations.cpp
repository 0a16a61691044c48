// The table of built-in annotations. A new one gets its row here, its meaning in read_built_in.cpp
// and its line in docs/LANGUAGE.md.
#include "idlc/schema/built_in_annotations.h"

#include <algorithm>
#include <array>

namespace idlc::schema {

namespace {

using Place = AnnotationPlace;

template <class... Places>
constexpr std::uint32_t on(Places... places) {
  return ((1U << static_cast<unsigned>(places)) | ...);
}

constexpr std::uint32_t kConstrained =
    on(Place::NewType, Place::FixedMember, Place::Field, Place::Case, Place::Parameter,
       Place::Result, Place::Stream);
constexpr std::uint32_t kDeclared =
    on(Place::Constant, Place::Alias, Place::NewType, Place::Enum, Place::Struct,
       Place::FixedStruct, Place::Error, Place::Union, Place::Service);
constexpr std::uint32_t kMember =
    on(Place::EnumValue, Place::FixedMember, Place::Field, Place::Case);
constexpr std::uint32_t kMethod = on(Place::Method, Place::OnewayMethod);
constexpr std::uint32_t kAnything = (1U << (static_cast<unsigned>(Place::AnnotationField) + 1)) - 1;

constexpr std::string_view kNoArguments = "no arguments";
constexpr std::string_view kOneText = "one string";

constexpr std::array<BuiltIn, 13> kTable{{
    {"len", BuiltInKind::Len, kConstrained,
     "fields, union cases, parameters, results and new types", "a range such as `1..64`"},
    {"range", BuiltInKind::Range, kConstrained,
     "fields, union cases, parameters, results and new types", "a range such as `1..1000`"},
    {"required", BuiltInKind::Required,
     on(Place::FixedMember, Place::Field, Place::Parameter, Place::Result, Place::Stream),
     "fields, parameters and results", kNoArguments},
    {"deprecated", BuiltInKind::Deprecated, kDeclared | kMember | kMethod,
     "types, constants, fields, union cases, enum values, services and methods",
     "one string that says what to use instead, or nothing"},
    {"idempotent", BuiltInKind::Idempotent, on(Place::Method), "methods that answer", kNoArguments},
    {"timeout", BuiltInKind::Timeout, kMethod, "methods", "one duration such as `500ms`"},
    {"sensitive", BuiltInKind::Sensitive, kConstrained & ~on(Place::NewType),
     "fields, union cases, parameters and results", kNoArguments},
    {"wire_name", BuiltInKind::WireName, kMethod | on(Place::Service, Place::Error),
     "services, methods and errors", "one string such as `\"shop.v1.Orders.get\"`"},
    {"json_name", BuiltInKind::JsonName, kMember, "fields, union cases and enum values", kOneText},
    {"allow", BuiltInKind::Allow, kAnything, "anything",
     "the ids of warnings, such as `\"similar-names\"`"},
    {"preserve_unknown", BuiltInKind::PreserveUnknown, on(Place::Struct, Place::Error),
     "structs and errors", kNoArguments},
    {"cpp.name", BuiltInKind::CppName, kDeclared | kMember | kMethod | on(Place::Parameter),
     "types, constants, services, methods, parameters, fields, union cases and enum values",
     "one string such as `\"order_id\"`"},
    {"cpp.namespace", BuiltInKind::CppNamespace, on(Place::Package), "packages",
     "one string such as `\"shop::v1\"`"},
}};

constexpr std::array<std::string_view, 21> kWithArticle{
    "a package",       "a constant",     "an alias",
    "a new type",      "an enum",        "an enum value",
    "a struct",        "a fixed struct", "a member of a fixed struct",
    "an error",        "a field",        "a union",
    "a union case",    "a service",      "a method",
    "a oneway method", "a parameter",    "a result",
    "a stream",        "an annotation",  "a field of an annotation"};

}  // namespace

std::string_view with_article(AnnotationPlace place) {
  return kWithArticle[static_cast<std::size_t>(place)];
}

std::span<const BuiltIn> built_in_annotations() { return kTable; }

const BuiltIn* built_in_annotation(std::string_view name) {
  const auto* found = std::ranges::find(kTable, name, &BuiltIn::name);
  return found == kTable.end() ? nullptr : found;
}

}  // namespace idlc::schema
