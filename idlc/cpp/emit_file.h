// The files of a schema, whole: includes, namespaces, and the constructs in their order. It
// puts together what the other emit_*.cpp make and decides no name.
#pragma once

#include <string>

#include "idlc/cpp/type_texts.h"
#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

// These take from the texts what they place.
[[nodiscard]] std::string types_header(const FileView& view, TypeTexts& texts);
[[nodiscard]] std::string types_source(const FileView& view, TypeTexts& texts);
[[nodiscard]] std::string json_header(const FileView& view, TypeTexts& texts);
[[nodiscard]] std::string json_source(const FileView& view, TypeTexts& texts);

/// Around the views of all types.
[[nodiscard]] std::string views_header(const FileView& view, std::string code);

[[nodiscard]] std::string stubs_header(const FileView& view);
[[nodiscard]] std::string stubs_source(const FileView& view);
[[nodiscard]] std::string fake_header(const FileView& view);

}  // namespace idlc::cpp
