// What annotations say about the thing that they stand on, interpreted and checked.
//
// The built-in ones have a member each; those that users declare travel as values. A part of
// declarations.h: whatever can be annotated holds an AnnotationSet.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "idlc/schema/ids.h"
#include "idlc/schema/value.h"
#include "idlc/source/span.h"

namespace idlc::schema {

/// `@len(1..64)`: the bytes of a string or bytes, the elements of a container; both ends included,
/// at least one of them there.
struct LengthBounds {
  std::optional<std::uint64_t> min;
  std::optional<std::uint64_t> max;
  Span span;  ///< of the argument
};

/// `@range(1..1000)`: Integer, double or Nanoseconds, as the type has it.
struct RangeBounds {
  std::optional<Value> min;
  std::optional<Value> max;
  Span span;  ///< of the argument
};

/// The use of an annotation that a schema declares: `@http(path: "/orders")`.
struct AnnotationUse {
  DeclId annotation;
  std::vector<Value> values;  ///< one a field of the declaration, defaults filled in
};

struct Annotations {
  std::optional<LengthBounds> length;
  std::optional<RangeBounds> range;
  bool required = false;
  bool sensitive = false;
  bool idempotent = false;
  bool preserve_unknown = false;
  std::optional<std::string> deprecated;  ///< what to do instead; may be empty
  std::optional<std::int64_t> timeout_nanoseconds;
  std::optional<std::string> wire_name;
  std::optional<std::string> json_name;
  std::optional<std::string> cpp_name;
  std::optional<std::string> cpp_namespace;
  std::vector<AnnotationUse> custom;  ///< in the order of the text

  [[nodiscard]] bool constrain() const { return length || range || required; }
};

/// The annotations of one thing. Most things have none, and then this is one null pointer.
class AnnotationSet {
 public:
  const Annotations* operator->() const { return annotations_ ? annotations_.get() : &none(); }
  const Annotations& operator*() const { return *operator->(); }

  /// To add to them, while the schema is built.
  Annotations& edit() {
    if (!annotations_) annotations_ = std::make_shared<Annotations>();
    return *annotations_;
  }

 private:
  static const Annotations& none() {
    static const Annotations kNone;
    return kNone;
  }

  std::shared_ptr<Annotations> annotations_;
};

}  // namespace idlc::schema
