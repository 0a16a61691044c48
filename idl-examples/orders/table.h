// Reads the example's data files: lines of fields parted by tabs, `#` before a remark. It knows
// nothing of what the fields mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace shop {

using Row = std::vector<std::string>;

/// All rows of the file; throws std::runtime_error, naming file and line, where a row has another
/// number of fields than `columns` or the file cannot be read.
std::vector<Row> read_table(const std::string& path, std::size_t columns);

/// `text` cut at each `separator`; no parts for an empty text.
std::vector<std::string> split(std::string_view text, char separator);

}  // namespace shop
