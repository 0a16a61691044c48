// The difference between two texts as people and `patch` read it: unified, with three lines of
// context. Serves `idlc fmt --diff`.
#pragma once

#include <string>
#include <string_view>

namespace idlc::driver {

/// Empty if the texts are equal. `path` is named in the head. Takes time in proportion to the lines
/// times the differences, and gives up looking for a small difference where there are very many.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

}  // namespace idlc::driver
