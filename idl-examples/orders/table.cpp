// Tab-separated tables. It splits lines and counts fields; what a field means is order_file.h's
// business.
#include "table.h"

#include <fstream>
#include <stdexcept>

namespace shop {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return parts;
}

std::vector<Row> read_table(const std::string& path, std::size_t columns) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read the data file " + path);
  std::vector<Row> rows;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    rows.push_back(split(line, '\t'));
    if (rows.back().size() == columns) continue;
    throw std::runtime_error(path + ":" + std::to_string(number) + ": expected " +
                             std::to_string(columns) + " fields parted by tabs");
  }
  return rows;
}

}  // namespace shop
