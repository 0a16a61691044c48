// Everything that annotations stand on, one after the other: where their text and their place in
// the schema are brought together.
//
// It interprets nothing. What is annotated must have been defined before.
#pragma once

#include <functional>
#include <vector>

#include "idlc/schema/built_in_annotations.h"
#include "idlc/schema/draft.h"

namespace idlc::schema {

/// One thing with at least one annotation.
struct Annotated {
  AnnotationPlace place;
  Scope scope;  ///< in which names in arguments are looked up
  Span span;    ///< of the whole declaration or member
  const std::vector<syntax::Annotation>& written;
  AnnotationSet* result;  ///< in the schema; null where the thing itself was wrong
  const Type* type;       ///< of its value; null where it has none
};

/// Calls visit for everything that is annotated, in the order of the text.
void for_each_annotated(Draft& draft, const std::function<void(const Annotated&)>& visit);

}  // namespace idlc::schema
