// Each function writes one sentence of docs/WIRE.md. Deep inside, everything that may be empty is,
// so that recursive types end.
#include "tests/schemas/random_encoding.h"

#include <map>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "idlc/schema/layout.h"

namespace schemas {

using namespace idlc::schema;

namespace {

constexpr unsigned kMaxDepth = 5;
constexpr std::uint32_t kAbsent = 0xFFFF'FFFF;
constexpr std::uint32_t kAbsentBit = 0x8000'0000;

std::string little_endian(std::uint64_t number, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i) & 0xFF);
  return text;
}

std::string u32(std::size_t number) { return little_endian(number, 4); }

std::size_t width_of(Scalar scalar) {
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
    case Scalar::Uuid:
      return 16;
    default:
      return 8;
  }
}

// What keys are sorted by: numbers as numbers, the rest bytewise.
using SortKey = std::tuple<bool, std::int64_t, std::uint64_t, std::string>;

SortKey sort_key(const std::string& slot, std::optional<Scalar> scalar) {
  const bool is_number =
      scalar && *scalar != Scalar::String && *scalar != Scalar::Bytes && *scalar != Scalar::Uuid;
  if (!is_number) return {false, 0, 0, slot};
  std::uint64_t bits = 0;
  for (std::size_t i = slot.size(); i-- > 0;)
    bits = bits << 8 | static_cast<unsigned char>(slot[i]);
  const bool is_signed = *scalar == Scalar::I8 || *scalar == Scalar::I16 ||
                         *scalar == Scalar::I32 || *scalar == Scalar::I64 ||
                         *scalar == Scalar::Timestamp || *scalar == Scalar::Duration;
  if (!is_signed) return {true, 0, bits, {}};
  const std::size_t unused = 64 - 8 * slot.size();
  return {true, static_cast<std::int64_t>(bits << unused) >> unused, 0, {}};
}

}  // namespace

std::string RandomEncoding::message(TypeId type) { return body(Type{NamedType{type}}); }

bool RandomEncoding::is_fixed(const Type& type) const {
  return fixed_size_bytes(schema_, type).has_value();
}

std::string RandomEncoding::number(Scalar scalar) {
  if (scalar == Scalar::Bool) return little_endian(below(2), 1);
  const std::size_t width = width_of(scalar);
  if (scalar == Scalar::F32) return little_endian(0x3F80'0000u + below(0x100), width);  // no NaN
  if (scalar == Scalar::F64) return little_endian(0x4000'0000'0000'0000u + below(0x100), width);
  // Small numbers often, so that keys meet and enums are known; then any.
  if (below(2) == 0 && width <= 8) return little_endian(below(5), width);
  std::string text;
  while (text.size() < width) text += static_cast<char>(below(256));
  return text;
}

std::string RandomEncoding::fixed_named(const Declaration& declaration) {
  if (const auto* values = std::get_if<Enum>(&declaration.form)) {
    if (values->openness == Openness::Open) return number(values->width);
    const Integer& known = values->values[below(values->values.size())].number;
    return little_endian(known.negative ? 0 - known.magnitude : known.magnitude,
                         width_of(values->width));
  }
  if (const auto* flags = std::get_if<Flags>(&declaration.form)) return number(flags->width);
  std::string text;
  for (const FixedMember& member : std::get<FixedStruct>(declaration.form).members) {
    text += fixed(member.type);
  }
  return text;
}

std::string RandomEncoding::fixed(const Type& written) {
  const Type& type = innermost(schema_, written);
  if (const auto* scalar = std::get_if<Scalar>(&type.form)) return number(*scalar);
  if (const auto* named = std::get_if<NamedType>(&type.form)) {
    return fixed_named(schema_[named->id]);
  }
  if (const auto* array = std::get_if<ArrayType>(&type.form)) {
    std::string text;
    for (std::uint32_t i = 0; i < array->size; ++i) text += fixed(*array->element);
    return text;
  }
  const auto& optional = std::get<OptionalType>(type.form);
  const std::size_t size = *fixed_size_bytes(schema_, *optional.value);
  if (below(2) == 0) return std::string(1 + size, '\0');
  return '\1' + fixed(*optional.value);
}

std::string RandomEncoding::text() {
  static const std::vector<std::string> kTexts{
      "", "a", "text", "na\xC3\xAFve", std::string("a\0b", 3), "longer than sixteen bytes"};
  return kTexts[below(kTexts.size())];
}

std::string RandomEncoding::body(const Type& written) {
  const Type& type = innermost(schema_, written);
  ++depth_;
  std::string made;
  const std::size_t count = depth_ > kMaxDepth ? 0 : below(4);
  if (std::holds_alternative<Scalar>(type.form)) {
    made = text();
  } else if (const auto* of_list = std::get_if<ListType>(&type.form)) {
    made = list(*of_list->element, count);
  } else if (const auto* of_set = std::get_if<SetType>(&type.form)) {
    std::size_t different = count;
    made = keys(*of_set->element, different);
  } else if (const auto* of_map = std::get_if<MapType>(&type.form)) {
    made = map(*of_map);
  } else if (const auto* array = std::get_if<ArrayType>(&type.form)) {
    made = elements(*array->element, array->size);
  } else if (const auto* box = std::get_if<BoxType>(&type.form)) {
    made = body(*box->value);
  } else {
    const Declaration& declaration = schema_[std::get<NamedType>(type.form).id];
    const auto* error = std::get_if<Error>(&declaration.form);
    made = block(error ? error->block : std::get<Struct>(declaration.form).block);
  }
  --depth_;
  return made;
}

bool RandomEncoding::is_union(const Type& type) const {
  const Declaration* named = declaration_of(schema_, innermost(schema_, type));
  return named != nullptr && std::holds_alternative<Union>(named->form);
}

// A type without a length of its own brings its slot along.
std::string RandomEncoding::alone(const Type& type) {
  const Part part = field(type);
  const bool has_slot = is_fixed(type) || is_union(type) ||
                        std::holds_alternative<OptionalType>(innermost(schema_, type).form);
  return has_slot ? part.slot + part.body : part.body;
}

RandomEncoding::Part RandomEncoding::union_value(const Union& choice) {
  const std::size_t chosen =
      depth_ > kMaxDepth ? choice.cases.size() : below(choice.cases.size() + 1);
  if (chosen == choice.cases.size()) return {u32(0), {}, true};
  const UnionCase& one = choice.cases[chosen];
  std::string content;
  if (one.type) content = alone(*one.type);
  return {u32(one.number), content};
}

RandomEncoding::Part RandomEncoding::field(const Type& written) {
  if (is_fixed(written)) return {fixed(written), {}};
  const Type& type = innermost(schema_, written);
  if (is_union(written)) {
    Part part = union_value(std::get<Union>(declaration_of(schema_, type)->form));
    part.slot += u32(part.body.size());
    return part;
  }
  if (const auto* optional = std::get_if<OptionalType>(&type.form)) {
    if (depth_ > kMaxDepth || below(2) == 0) return {u32(kAbsent), {}, true};
    const std::string present = body(*optional->value);
    return {u32(present.size()), present};
  }
  const std::string content = body(type);
  return {u32(content.size()), content};
}

std::string RandomEncoding::block(const Block& block) {
  std::string slots;
  std::string tail;
  for (const Member& member : block.members) {
    if (const auto* one = std::get_if<Field>(&member)) {
      const Part part = field(one->type);
      slots += part.slot;
      tail += part.body;
      continue;
    }
    const Slot& slot = std::get<ReservedField>(member).slot;
    slots +=
        slot.form == SlotForm::OptionalBody ? u32(kAbsent) : std::string(slot.size_bytes, '\0');
  }
  return u32(slots.size()) + slots + tail;
}

RandomEncoding::Part RandomEncoding::element(const Type& written, std::size_t begin) {
  if (is_fixed(written)) return {fixed(written), {}};
  Part part = field(written);
  const Type& type = innermost(schema_, written);
  const bool is_optional = std::holds_alternative<OptionalType>(type.form);
  const std::size_t end = begin + part.body.size();
  if (is_union(written)) {
    part.slot = part.slot.substr(0, 4) + u32(end);
  } else {
    part.slot = u32(is_optional && part.is_absent ? end | kAbsentBit : end);
  }
  return part;
}

std::string RandomEncoding::elements(const Type& type, std::size_t count) {
  std::string slots;
  std::string bodies;
  for (std::size_t i = 0; i < count; ++i) {
    const Part part = element(type, bodies.size());
    slots += part.slot;
    bodies += part.body;
  }
  return slots + bodies;
}

std::string RandomEncoding::list(const Type& type, std::size_t count) {
  return count == 0 ? std::string() : u32(count) + elements(type, count);
}

// Sorted, each once; `count` is how many were wanted, then how many differ.
std::string RandomEncoding::keys(const Type& type, std::size_t& count) {
  const bool fixed_size = is_fixed(type);
  std::optional<Scalar> scalar = scalar_of(schema_, type);
  if (const Declaration* named = declaration_of(schema_, innermost(schema_, type))) {
    if (const auto* values = std::get_if<Enum>(&named->form)) scalar = values->width;
    if (const auto* flags = std::get_if<Flags>(&named->form)) scalar = flags->width;
  }
  std::map<SortKey, std::string> sorted;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string value = fixed_size ? fixed(type) : text();
    sorted.emplace(sort_key(value, scalar), value);
  }
  count = sorted.size();
  if (count == 0) return {};
  std::string slots;
  std::string bodies;
  for (const auto& [key, value] : sorted) {
    if (!fixed_size) bodies += value;
    slots += fixed_size ? value : u32(bodies.size());
  }
  return u32(count) + slots + bodies;
}

std::string RandomEncoding::map(const MapType& type) {
  std::size_t count = depth_ > kMaxDepth ? 0 : below(4);
  const std::string all_keys = keys(*type.key, count);
  if (count == 0) return {};
  return u32(all_keys.size()) + all_keys + list(*type.value, count);
}

}  // namespace schemas
