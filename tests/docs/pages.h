// The pages whose blocks are held to what the project does, and what a block's mark asks for. The
// marks are told in docs/HACKING.md; each `*_test.cpp` of this folder holds one kind of block.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/docs/markdown.h"

namespace docs {

/// A block and the page that shows it.
struct PlacedBlock {
  std::string page;  ///< by its path from the root of the repository
  Block block;

  /// `docs/JSON.md:12`
  [[nodiscard]] std::string place() const { return page + ':' + std::to_string(block.line); }
};

/// All pages that people read. DIAGNOSTICS.md is none: it is written by idlc, and its examples are
/// compiled by tests/diagnostics.
[[nodiscard]] std::vector<std::string> pages();

/// The blocks of all pages that are in this language.
[[nodiscard]] std::vector<PlacedBlock> blocks_in(std::string_view language);

/// Whether the role is the path of a file of the repository, in which the block stands.
[[nodiscard]] bool is_quote(std::string_view role);

/// Whether the role names a schema that the page is made of, block by block: `shop/orders.idl`.
[[nodiscard]] bool is_schema_of_page(std::string_view role);

}  // namespace docs
