// Tokens and trees as text, for `idlc dump` and for tests. For the eyes of people: the form may
// change with any version.
#pragma once

#include <string>

#include "idlc/source/source_file.h"
#include "idlc/syntax/token.h"
#include "idlc/syntax/tree.h"

namespace idlc::syntax {

// One line a token or comment, in the order of the text: `line:column kind text`.
[[nodiscard]] std::string dump_tokens(const SourceMap& sources, const TokenList& list);

// The tree with two blanks of indentation a level. Everything that the tree holds, but its spans.
[[nodiscard]] std::string dump_tree(const File& file);

// A type, a value and a range as they would be written, `<error>` for what is broken.
[[nodiscard]] std::string to_string(const TypeExpr& type);
[[nodiscard]] std::string to_string(const Value& value);
[[nodiscard]] std::string to_string(const RangeExpr& range);

}  // namespace idlc::syntax
