// Forms that the text of a string can have to have: names in other languages, qualified names.
//
// Pure functions of the text.
#pragma once

#include <string_view>

namespace idlc::schema {

/// Anything at all.
[[nodiscard]] bool is_not_empty(std::string_view text);

/// What the language takes for a name; C++ takes it too, and no generated name is like it.
[[nodiscard]] bool is_identifier(std::string_view text);

/// Two or more identifiers with dots between them: `shop.v1.Orders`.
[[nodiscard]] bool is_qualified_name(std::string_view text);

/// One or more identifiers with `::` between them.
[[nodiscard]] bool is_cpp_namespace(std::string_view text);

}  // namespace idlc::schema
