// A schema as readable text, for `idlc dump --schema` and for the tests.
//
// It shows what the passes have worked out (full names, numbers, slots, wire ids), not what the
// author wrote. Its form may change from version to version.
#pragma once

#include <string>

#include "idlc/schema/schema.h"

namespace idlc::schema {

/// Every file with its declarations in order, one fact a line.
[[nodiscard]] std::string dump_schema(const Schema& schema);

/// A type as the language writes it, with full names: `map<string, shop.v1.Money>`.
[[nodiscard]] std::string type_text(const Schema& schema, const Type& type);

/// A value of that type as the language writes it.
[[nodiscard]] std::string value_text(const Schema& schema, const Type& type, const Value& value);

}  // namespace idlc::schema
