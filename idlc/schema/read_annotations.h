// The pass that gives annotations their meaning: which one it is, whether it may stand there, and
// what its arguments say.
//
// Types and constants are known. What constraints ask of defaults is check_constraints' business;
// what an `@allow` silences is seen at the very end.
#pragma once

#include "idlc/schema/annotated.h"
#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills the AnnotationSets of the schema, and its list of allows.
void read_annotations(Draft& draft);

/// One use of an annotation.
struct WrittenAnnotation {
  const Annotated& on;
  const syntax::Annotation& tree;
  std::string_view name;
};

/// Reads the arguments of a built-in one, and reports what is wrong with them.
void read_built_in(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in,
                   Annotations& result);

/// The same for `@len`, `@range` and `@required`.
void read_constraint(Draft& draft, const WrittenAnnotation& written, const BuiltIn& built_in,
                     Annotations& result);

/// Reads the arguments of one that a schema declares.
void read_custom(Draft& draft, const WrittenAnnotation& written, DeclId declared,
                 Annotations& result);

}  // namespace idlc::schema
