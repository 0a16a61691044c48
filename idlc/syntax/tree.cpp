// The few questions that every reader of the tree asks. They concern what was written; what it
// means is not known here.
#include "idlc/syntax/tree.h"

namespace idlc::syntax {

std::string to_string(const Path& path) {
  std::string text;
  for (const auto& part : path.parts) {
    if (path.from_root || !text.empty()) text += '.';
    text += part.text;
  }
  return text;
}

const Name& name_of(const Decl& decl) {
  return std::visit([](const auto& node) -> const Name& { return node.name; }, decl.node);
}

const Span& span_of(const Decl& decl) {
  return std::visit([](const auto& node) -> const Span& { return node.span; }, decl.node);
}

}  // namespace idlc::syntax
