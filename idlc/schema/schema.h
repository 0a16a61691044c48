// The resolved schema: what all input files and their imports mean, once every name is known.
//
// Built by build.h's passes, read by the generators and by the dump. Plain immutable values: it
// knows nothing of the syntax tree, of C++, or of where files lie on a disk.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "idlc/schema/declarations.h"
#include "idlc/schema/ids.h"
#include "idlc/schema/type.h"
#include "idlc/source/span.h"

namespace idlc::schema {

/// One constant, type, service or annotation with the names that it goes by. Annotations have a
/// scope of their own; nothing but an AnnotationUse refers to them.
struct Declaration {
  std::string name;              ///< `Channel`
  std::string full_name;         ///< `shop.v1.Order.Channel`
  Span span;                     ///< of the name
  std::string doc;               ///< Markdown without the comment marks, lines joined by '\n'
  FileId file;                   ///< where it is declared
  std::optional<DeclId> parent;  ///< the type it is nested in
  std::vector<DeclId> nested;    ///< the types nested in it, in the order of their declaration
  bool in_cycle = false;         ///< a type that leads back to itself through its members
  AnnotationSet annotations{};
  bool is_constrained = false;  ///< a type of which values can break a constraint
  std::variant<Constant, Alias, NewType, Enum, Flags, FixedStruct, Struct, Union, Error, Service,
               Annotation>
      form;
};

enum class ImportKind : std::uint8_t {
  Private,  ///< seen by the importing file only
  Public,   ///< handed on to whoever imports the importing file
};

struct Import {
  FileId file;
  ImportKind kind = ImportKind::Private;
  std::optional<std::string> alias;
  bool needed = false;  ///< something it brings is used here, or it is handed on
};

/// Whether output is asked for.
enum class FileRole : std::uint8_t {
  Input,     ///< named by the user
  Imported,  ///< only needed by an input
};

/// Types of one file that lead to each other in a circle, or one type that stands in none.
struct TypeGroup {
  /// A type that is held by value, or an alias that is used, stands before its user.
  std::vector<TypeId> members;
  bool recursive = false;
};

struct File {
  std::string canonical_path;        ///< `shop/v1/orders.idl`, with forward slashes
  std::vector<std::string> package;  ///< `shop`, `v1`
  std::string doc;                   ///< of the package
  AnnotationSet annotations{};       ///< of the package
  bool has_deprecated = false;       ///< something that it declares is
  FileRole role = FileRole::Input;
  SourceId source = kNoSource;        ///< its text in the SourceMap of the run
  std::vector<Import> imports;        ///< in the order of their declaration
  std::vector<FileId> needed_files;   ///< whose declarations are used here; ascending, not itself
  std::vector<DeclId> declarations;   ///< top level, in the order of their declaration
  std::vector<TypeGroup> type_order;  ///< every type, nested ones too; users after what they use
};

/// `@allow("similar-names")`
struct Allow {
  std::string id;     ///< of a warning
  Span argument;      ///< where it is written
  Span scope;         ///< where the warning is not wanted
  bool used = false;  ///< there was such a warning
};

/// Ids are indexes into the two tables. A file stands after the files that it imports.
struct Schema {
  std::vector<File> files;
  std::vector<Declaration> declarations;
  std::vector<Allow> allows;

  const File& operator[](FileId id) const { return files[id.index]; }
  const Declaration& operator[](DeclId id) const { return declarations[id.index]; }
  Declaration& operator[](DeclId id) { return declarations[id.index]; }
};

/// The type itself, seen through any chain of aliases; never a NamedType of an Alias.
const Type& underlying(const Schema& schema, const Type& type);

/// The same, seen through new types too.
const Type& innermost(const Schema& schema, const Type& type);

/// The scalar behind any chain of aliases and new types, if there is one.
std::optional<Scalar> scalar_of(const Schema& schema, const Type& type);

/// The declaration that a type names, seen through aliases, or null.
const Declaration* declaration_of(const Schema& schema, const Type& type);

/// The block's fields without its reserved numbers, in number order. They live in the block.
std::vector<const Field*> fields_of(const Block& block);

/// The method itself, where it is declared.
const Method& method_of(const Schema& schema, const InheritedMethod& inherited);

/// The package's parts joined by dots.
std::string package_name(const File& file);

}  // namespace idlc::schema
