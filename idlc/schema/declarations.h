// What a schema file can declare, resolved: the alternatives of a Declaration.
//
// Plain values without behaviour, each with the place of its name for whoever has to report on it.
// Everything the passes worked out (slots, block sizes, wire ids) stands where it belongs; nothing
// here refers to the syntax tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "idlc/schema/annotations.h"
#include "idlc/schema/ids.h"
#include "idlc/schema/type.h"
#include "idlc/schema/value.h"
#include "idlc/source/span.h"

namespace idlc::schema {

/// How a value stands in the block of its struct (docs/WIRE.md, "Slots").
enum class SlotForm : std::uint8_t {
  Fixed,         ///< the slot is the value
  Body,          ///< u32 length of a body in the tail
  OptionalBody,  ///< the same, 0xFFFFFFFF when absent
  Union,         ///< u32 case, u32 length of the case's body
  Attachment,    ///< u32 index of what travels beside the message, 0xFFFFFFFF when absent
};

/// One slot of a block.
struct Slot {
  SlotForm form = SlotForm::Fixed;
  std::uint32_t size_bytes = 0;
  friend bool operator==(const Slot&, const Slot&) = default;
};

/// `const u32 max_items = 1_000;`
struct Constant {
  Type type;
  Value value;
};

/// `type Labels = map<string, string>;`
struct Alias {
  Type target;
  Type underlying;  ///< the target seen through further aliases
};

/// `type CustomerId = new string;`, of any type but an optional or a union.
struct NewType {
  Type base;
};

/// One or several neighbouring numbers that may not be used again, both ends included.
struct NumberRange {
  Integer first;
  Integer last;
};

/// What `reserved 3, 7..9, "lost";` keeps from being used again in an enum or union.
struct ReservedNumbers {
  std::vector<NumberRange> numbers;
  std::vector<std::string> names;
};

struct EnumValue {
  std::string name;
  Span span;  ///< of the name
  std::string doc;
  Integer number;
  AnnotationSet annotations{};
};

/// Whether a reader keeps values that it does not know, or refuses them.
enum class Openness : std::uint8_t { Open, Closed };

/// Values stand in the order of their declaration; none has another's number.
struct Enum {
  Openness openness = Openness::Open;
  Scalar width = Scalar::U32;  ///< an integer type
  std::vector<EnumValue> values;
  ReservedNumbers reserved;
  bool has_zero = false;  ///< one of the values is 0, so that the type has a default of its own
};

struct FlagBit {
  std::string name;
  Span span;  ///< of the name
  std::string doc;
  std::uint32_t bit = 0;  ///< its position, 0 for the lowest
  AnnotationSet annotations{};
};

/// `flags Perm : u32 { read = 0; admin = 8; }`. Bits stand in the order of their declaration; no
/// two are one. A reader keeps bits that it does not know.
struct Flags {
  Scalar width = Scalar::U32;  ///< an unsigned integer type
  std::vector<FlagBit> bits;
  ReservedNumbers reserved;  ///< of positions
};

struct FixedMember {
  std::string name;
  Span span;  ///< of the name
  std::string doc;
  Type type;
  AnnotationSet annotations{};
};

/// Members in the order of their declaration, which is the order of their bytes.
struct FixedStruct {
  std::vector<FixedMember> members;
  std::uint32_t size_bytes = 0;
};

/// A numbered field, or a parameter or result, whose number is its position from 1.
struct Field {
  std::uint32_t number = 0;
  std::string name;  ///< empty for a method's only result
  Span span;         ///< of the name, or of the type of a nameless result
  std::string doc;
  Type type;
  std::optional<Value> default_value;  ///< as written; without one, the type's zero
  Slot slot;
  AnnotationSet annotations{};
};

/// `reserved 16: string "remark";`: a removed field, whose slot keeps its width.
struct ReservedField {
  std::uint32_t number = 0;
  std::string name;
  std::optional<Type> type;  ///< as written; none for the word `union`
  Slot slot;
};

using Member = std::variant<Field, ReservedField>;

/// The fields of a struct or error, the parameters or the results of a method: one slot each,
/// in number order, dense from 1.
struct Block {
  std::vector<Member> members;
  std::uint32_t slots_bytes = 0;  ///< the sum of all slots; at most 65,536
};

struct Struct {
  Block block;
};

/// A struct that a method can answer with instead of its result.
struct Error {
  Block block;
  std::uint64_t wire_id = 0;  ///< FNV-1a 64 of the wire name
  std::string wire_name{};    ///< the full name, unless `@wire_name` says otherwise
};

struct UnionCase {
  std::uint32_t number = 0;
  std::string name;
  Span span;  ///< of the name
  std::string doc;
  std::optional<Type> type;  ///< none for a `void` case
  AnnotationSet annotations{};
};

/// Cases in number order; numbers without a case are reserved.
struct Union {
  std::vector<UnionCase> cases;
  ReservedNumbers reserved;
};

enum class MethodKind : std::uint8_t {
  Unary,   ///< one call, one answer
  OneWay,  ///< one call, no answer: neither results nor errors
};

/// What flows one way while a method runs: any number of values, one after the other.
struct StreamPart {
  std::string name;  ///< of the parameter; empty for a result
  Span span;         ///< of the name, or of the type of a nameless result
  std::string doc;
  Type type;  ///< of each value
  AnnotationSet annotations{};
};

struct Method {
  std::string name;
  Span span;              ///< of the name
  std::string full_name;  ///< package.Service.method
  std::string doc;
  MethodKind kind = MethodKind::Unary;
  Block parameters;
  Block results;  ///< one nameless field, or none, or several named ones; none beside a stream
  std::optional<StreamPart> stream_in;   ///< from the caller, after the parameters
  std::optional<StreamPart> stream_out;  ///< to the caller, instead of results
  std::vector<TypeId> throws;            ///< of Error declarations
  std::uint64_t wire_id = 0;             ///< FNV-1a 64 of the wire name
  std::string wire_name{};               ///< the full name, unless `@wire_name` says otherwise
  AnnotationSet annotations{};
};

/// `annotation http { string path; string verb = "GET"; }`: a value of one type is written as
/// `@http(path: "/orders")`. Its fields have neither numbers nor slots.
struct Annotation {
  std::vector<Field> fields;
};

/// A method that a service has from another, which it serves under its own name too.
struct InheritedMethod {
  DeclId service;             ///< where it is declared
  std::uint32_t index = 0;    ///< in that service's methods
  std::string full_name;      ///< package.Derived.method
  std::uint64_t wire_id = 0;  ///< FNV-1a 64 of the wire name
  std::string wire_name{};  ///< the full name, unless a `@wire_name` of the service says otherwise
};

/// Methods in the order of their declaration, those of the nearest base first.
struct Service {
  std::optional<DeclId> base;  ///< a service
  std::vector<Method> methods;
  std::vector<InheritedMethod> inherited;
};

}  // namespace idlc::schema
