// Slots: how many bytes of a block each type takes, and in which form (docs/WIRE.md, "Slots").
//
// Pure functions over a schema whose fixed structs already know their size.
#pragma once

#include <cstdint>
#include <optional>

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// The limit of a block's slots and of a fixed-size value.
inline constexpr std::uint64_t kMaxBlockBytes = 65'536;

/// The slot of a field of this type. The type is valid: no InvalidType, no array beyond the limit.
Slot slot_of(const Schema& schema, const Type& type);

/// The size of a value that lives in its slot alone, or nothing for a type with a body. May exceed
/// the limit for an array that has yet to be refused.
std::optional<std::uint64_t> fixed_size_bytes(const Schema& schema, const Type& type);

}  // namespace idlc::schema
