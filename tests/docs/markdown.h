// The fenced blocks of a Markdown page, so that tests can compile what the documentation shows.
//
// It knows as much of Markdown as our pages use: fences of three backticks at the begin of a line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace docs {

struct Block {
  std::string language;  ///< `idl`: the first word behind the fence
  std::string role;      ///< the other words: `before`
  std::string text;      ///< with the newline at its end; empty for a block without lines
  std::size_t line = 0;  ///< of the fence, from 1
};

/// All blocks in their order.
[[nodiscard]] std::vector<Block> blocks_of(std::string_view page);

/// The page with the text of the block that begins in `line` replaced.
[[nodiscard]] std::string with_block(std::string_view page, std::size_t line,
                                     std::string_view text);

/// A page of the repository, by its path from the root.
[[nodiscard]] std::string read_page(const std::string& path);

}  // namespace docs
