// What a user hears of names that C++ has taken: one note a file, however many names there are. It
// decides only how to put it; which names get another form is decided in idlc/cpp.
#pragma once

#include <span>
#include <vector>

#include "idlc/cpp/generate.h"
#include "idlc/diagnostics/diagnostic.h"

namespace idlc::driver {

/// For each file that has any, a note at the first of its names, with the first few of them. The
/// renamings of a file stand together, in the order of their places.
[[nodiscard]] std::vector<Note> renaming_notes(std::span<const cpp::Renaming> renamings);

}  // namespace idlc::driver
