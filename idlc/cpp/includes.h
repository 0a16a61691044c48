// Which headers a generated file needs: those of the names that stand in it, and no others. It
// reads finished code, so that no emitter has to keep account of what it used.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>

#include "idlc/cpp/text.h"

namespace idlc::cpp {

/// The parts of a file. None begins or ends inside of a name, a comment or a string.
using Codes = std::initializer_list<std::reference_wrapper<const Text>>;

/// `#include <array>` and so on, in order, for what the code names of the standard library. What
/// stands in comments and strings does not count.
[[nodiscard]] std::string standard_includes(Codes codes);

/// The same for the small headers that types use of the runtime.
[[nodiscard]] std::string runtime_includes(Codes codes);

}  // namespace idlc::cpp
