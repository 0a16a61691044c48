// The two files of a schema's random values, which only tests include and compile. They are made of
// views of their own, view_random.h.
#pragma once

#include <vector>

#include "idlc/cpp/text.h"
#include "idlc/cpp/view_file.h"
#include "idlc/cpp/view_random.h"

namespace idlc::cpp {

[[nodiscard]] Text random_header(const FileView& view, const std::vector<RandomView>& values);
[[nodiscard]] Text random_source(const FileView& view, const std::vector<RandomView>& values);

}  // namespace idlc::cpp
