// The slot table of docs/WIRE.md, as code.
// It computes sizes and places, and reports nothing.
#include "idlc/schema/layout.h"

namespace idlc::schema {

namespace {

constexpr std::uint32_t kLengthBytes = 4;
constexpr std::uint32_t kUnionBytes = 8;
constexpr std::uint32_t kPresenceBytes = 1;
constexpr std::uint32_t kAttachmentBytes = 4;

std::optional<std::uint64_t> scalar_size_bytes(Scalar scalar) {
  switch (scalar) {
    case Scalar::Bool:
    case Scalar::I8:
    case Scalar::U8:
      return 1;
    case Scalar::I16:
    case Scalar::U16:
      return 2;
    case Scalar::I32:
    case Scalar::U32:
    case Scalar::F32:
      return 4;
    case Scalar::I64:
    case Scalar::U64:
    case Scalar::F64:
    case Scalar::Timestamp:
    case Scalar::Duration:
      return 8;
    case Scalar::Uuid:
      return 16;
    case Scalar::String:
    case Scalar::Bytes:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> named_size_bytes(const Schema& schema, TypeId id) {
  const auto& form = schema[id].form;
  if (const auto* new_type = std::get_if<NewType>(&form)) {
    return fixed_size_bytes(schema, new_type->base);
  }
  if (const auto* enumeration = std::get_if<Enum>(&form)) {
    return scalar_size_bytes(enumeration->width);
  }
  if (const auto* flags = std::get_if<Flags>(&form)) return scalar_size_bytes(flags->width);
  if (const auto* fixed = std::get_if<FixedStruct>(&form)) return fixed->size_bytes;
  return std::nullopt;
}

bool is_attachment(const Type& type) {
  return std::holds_alternative<FdType>(type.form) ||
         std::holds_alternative<ServiceType>(type.form);
}

// How a type without a fixed size stands in a block.
Slot slot_of_body(const Schema& schema, const Type& type) {
  const Declaration* decl = declaration_of(schema, type);
  if (decl != nullptr && std::holds_alternative<Union>(decl->form)) {
    return {SlotForm::Union, kUnionBytes};
  }
  return {SlotForm::Body, kLengthBytes};
}

}  // namespace

std::optional<std::uint64_t> fixed_size_bytes(const Schema& schema, const Type& type) {
  const auto& form = underlying(schema, type).form;
  if (const auto* scalar = std::get_if<Scalar>(&form)) return scalar_size_bytes(*scalar);
  if (const auto* named = std::get_if<NamedType>(&form)) return named_size_bytes(schema, named->id);
  if (const auto* array = std::get_if<ArrayType>(&form)) {
    const auto element = fixed_size_bytes(schema, *array->element);
    // Beyond the limit it is refused anyway; multiplying on could overflow.
    if (!element || *element > kMaxBlockBytes) return element;
    return *element * array->size;
  }
  if (const auto* optional = std::get_if<OptionalType>(&form)) {
    const auto value = fixed_size_bytes(schema, *optional->value);
    if (!value) return std::nullopt;
    return *value + kPresenceBytes;
  }
  return std::nullopt;
}

Slot slot_of(const Schema& schema, const Type& type) {
  const auto& seen = underlying(schema, type);
  if (const auto size = fixed_size_bytes(schema, seen)) {
    return {SlotForm::Fixed, static_cast<std::uint32_t>(*size)};
  }
  if (is_attachment(seen)) return {SlotForm::Attachment, kAttachmentBytes};
  if (const auto* optional = std::get_if<OptionalType>(&seen.form)) {
    const bool is_inside = is_attachment(*optional->value);
    return {is_inside ? SlotForm::Attachment : SlotForm::OptionalBody, kLengthBytes};
  }
  return slot_of_body(schema, seen);
}

}  // namespace idlc::schema
