// From a written value to what a resolved type holds: literals of every kind, names in them, and
// constants wherever a literal could stand.
//
// Scalars and enums are resolve_value.h's business; here are lists, sets, maps, arrays, optionals,
// boxes, structs and unions. Types are defined and checked by now.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>

#include "idlc/schema/draft.h"
#include "idlc/schema/value_members.h"

namespace idlc::schema {

/// Constants are copied to where their names stand; all copies of a run together hold at most so
/// many values. (Otherwise forty lines of constants could ask for 2^40 values.)
inline constexpr std::size_t kMaxCopiedValues = 1'000'000;

class ValueReader {
 public:
  /// Sees to it that a late constant has its value, or is broken. `level` is how many lists and
  /// braces surround its name.
  using Prepare = std::function<void(DeclId constant, const Span& name, unsigned level)>;

  explicit ValueReader(Draft& draft, Prepare prepare = nullptr);

  /// The value as the type holds it, or nothing, and it has been reported here or earlier.
  [[nodiscard]] std::optional<Value> read(const Scope& scope, const syntax::Value& value,
                                          const Type& type, unsigned level = 0);

 private:
  // What is read, and where: every function needs all of it.
  struct Place {
    const Scope& scope;
    const syntax::Value& value;
    const Type& type;
    unsigned level;
  };
  using Read = std::optional<Value>;

  Read read(const Place& place);
  Read read_named(const Place& place, TypeId id);
  Read read_optional(const Place& place, const Type& inner);
  Read read_array(const Place& place, const ArrayType& array);
  Read read_list(const Place& place, const Type& element);
  Read read_set(const Place& place, const Type& element);
  Read read_map(const Place& place, const MapType& map);
  Read read_fields(const Place& place, TypeId id);
  Read read_union(const Place& place, TypeId id);
  Read read_flags(const Place& place, TypeId id, const Flags& flags);
  Read read_bit(const Place& place, TypeId id, const Flags& flags);
  bool is_qualified_by(const Place& place, const syntax::Path& path);

  // A constant's name, or a literal that the type does not have.
  Read read_other(const Place& place);
  Read copy_of(const Place& place, const Constant& constant);
  Read wrong_type(const Place& place, std::string_view found);

  // Whether values may nest here.
  bool check_level(const Place& place);
  // The member that a key names, or null, and it has been reported here or earlier.
  const ValueMember* member_of(const syntax::Value& key, TypeId id);
  void report_unknown(const syntax::Name& name, TypeId id);
  bool check_complete(const Place& place, TypeId id, const StructValue& value);
  bool check_void(const syntax::Value& value);
  const ValueMembers& members_of(TypeId id);

  Draft& draft_;
  Prepare prepare_;
  std::unordered_map<TypeId, ValueMembers> members_;
};

/// The value of a place where every constant has been worked out.
[[nodiscard]] std::optional<Value> read_value(Draft& draft, const Scope& scope,
                                              const syntax::Value& value, const Type& type);

/// The late constant that a value of the type names, if it names one and neither an enum's value
/// nor a bit of flags. Reports nothing.
[[nodiscard]] std::optional<DeclId> late_constant_named(const Draft& draft, const Scope& scope,
                                                        const syntax::Value& value,
                                                        const Type& type);

}  // namespace idlc::schema
