// What the builders of views share while they work on one file. It is made once a file and only
// read from then on; it belongs to no template.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "idlc/cpp/hashable.h"
#include "idlc/cpp/literals.h"
#include "idlc/cpp/naming.h"
#include "idlc/cpp/spelling.h"
#include "idlc/cpp/view.h"
#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// Refers to what it is made of, which must outlive it.
struct ViewContext {
  ViewContext(const schema::Schema& all, const Names& all_names, const HashableTypes& all_hashable,
              schema::FileId of_file);

  const schema::Schema& schema;
  const Names& names;
  const HashableTypes& hashable;
  schema::FileId file;
  Spelling spelling;
  Initializers initializers;
  /// Where each of the file's types stands among its declarations.
  std::unordered_map<schema::TypeId, std::size_t> position;
  /// The cycle that a type of this file belongs to, by its number; types in none are missing.
  std::unordered_map<schema::TypeId, std::size_t> cycle;
};

/// The types of this file that the type mentions, also through aliases, and that are declared
/// behind `user`. Only containers of a cycle have such.
[[nodiscard]] std::vector<schema::TypeId> declared_later(const ViewContext& context,
                                                         schema::TypeId user,
                                                         const schema::Type& type);

/// Whether a field of the type must do without an initialiser: clang would look into a type of a
/// cycle before it is whole. (A container of the type around alone is harmless, but std::optional
/// asks whether what it holds can be constructed, and remembers that it cannot yet.)
[[nodiscard]] bool is_entangled(const ViewContext& context, schema::TypeId user,
                                const schema::Type& type);

/// The name itself, or the next one that the package does not have and `taken` does not hold.
[[nodiscard]] std::string local_name(const ViewContext& context, std::string name,
                                     const std::vector<std::string>& taken = {});

/// Whether a value has an encoding whatever is in memory, and a value whatever is encoded.
[[nodiscard]] bool is_plain(const schema::Schema& schema, const schema::Type& type);

/// An `fd` or `fd?`, which travels beside the message.
[[nodiscard]] bool is_descriptor(const schema::Type& type);

/// Whether a value in memory may have no encoding: a closed enum is inside, or text.
[[nodiscard]] bool needs_measuring(const schema::Schema& schema, const schema::Type& type);

/// Whether a parameter of the type is passed as a copy: small, and without memory of its own.
[[nodiscard]] bool is_passed_by_value(const schema::Schema& schema, const schema::Type& type);

/// `[[deprecated("use note")]]` with a blank behind or before it, or nothing.
[[nodiscard]] std::string leading_attribute(const schema::AnnotationSet& annotations);
[[nodiscard]] std::string trailing_attribute(const schema::AnnotationSet& annotations);

/// A wire id as a literal.
[[nodiscard]] std::string wire_id_literal(std::uint64_t id);

}  // namespace idlc::cpp
