// The C++ names of everything in a schema, and the rules by which they differ from the IDL's.
//
// A name that is taken gets a `_` at its end, which no name of the IDL can have. Taken are keywords
// and macros (reserved_words.h), `std` and `idl`, the name of the class around, and the members
// that are generated into it. The only place that decides on names; spelling.h puts them together.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "idlc/cpp/generate.h"
#include "idlc/schema/schema.h"

namespace idlc::cpp {

/// A name as it may stand anywhere in C++, with a `_` appended if need be.
[[nodiscard]] std::string legal_name(std::string_view name);

/// What something should be called in C++: as in the schema, unless `@cpp.name` says otherwise.
template <class Thing>
[[nodiscard]] const std::string& wanted_name(const Thing& thing) {
  return thing.annotations->cpp_name ? *thing.annotations->cpp_name : thing.name;
}

/// `get_all` as the beginning of a type's name: `GetAll`.
[[nodiscard]] std::string title_case(std::string_view name);

/// The names of one scope. Hands out each name once.
class NamePool {
 public:
  NamePool() = default;
  explicit NamePool(std::set<std::string> taken) : taken_(std::move(taken)) {}

  /// An empty pool that hands out no name of the other either, which must outlive it.
  static NamePool within(const NamePool& outer) {
    NamePool pool;
    pool.outer_ = &outer;
    return pool;
  }

  /// The name itself if it is legal and free, else with as many `_` as it takes.
  std::string take(std::string_view wanted);

  /// Takes these as they are.
  void add(const std::set<std::string>& names) { taken_.insert(names.begin(), names.end()); }

  /// What this pool itself has handed out or been given.
  [[nodiscard]] const std::set<std::string>& taken() const { return taken_; }

  /// The same, and leaves the pool without them.
  [[nodiscard]] std::set<std::string> release() { return std::exchange(taken_, {}); }

  [[nodiscard]] bool contains(const std::string& name) const {
    return taken_.contains(name) || (outer_ != nullptr && outer_->contains(name));
  }

 private:
  std::set<std::string> taken_;
  const NamePool* outer_ = nullptr;
};

/// The names inside one type or service, index for index as the schema has them.
struct MemberNames {
  std::vector<std::string> nested;   ///< of Declaration::nested
  std::vector<std::string> members;  ///< fields (without reserved numbers), values, cases, methods
  std::set<std::string> scope;  ///< all names that the class's scope holds, also generated ones
};

/// The names that a service's method lends to generated code besides its own.
struct MethodNames {
  std::string method;  ///< `get`
  std::string result;  ///< `GetResult`
  std::string values;  ///< `GetValues`; used only if there are several results
  std::string call;    ///< `GetCall`; empty for methods without streams
  std::vector<std::string> parameters;
  std::string reader;  ///< the parameter of a handler that is the caller's stream; or empty
  std::string writer;  ///< the parameter of a handler that is the stream to the caller; or empty
};

/// Where a declaration stands in its package's namespace.
enum class Placement {
  Package,  ///< at the top level, also nested types that had to leave their type
  Inside,   ///< in the class of the type that it is nested in: enums, where nothing forbids it
};

/// All names of a schema, worked out once. Refers to the schema, which must outlive it.
class Names {
 public:
  explicit Names(const schema::Schema& schema);

  /// `shop::v1`
  [[nodiscard]] const std::string& package(schema::FileId file) const;

  /// All names that the package's namespace holds where the file is included.
  [[nodiscard]] const NamePool& package_scope(schema::FileId file) const;

  [[nodiscard]] Placement placement(schema::DeclId id) const;

  /// The name where it is declared: `Order`, `Order_Inner`, or `Channel` inside of Order.
  [[nodiscard]] const std::string& name(schema::DeclId id) const;

  /// The name within its package: `Order`, `Order_Inner`, `Order::Channel`.
  [[nodiscard]] std::string path(schema::DeclId id) const;

  /// `shop::v1::Order::Channel`
  [[nodiscard]] std::string qualified(schema::DeclId id) const;

  /// The class of a service's client where it stands outside of the service's, because others pass
  /// the service before it is declared: `Order_Client`. Else empty: it is `Order::Client`.
  [[nodiscard]] const std::string& announced_client(schema::DeclId service) const;

  [[nodiscard]] const MemberNames& members(schema::DeclId id) const;

  /// Of a service's methods, in their order, and then of those that it inherits. An inherited one
  /// is called as where it is declared; its parameters avoid the names of this package.
  [[nodiscard]] const std::vector<MethodNames>& methods(schema::DeclId service) const;

  /// What is named otherwise than in the file, in the order of the places.
  [[nodiscard]] std::vector<Renaming> renamings(schema::FileId file) const;

 private:
  void name_package(schema::FileId file);
  void name_declaration(schema::DeclId id, NamePool& package);
  void name_service(schema::DeclId id, const schema::Service& service);
  void name_parameters(MethodNames& names, schema::FileId file, const schema::Method& method) const;

  const schema::Schema& schema_;
  std::vector<std::string> packages_;  // of each file
  std::vector<NamePool> scopes_;       // of each file
  std::vector<std::string> names_;     // of each declaration
  std::vector<std::string> clients_;   // of each declaration, if it has one that is announced
  std::vector<Placement> placements_;  // of each declaration
  std::vector<MemberNames> members_;   // of each declaration
  std::unordered_map<schema::DeclId, std::vector<MethodNames>> methods_;
};

}  // namespace idlc::cpp
