// Which headers a generated file needs: those of the names that stand in it, and no others. It
// reads finished code, so that no emitter has to keep account of what it used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace idlc::cpp {

/// `#include <array>` and so on, in order, for what the code names of the standard library. What
/// stands in comments and strings does not count.
[[nodiscard]] std::string standard_includes(std::string_view code);

/// The same for the small headers that types use of the runtime.
[[nodiscard]] std::string runtime_includes(std::string_view code);

}  // namespace idlc::cpp
