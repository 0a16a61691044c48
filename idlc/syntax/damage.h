// What an error of the syntax makes unreliable: the statements around the tokens that did not fit.
// What later passes would say of them, or of the names in them, would be a consequence. Works on
// tokens alone, so that no production has to think of it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "idlc/source/source_file.h"
#include "idlc/syntax/token.h"

namespace idlc::syntax {

// How many lost words are kept: a hostile file may lose millions.
inline constexpr std::size_t kMaxLostWords = 10'000;

struct Damage {
  std::vector<Span> statements;  // ascending, none within another
  // That might have been the names of declarations; at most kMaxLostWords.
  std::vector<std::string> lost_words;
};

// `troubles` are positions of tokens, ascending. A statement reaches from behind a `;` or brace to
// the next one, or to the end of the line with the token that did not fit.
[[nodiscard]] Damage damage_around(const std::vector<Token>& tokens,
                                   const std::vector<std::size_t>& troubles,
                                   const SourceMap& sources);

}  // namespace idlc::syntax
