// Line by line: a fence opens, a fence closes. A page that forgets to close one ends with a block
// that reaches to its end.
#include "tests/docs/markdown.h"
#include "tests/support/repository.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace docs {
namespace {

constexpr std::string_view kFence = "```";

std::vector<std::string> lines_of(std::string_view page) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(page)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Block open_block(std::string_view fence, std::size_t line) {
  const std::string_view info = fence.substr(kFence.size());
  const auto space = info.find(' ');
  Block block{std::string(info.substr(0, space)), {}, {}, line};
  if (space != info.npos) block.role = info.substr(space + 1);
  return block;
}

}  // namespace

std::vector<Block> blocks_of(std::string_view page) {
  std::vector<Block> blocks;
  bool inside = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(page)) {
    ++number;
    if (line.starts_with(kFence)) {
      inside = !inside;
      if (inside) blocks.push_back(open_block(line, number));
    } else if (inside) {
      blocks.back().text += line + '\n';
    }
  }
  return blocks;
}

std::string with_block(std::string_view page, std::size_t line, std::string_view text) {
  std::string changed;
  std::size_t number = 0;
  bool inside = false;
  for (const std::string& old : lines_of(page)) {
    ++number;
    if (inside && old.starts_with(kFence)) inside = false;
    if (!inside) changed += old + '\n';
    if (number == line) {
      changed += text;
      inside = true;
    }
  }
  return changed;
}

std::string read_page(const std::string& path) {
  std::ifstream in(idl::test::repository_dir() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace docs
