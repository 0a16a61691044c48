// A file as a row of pieces: each token with the comments around it. Everything after this works on
// pieces alone; the text is not looked at again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/source/source_file.h"
#include "idlc/syntax/token.h"

namespace idlc::format {

// A comment on lines of its own. Of a block comment of several lines, only the first is indented
// anew.
struct OwnLine {
  bool blank_before = false;  // an empty line stands before it
  std::string text;
};

struct Piece {
  syntax::TokenKind kind = syntax::TokenKind::EndOfFile;
  std::string text{};  // the token, behind block comments that stand before it in its line
  std::vector<OwnLine> above{};  // comments between the token before and this one
  std::string behind{};          // comments that end the token's line
  bool blank_before = false;     // an empty line stands before the token, behind the comments above
  bool starts_line = false;
  bool space_before = false;  // in a line; set by space_out()
  std::size_t padding = 0;    // further blanks before it, so that columns are straight
};

using Pieces = std::vector<Piece>;

// The pieces of a file without errors of syntax; the last is the end of the file.
[[nodiscard]] Pieces make_pieces(const SourceFile& file, const syntax::TokenList& list);

// How many columns a text of one line takes: its characters.
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace idlc::format
