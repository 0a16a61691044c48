// The schemas in a folder of the disk and in the folders below it: what a folder stands for on the
// command line of `idlc breaking`.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "idlc/source/file_result.h"

namespace idlc::driver {

/// How many files and folders are looked at. A repository has fewer; a whole disk has more.
inline constexpr std::size_t kMostEntries = 200'000;

/// Sorted, without hidden ones; links to folders are not followed. Fails, and the message names the
/// place, where a folder cannot be listed, or where there are more entries than `most`.
[[nodiscard]] FileResult<std::vector<std::string>> schemas_below(const std::string& folder,
                                                                 std::size_t most = kMostEntries);

}  // namespace idlc::driver
