// Commands as other tools call them. Somebody who tries one is told what it is called here; nothing
// is done in its place.
#pragma once

#include <optional>
#include <string_view>

namespace idlc::driver {

/// What to write for a first word such as `format` or `help`; nothing if no tool has it.
[[nodiscard]] std::optional<std::string_view> our_words_for(std::string_view word);

}  // namespace idlc::driver
