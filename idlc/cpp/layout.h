// The last step of generating a file: line breaks and blank lines as clang-format leaves them.
//
// Templates write each declaration and statement in one line, however long. This is the one place
// that knows the column limit.
#pragma once

#include "idlc/cpp/text.h"

namespace idlc::cpp {

/// The text with no line over 100 columns that can be broken, with no two blank lines in a row and
/// none at the beginning or end of a block. A function written in one line stays so if it fits.
/// The text is freed piece by piece while the new one grows.
[[nodiscard]] Text lay_out(Text text);

}  // namespace idlc::cpp
