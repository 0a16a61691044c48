// The view model: everything that templates place, already named, spelled and escaped.
//
// view_*.cpp work it out from a schema; emit_*.cpp only put it into templates. Plain values, no
// schema inside.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace idlc::cpp {

/// A C++ declaration with the documentation that belongs to it.
struct DeclarationView {
  std::string doc;   ///< as the schema has it; may have several lines
  std::string text;  ///< `std::uint32_t quantity = 1;`
};

/// A constant: a variable, or, where its value takes memory, a function that makes it once.
struct ConstantView {
  std::string doc;
  std::string declaration;  ///< `inline constexpr std::uint32_t max_lines = 100;`
  std::string function;     ///< `const Order& first_order()`; empty for a variable
  std::string variable;     ///< `const Order& value = *new Order{.id = 7};`
  std::string local;        ///< `value`
};

/// `using Labels = std::map<std::string, std::string>;`
struct AliasView {
  std::string doc;
  std::string name;
  std::string target;
  std::string attribute{};  ///< ` [[deprecated("…")]]` or nothing; here as in all views
};

/// How `<<` and to_text name what they get.
struct TextView {
  std::string type;  ///< in the package's namespace
  std::string out = "out";
  std::string value = "value";
};

/// How values of a type are held against its constraints.
struct ConstraintsView {
  std::string type;                 ///< in the runtime's namespace
  std::vector<std::string> checks;  ///< statements; none for a type without constraints
};

/// A strong type.
struct NewTypeView {
  std::string doc;
  std::string name;
  std::string base;
  TextView text;
  std::string attribute{};
  ConstraintsView constraints{};
};

struct EnumValueView {
  std::string doc;
  std::string name;    ///< `class_`
  std::string label;   ///< `"class"`, a literal
  std::string number;  ///< `3`, or `1U << 3` of a flag
  std::string bit;     ///< `3`, of a flag alone
  std::string attribute{};
  std::string json{};  ///< the name in JSON, a literal
};

/// What flags have besides an enum.
struct FlagsView {
  std::string left;  ///< names for the operands of operators
  std::string right;
  std::string friendship;  ///< `friend ` where the operators stand in a class
};

struct EnumView {
  std::string doc;
  std::string name;       ///< where it is declared
  std::string path;       ///< in its package: `Order::Channel`
  std::string qualified;  ///< in the runtime's namespace
  std::string underlying;
  TextView text;
  bool closed = false;
  std::vector<EnumValueView> values;
  std::vector<FlagsView> flags;  ///< one, if the values are bits
  std::string attribute{};
  bool renamed_in_json = false;  ///< a value has another name there
};

/// What `==` compares, one after the other.
struct EqualityView {
  std::string type;  ///< in the package's namespace
  std::vector<std::string> members;
  std::string left = "a";
  std::string right = "b";
};

/// How one slot is measured, written and read, each a statement or nothing.
struct SlotView {
  std::string measure;
  std::string write;
  std::string read;
  std::string attach{};  ///< gives the descriptor that goes with the message
  std::string visit{};   ///< shows the services that go with the message
};

/// How a field looks in a log.
struct TextFieldView {
  std::string label;   ///< `"class"`, a literal
  std::string json;    ///< the name in JSON, a literal
  std::string member;  ///< `class_`
  bool is_sensitive = false;
};

/// What the hash of a type is made of.
struct HashView {
  std::string qualified;  ///< the type, in no namespace
  std::vector<std::string> members;
};

/// A block of slots.
struct BlockView {
  std::uint32_t slots_bytes = 0;
  std::vector<SlotView> slots;
  bool keeps_unknown = false;  ///< in the member `unknown_fields_`
};

/// What an error adds to a struct.
struct ErrorView {
  std::string wire_name;  ///< a literal
  std::string wire_id;    ///< `0x0123456789ABCDEF`
};

/// A struct, an error, or the values that a method answers with.
struct StructView {
  std::string doc;
  std::string name;
  std::string qualified;
  std::vector<EnumView> enums;    ///< declared inside
  std::vector<AliasView> nested;  ///< of types that are nested in the schema
  std::vector<DeclarationView> fields;
  EqualityView equality;
  TextView text;
  std::string label;  ///< the name in the schema, a literal
  std::vector<TextFieldView> text_fields;
  std::vector<HashView> hash;  ///< one, or none for what is no key
  BlockView block;
  std::vector<ErrorView> error;  ///< one, or none for a struct that is no error
  std::string attribute{};
  ConstraintsView constraints{};
};

struct FixedStructView {
  std::string doc;
  std::string name;
  std::string qualified;
  std::vector<EnumView> enums;
  std::vector<AliasView> nested;
  std::vector<DeclarationView> members;
  EqualityView equality;
  TextView text;
  std::string label;  ///< the name in the schema, a literal
  std::vector<TextFieldView> text_fields;
  std::vector<HashView> hash;  ///< one, or none for what is no key
  std::uint32_t size_bytes = 0;
  bool plain = false;           ///< every byte pattern is a value
  bool can_be_invalid = false;  ///< a value in memory may have no encoding
  std::string attribute{};
  ConstraintsView constraints{};
};

struct UnionCaseView {
  std::string doc;
  std::string name;    ///< `class_`
  std::string getter;  ///< `if_class`, or `is_class` of a void case
  std::string label;   ///< `"class"`, a literal
  std::string json;    ///< the name in JSON, a literal
  std::string number;
  std::string type;        ///< in the union's class; empty for a void case
  std::string outer_type;  ///< in the package's namespace
  bool boxed = false;      ///< held in an idl::Box, which users of the union do not see
  std::string attribute{};
  bool is_sensitive = false;
};

struct UnionView {
  std::string doc;
  std::string name;
  std::string qualified;
  std::vector<EnumView> enums;
  std::vector<AliasView> nested;
  std::vector<UnionCaseView> cases;
  EqualityView equality;
  TextView text;
  std::string label;      ///< the name in the schema, a literal
  std::string local;      ///< a name for a union that is being made
  std::string parameter;  ///< a name for a case's value
  std::string box;        ///< a name for a pointer to a box
  std::string attribute{};
  ConstraintsView constraints{};
};

struct ParameterView {
  std::string name;
  std::string type;            ///< in the package's namespace, where dispatch functions have it
  std::string initializer;     ///< of a variable
  std::string client;          ///< `const std::string& reason`, in the class
  std::string client_default;  ///< ` = std::nullopt` or nothing
  std::string server;          ///< `std::string reason`, in the class
  std::string server_type;     ///< `std::string`, in the class
  std::string forwarded;       ///< `std::move(reason)`, or the name
  bool is_checked = false;     ///< it has constraints, so that the function of checks names it
};

/// A stream of a method. A method has at most one each way.
struct StreamView {
  std::string name;      ///< `orders`, of a handler's parameter
  std::string type;      ///< `Reader<Order>`, its type in the runtime
  std::string argument;  ///< `call.reader<Order>()`, in a dispatch function
};

/// The function that holds each element of a caller's stream against the stream's own constraints.
struct ElementCheckView {
  std::string name;     ///< `check_upload_chunks`; nothing if there are none
  std::string type;     ///< of an element, in the package's namespace
  std::string element;  ///< a name for one
  std::vector<std::string> checks;
};

enum class Answer : std::uint8_t {
  Nothing,  ///< one-way
  Value,    ///< one result or none
  Values,   ///< several results, the members of a struct
};

struct MethodView {
  bool inherited = false;  ///< declared in a base, whose server has the handler
  std::string doc;
  std::string name;
  std::string wire_name;  ///< a literal
  std::string wire_id;
  Answer answer = Answer::Value;
  std::string kind;              ///< `CalleeStreams`, an idl::MethodKind
  std::string result;            ///< `GetResult`
  std::string result_type;       ///< `idl::Result<Order, NotFound>`, or the base's alias
  bool declares_errors = false;  ///< its handler may throw them
  /// `using StatsValues = Base::StatsValues;` if inherited, `struct StatsValues;` if it is late.
  std::string values_declaration;
  std::vector<StructView> values;  ///< one, if there are several results
  bool values_are_late = false;    ///< defined behind all services, whose clients are among them
  std::vector<ParameterView> parameters;
  std::vector<StreamView> streams;
  std::string stream_call{};       ///< `WatchCall`; empty without streams
  std::string stream_call_type{};  ///< `idl::StreamCall<WatchResult, void, Order>`
  std::string constant;            ///< `kGet`
  std::string dispatch;            ///< `dispatch_get`
  std::string attribute{};
  std::string promises;             ///< further members of the constant, or nothing
  std::string check;                ///< `check_get`; nothing if no parameter has constraints
  std::vector<std::string> checks;  ///< its statements
  std::string validator;            ///< its first parameter
  ElementCheckView element_check;
  // Names of a dispatch function's own variables, which no parameter has.
  std::string service;
  std::string call;
  std::string server;
  std::string handlers;  ///< its template's parameter: whose handlers it calls
};

/// An inherited method under the name of a base, for clients that know only that.
struct BaseEntryView {
  std::string constant;   ///< `kAsHealthCheck`
  std::string wire_name;  ///< a literal
  std::string wire_id;
  std::string dispatch;
  std::string kind;
};

/// What a fake adds for a method.
struct FakeMethodView {
  std::string on;    ///< `on_get`
  std::string call;  ///< `GetCall`
  std::string name;
  std::string result;   ///< `GetResult`, or `void` of a one-way method
  std::string streams;  ///< `, idl::Writer<Order>`, the further template arguments of `on_…`
  std::vector<DeclarationView> fields;
  std::string parameters;  ///< of the override, in the class
  std::string arguments;   ///< `context, {id, std::move(reason)}`
};

/// A stand-in for a service in tests.
struct FakeView {
  std::string name;    ///< of the service
  std::string client;  ///< `client`
  std::string host;
  std::vector<FakeMethodView> methods;
};

struct ServiceView {
  std::string doc;
  std::string attribute{};
  std::string name;
  std::string client;        ///< `Orders::Client`, or `Orders_Client` where others need it before
  std::string client_class;  ///< the last part of that
  std::string
      around_client{};      ///< `Orders::` before names of the service's class, if it is outside
  std::string table;        ///< `kMethods`
  std::string schema{};     ///< `schema_files`; empty: the stubs carry no schema
  std::string handlers;     ///< the parameter of the table's template
  std::string server_base;  ///< what Server derives from
  std::string async_server_base;    ///< what AsyncServer derives from
  std::vector<std::string> bases;   ///< `Health`, the nearest first
  std::vector<MethodView> methods;  ///< its own, then inherited ones
  std::vector<BaseEntryView> base_entries;
};

}  // namespace idlc::cpp
