// What the text before a `{` or a `;` declares: the head of a function, of a scope, or neither.
// Heads come masked (masking.h), so that every bracket in them is a bracket.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidy {

struct Signature {
  std::string name;
  std::size_t parameters;
  std::string_view rest;  // what follows the parameter list: qualifiers, member initialisers
};

/// The function that `head` announces, if it announces one. An initialiser is none.
std::optional<Signature> find_signature(std::string_view head);

/// Whether `head` opens a namespace, class or enum, whose inside is read on like the outside.
bool opens_scope(std::string_view head);

/// Whether a brace after `head` begins a function's body. False for what is braced on the way
/// there: `a_` of `Foo() : a_{1}`, or the expression of a requires clause.
bool opens_body(std::string_view head);

/// The index past the bracket that closes the one at `open`, or the end of the text.
std::size_t past_bracket(std::string_view text, std::size_t open);

std::string_view trim(std::string_view text);

}  // namespace tidy
