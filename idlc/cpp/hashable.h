// Which types get a std::hash: those that make a key, because their size is known and small. What
// the function looks like is emit_hash.cpp's part.
#pragma once

#include <vector>

#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// The answer for every type of a schema, worked out once, in linear time. A struct or fixed struct
/// is hashable if it has fields and each is a scalar, text, an enum, something hashable, or an
/// optional or array of these. Lists, sets, maps and unions are not, nor are errors.
class HashableTypes {
 public:
  explicit HashableTypes(const schema::Schema& schema);

  [[nodiscard]] bool contains(schema::TypeId id) const { return known_[id.index]; }

 private:
  [[nodiscard]] bool has_hash(const schema::Declaration& declaration) const;
  [[nodiscard]] bool has_hash(const schema::Type& type) const;

  std::vector<bool> known_;
};

}  // namespace idlc::cpp
