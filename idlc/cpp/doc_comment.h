// Documentation of a schema as a C++ comment, from which no text can escape.
#pragma once

#include <string>
#include <string_view>

namespace idlc::cpp {

/// The lines as `///` comments, or nothing for no documentation. Long lines are left to layout.h.
[[nodiscard]] std::string doc_comment(std::string_view doc);

}  // namespace idlc::cpp
