// What the files of the rules offer each other: one function a kind of declaration. All report to
// the findings of the comparison, and all take the old one first.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "idlc/compat/findings.h"
#include "idlc/schema/schema.h"

namespace idlc::compat {

struct Comparison {
  const schema::Schema& before;
  const schema::Schema& after;
  Findings& findings;
};

/// A declaration of the same full name in both.
struct DeclPair {
  const schema::Declaration& before;
  const schema::Declaration& after;

  [[nodiscard]] Places places() const { return {after.span, before.span}; }
};

/// Of enums or of flags.
void compare_enums(const Comparison& comparison, const DeclPair& pair);
void compare_unions(const Comparison& comparison, const DeclPair& pair);
void compare_fixed_structs(const Comparison& comparison, const DeclPair& pair);
void compare_services(const Comparison& comparison, const DeclPair& pair);

/// What the slots of a block are called, and what else follows from it.
enum class BlockKind { Fields, Parameters, Results };

struct BlockPair {
  const schema::Block& before;
  const schema::Block& after;
  BlockKind kind = BlockKind::Fields;
  Places owner;  ///< the struct or method
};
void compare_blocks(const Comparison& comparison, const BlockPair& pair);

/// A change of the type of something: what changed, and whom it hits.
struct TypeChange {
  Impact impact;
  std::string what;  ///< "a list became a set"; for the message
};

/// A place for a type in both schemas.
struct TypePair {
  const schema::Type& before;
  const schema::Type& after;
};

/// Nothing if values are encoded as before and C++ code sees the same type.
[[nodiscard]] std::optional<TypeChange> type_change(const Comparison& comparison,
                                                    const TypePair& pair);

/// What annotations say of a field, parameter, result or case in both.
struct AnnotatedPair {
  const schema::Annotations& before;
  const schema::Annotations& after;
  Places places;
  std::string_view noun;  ///< "field"
  std::string_view name;
};
void compare_constraints(const Comparison& comparison, const AnnotatedPair& pair);

/// The names of the same thing in both, which `@json_name` and `@cpp.name` can keep.
struct NamePair {
  const std::string& before;
  const std::string& after;
  AnnotatedPair annotated;
  bool in_json = true;
};
void compare_names(const Comparison& comparison, const NamePair& pair);

/// Idempotence and the time that a method has.
void compare_promises(const Comparison& comparison, const schema::Method& before,
                      const schema::Method& after);

/// The default that a reader takes for a missing field: as written, or the type's zero.
[[nodiscard]] std::string default_text(const schema::Schema& schema, const schema::Field& field);

}  // namespace idlc::compat
