// A use of a type: `list<Order.Channel?>`, as a small value.
//
// Names are resolved to ids; an alias stays an alias, so that generated code can show the name that
// the author chose (Schema's underlying() sees through it). A Type knows neither its size nor its
// C++ spelling: layout.h and the generators do.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <variant>

#include "idlc/schema/ids.h"

namespace idlc::schema {

struct Type;

/// The built-in types without parameters.
enum class Scalar : std::uint8_t {
  Bool,
  I8,
  I16,
  I32,
  I64,
  U8,
  U16,
  U32,
  U64,
  F32,
  F64,
  String,
  Bytes,
  Timestamp,
  Duration,
  Uuid,
};

/// The word of the language, such as `u32`.
std::string_view name_of(Scalar scalar);

/// The scalar that a word of the language names, if it names one.
std::optional<Scalar> scalar_named(std::string_view word);

/// A type inside another type: never empty, immutable, cheap to copy, compared by what it holds.
class Element {
 public:
  // Implicit, so that ListType{some_type} reads as the list of that type.
  Element(Type type);  // NOLINT(google-explicit-constructor)

  const Type& operator*() const { return *type_; }
  const Type* operator->() const { return type_.get(); }

  friend bool operator==(const Element& a, const Element& b);

 private:
  std::shared_ptr<const Type> type_;
};

/// A declared type: alias, new type, enum, fixed struct, struct, union or error.
struct NamedType {
  TypeId id;
  friend bool operator==(const NamedType&, const NamedType&) = default;
};

struct ListType {
  Element element;
  friend bool operator==(const ListType&, const ListType&) = default;
};

struct SetType {
  Element element;
  friend bool operator==(const SetType&, const SetType&) = default;
};

struct MapType {
  Element key;
  Element value;
  friend bool operator==(const MapType&, const MapType&) = default;
};

/// `T[size]`; the size is at least 1.
struct ArrayType {
  Element element;
  std::uint32_t size = 0;
  friend bool operator==(const ArrayType&, const ArrayType&) = default;
};

/// `box<T>` of a struct or error, seen through aliases: a value elsewhere in memory, by which a
/// type can hold one of its own.
struct BoxType {
  Element value;
  friend bool operator==(const BoxType&, const BoxType&) = default;
};

/// `T?`; the value is neither optional nor a union, seen through aliases.
struct OptionalType {
  Element value;
  friend bool operator==(const OptionalType&, const OptionalType&) = default;
};

/// An open descriptor, which travels beside its message. Only a parameter or a result, alone or
/// optional.
struct FdType {
  friend bool operator==(const FdType&, const FdType&) = default;
};

/// A service as a value: a reference to an object that serves it. Only a parameter or a result,
/// alone, optional or in a list.
struct ServiceType {
  DeclId id;
  friend bool operator==(const ServiceType&, const ServiceType&) = default;
};

/// Stands where a type was wrong and has been reported; a finished schema holds none.
struct InvalidType {
  friend bool operator==(const InvalidType&, const InvalidType&) = default;
};

struct Type {
  std::variant<InvalidType, Scalar, NamedType, ListType, SetType, MapType, ArrayType, OptionalType,
               BoxType, FdType, ServiceType>
      form;
  friend bool operator==(const Type&, const Type&) = default;
};

}  // namespace idlc::schema
