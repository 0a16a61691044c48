// The value that a reader takes for what is not there: whether a type's constraints let it pass.
// An older writer leaves an appended field out, and a newer one writes zero for a reserved field.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "idlc/schema/schema.h"

namespace idlc::compat {

/// Of the types of one schema. Looks into each type once.
class ZeroChecker {
 public:
  explicit ZeroChecker(const schema::Schema& schema) : schema_(schema) {}

  /// "`@len(1..)`", or "`@len(1..)` of `shop.Sku`" for one further inside: the constraint that the
  /// zero of a type with these annotations breaks, if it breaks one.
  [[nodiscard]] std::optional<std::string> broken(const schema::Type& type,
                                                  const schema::Annotations& annotations);

  /// The closed enum that the type is, if it has no value 0.
  [[nodiscard]] const schema::Declaration* enum_without_zero(const schema::Type& type) const;

 private:
  using Broken = std::optional<std::string>;
  [[nodiscard]] Broken by_itself(const schema::Type& type,
                                 const schema::Annotations& annotations) const;
  [[nodiscard]] Broken inside(const schema::Type& type);
  [[nodiscard]] Broken inside(const schema::Declaration& declaration);
  [[nodiscard]] Broken inside(const std::string& owner, const schema::Block& block);
  [[nodiscard]] Broken inside(const std::string& owner, const schema::FixedStruct& fixed);

  const schema::Schema& schema_;
  std::unordered_map<const schema::Declaration*, Broken> known_;
};

/// A value in a form that is equal in two schemas if it means the same in both: enum values are
/// their numbers, and the zero of the type is the empty text.
[[nodiscard]] std::string comparable_text(const schema::Schema& schema, const schema::Type& type,
                                          const schema::Value& value);

}  // namespace idlc::compat
