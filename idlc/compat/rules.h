// What the files of the rules offer each other: one function a kind of declaration. All report to
// the findings of the comparison, and all take the old one first.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "idlc/compat/findings.h"
#include "idlc/compat/travels.h"
#include "idlc/compat/zero.h"
#include "idlc/schema/schema.h"

namespace idlc::compat {

struct Comparison {
  const schema::Schema& before;
  const schema::Schema& after;
  Findings& findings;
  const Uses& uses;  ///< of the old one
  ZeroChecker& old_zero;
  ZeroChecker& new_zero;
};

/// A declaration of the same full name, or the same `@wire_name`, in both.
struct DeclPair {
  const schema::Declaration& before;
  const schema::Declaration& after;

  [[nodiscard]] Places places() const { return {after.span, before.span}; }
};

/// The name under which peers know a service or an error; the full name of everything else.
[[nodiscard]] const std::string& wire_name(const schema::Declaration& declaration);

/// Whether both are one declaration to peers.
[[nodiscard]] bool is_same(const schema::Declaration& before, const schema::Declaration& after);

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
  std::string_view owner_name;
  Travels travels;
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

/// What annotations say of a field, parameter, result, case or new type in both.
struct AnnotatedPair {
  const schema::Annotations& before;
  const schema::Annotations& after;
  Places places;
};

/// Bounds, `@required` and `@sensitive` of values that travel so. The subject is "field `id`".
void compare_constraints(const Comparison& comparison, const AnnotatedPair& pair,
                         const Travels& travels, std::string_view subject);

/// The names of the same thing in both, which `@json_name` and `@cpp.name` can keep.
struct NamePair {
  const std::string& before;
  const std::string& after;
  std::string_view noun;  ///< "field"
  AnnotatedPair annotated;
  bool in_json = true;
};
void compare_names(const Comparison& comparison, const NamePair& pair);

/// Idempotence and the time that a method has.
void compare_promises(const Comparison& comparison, const schema::Method& before,
                      const schema::Method& after);

/// What unions and enums reserve: all numbers and names must stay reserved.
void compare_reserved(const Comparison& comparison, const DeclPair& pair,
                      const schema::ReservedNumbers& before, const schema::ReservedNumbers& after);

/// The default that a reader takes for a missing field: as written, or the type's zero.
[[nodiscard]] std::string default_text(const schema::Schema& schema, const schema::Field& field);

}  // namespace idlc::compat
