// How types are written in generated C++, which depends on the place where they stand.
//
// naming.h says what things are called; this says how to reach them from somewhere.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "idlc/cpp/naming.h"
#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// A place in generated code from which types are named.
struct Place {
  /// Whose package's namespace is around; none in the runtime's namespace.
  std::optional<schema::FileId> package_of;
  /// The class around, if it is one of a schema's types.
  std::optional<schema::DeclId> inside;
  /// The names of the class around, which hide those of the package. Not owned.
  const std::set<std::string>* scope = nullptr;
  /// What else hides names of the package: parameters.
  std::set<std::string> hidden;
  /// The services whose classes stand further down, so that only their clients have a name yet.
  std::set<schema::DeclId> later{};

  [[nodiscard]] bool hides(const std::string& name) const {
    return hidden.contains(name) || (scope != nullptr && scope->contains(name));
  }
};

/// In the namespace of a file's package.
[[nodiscard]] Place in_package(schema::FileId file);

/// In the class of a declaration.
[[nodiscard]] Place in_class(const schema::Schema& schema, const Names& names, schema::DeclId id);

/// In the runtime's namespace, where codecs stand.
[[nodiscard]] Place in_runtime();

/// Spells types. Refers to the schema and the names, which must outlive it.
class Spelling {
 public:
  Spelling(const schema::Schema& schema, const Names& names) : schema_(schema), names_(names) {}

  /// `std::vector<LineItem>`
  [[nodiscard]] std::string type(const schema::Type& type, const Place& place) const;

  /// A declared type.
  [[nodiscard]] std::string named(schema::TypeId id, const Place& place) const;

  /// The client of a service.
  [[nodiscard]] std::string client(schema::DeclId service, const Place& place) const;

 private:
  // A name of the file's package, or of one within it.
  [[nodiscard]] std::string in_package(const std::string& path, schema::FileId file,
                                       const Place& place) const;

  const schema::Schema& schema_;
  const Names& names_;
};

/// `std::uint32_t`
[[nodiscard]] std::string scalar_type(schema::Scalar scalar);

}  // namespace idlc::cpp
