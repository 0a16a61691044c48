// The dependency file that Ninja and Make read: which sources the outputs were made from.
// It only makes text; writing it is output_tree's business.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace idlc::driver {

/// `target: source source …` with what Make and Ninja would misread escaped: space, `#`, `$`,
/// backslash. All paths should be absolute, so that they mean the same whatever folder the build
/// runs in.
[[nodiscard]] std::string depfile_text(const std::vector<std::string>& targets,
                                       const std::vector<std::string>& sources);

/// One path as both tools read it.
[[nodiscard]] std::string escape_for_make(std::string_view path);

}  // namespace idlc::driver
