// The files of a schema, whole: includes, namespaces, and the constructs in their order. It
// puts together what the other emit_*.cpp make and decides no name.
#pragma once

#include "idlc/cpp/text.h"
#include "idlc/cpp/type_texts.h"
#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

// These take from the texts what they place.
[[nodiscard]] Text types_header(const FileView& view, TypeTexts& texts);
[[nodiscard]] Text types_source(const FileView& view, TypeTexts& texts);
[[nodiscard]] Text json_header(const FileView& view, TypeTexts& texts);
[[nodiscard]] Text json_source(const FileView& view, TypeTexts& texts);

/// Around the views of all types.
[[nodiscard]] Text views_header(const FileView& view, Text code);

[[nodiscard]] Text stubs_header(const FileView& view);
[[nodiscard]] Text stubs_source(const FileView& view);
[[nodiscard]] Text fake_header(const FileView& view);

}  // namespace idlc::cpp
