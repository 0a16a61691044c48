// The pass that gives declarations their contents: types, fields, cases, values, methods.
//
// One function a kind of declaration, each in a file of its own. Constants have been worked out;
// defaults, sizes and wire ids follow later.
#pragma once

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// Fills the form of every declaration, but for the values of constants.
void define_all(Draft& draft);

void define_constant(Draft& draft, DeclId id, const syntax::ConstDecl& tree);
void define_alias(Draft& draft, DeclId id, const syntax::TypeDecl& tree);
/// Of an enum or of flags.
void define_enum(Draft& draft, DeclId id, const syntax::EnumDecl& tree);
void define_struct(Draft& draft, DeclId id, const syntax::StructDecl& tree);
void define_union(Draft& draft, DeclId id, const syntax::UnionDecl& tree);
void define_service(Draft& draft, DeclId id, const syntax::ServiceDecl& tree);
void define_annotation(Draft& draft, DeclId id, const syntax::AnnotationDecl& tree);

/// Reads the `reserved` of an enum or union: its names go to `names`, its numbers to `entries`.
struct ReservedReader {
  Draft& draft;
  DeclId owner;
  const std::vector<syntax::ReservedItem>& items;
  Scalar width = Scalar::U32;  ///< what the numbers must fit
};
class ScopeNames;
struct NumberEntry;
[[nodiscard]] ReservedNumbers read_reserved(const ReservedReader& reader, ScopeNames& names,
                                            std::vector<NumberEntry>& entries);

}  // namespace idlc::schema
