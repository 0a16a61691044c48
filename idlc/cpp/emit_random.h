// The two files of a schema's random values, which only tests include and compile. They are made of
// views of their own, view_random.h.
#pragma once

#include <string>
#include <vector>

#include "idlc/cpp/view_file.h"
#include "idlc/cpp/view_random.h"

namespace idlc::cpp {

[[nodiscard]] std::string random_header(const FileView& view,
                                        const std::vector<RandomView>& values);
[[nodiscard]] std::string random_source(const FileView& view,
                                        const std::vector<RandomView>& values);

}  // namespace idlc::cpp
