// What can be named between the braces of a value: the fields of a struct, the cases of a union.
//
// An index by name over resolved declarations, so that a literal that names every field of a large
// struct stays cheap. What a value may hold there is read_value.h's business.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "idlc/schema/draft.h"

namespace idlc::schema {

/// A field or case.
struct ValueMember {
  std::uint32_t number = 0;  ///< its own; in a fixed struct its position from 1
  std::string_view name;
  Span span;                   ///< of the name where it is declared
  const Type* type = nullptr;  ///< null for a `void` case
};

class ValueMembers {
 public:
  /// Of a struct, fixed struct, error or union whose form stays where it is.
  explicit ValueMembers(const Declaration& decl);

  /// In number order.
  [[nodiscard]] const std::vector<ValueMember>& all() const { return members_; }
  /// The member of that name, or null.
  [[nodiscard]] const ValueMember* find(std::string_view name) const;
  /// Whether the name belonged to a member that was removed.
  [[nodiscard]] bool was_removed(std::string_view name) const;

 private:
  std::vector<ValueMember> members_;
  std::vector<std::string_view> removed_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace idlc::schema
