// The four files of a schema, whole: includes, namespaces, and the constructs in their order.
#pragma once

#include <string>

#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

[[nodiscard]] std::string types_header(const FileView& view);
[[nodiscard]] std::string types_source(const FileView& view);
[[nodiscard]] std::string stubs_header(const FileView& view);
[[nodiscard]] std::string stubs_source(const FileView& view);

}  // namespace idlc::cpp
