// Three hash maps: what is reserved, what is declared, and how it looks in lower case. One instance
// serves one scope: a struct's fields, an enum's values, a method's parameters.
#include "idlc/schema/scope_names.h"

#include <utility>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::schema {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

void ScopeNames::reserve(const syntax::StringLiteral& name) {
  const auto [first, is_new] = reserved_.emplace(name.text, name.span);
  if (is_new) return;
  sink_.report(kReservedTwice, name.span, "`" + name.text + "`")
      .note(first->second, "reserved here already");
}

void ScopeNames::add(const syntax::Name& name) {
  if (const auto reserved = reserved_.find(name.text); reserved != reserved_.end()) {
    sink_.report(kReservedName, name.span, name.text)
        .label("choose another name")
        .note(reserved->second, "reserved here, because old data may still use it");
  }
  const auto [first, is_new] = declared_.emplace(name.text, name.span);
  if (!is_new) {
    sink_.report(kDuplicateName, name.span, name.text).note(first->second, "first declared here");
    return;
  }
  const auto [similar, is_new_spelling] = spellings_.emplace(lower_case(name.text), &name);
  if (is_new_spelling) return;
  sink_.report(kSimilarNames, name.span, name.text, similar->second->text)
      .note(similar->second->span, "the other one stands here");
}

}  // namespace idlc::schema
