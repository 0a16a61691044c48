// Documentation of a schema as a C++ comment, from which no text can escape. What a schema's author
// writes is data here, never code.
#pragma once

#include <string>
#include <string_view>

namespace idlc::cpp {

/// The lines as `///` comments, or nothing for no documentation. Long lines are left to layout.h.
[[nodiscard]] std::string doc_comment(std::string_view doc);

}  // namespace idlc::cpp
