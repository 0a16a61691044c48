// How deep the values of a type must at least be nested, for whoever makes values and has to come
// to an end.
#pragma once

#include <cstdint>
#include <vector>

#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// The answers for all types of a schema. Refers to it, and it must outlive this.
class LeastNesting {
 public:
  explicit LeastNesting(const schema::Schema& schema);

  /// Whether there is a value of the type that keeps to all constraints. There is none of one that
  /// must hold another of its kind, as in `struct A { 1: list<A> more @len(1..); }`.
  [[nodiscard]] bool is_finite(schema::TypeId type) const;

  /// The index of the case whose values need the least nesting. The union has a case.
  [[nodiscard]] std::size_t simplest_case(const schema::Union& choice) const;

 private:
  [[nodiscard]] std::uint32_t of(const schema::Declaration& declaration) const;
  [[nodiscard]] std::uint32_t of(const schema::Union& choice) const;
  [[nodiscard]] std::uint32_t of(const schema::Type& type,
                                 const schema::Annotations& annotations) const;

  const schema::Schema& schema_;
  std::vector<std::uint32_t> known_;  ///< by TypeId
};

}  // namespace idlc::cpp
