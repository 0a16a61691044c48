// What the passes make of declarations that are right: order, values, defaults, ids. What is said
// of wrong ones is shown by the fixtures of tests/diagnostics.
#include "idlc/schema/wire_ids.h"
#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

namespace {

using schema::Integer;
using schema::Value;

const Value& constant(const schema::Schema& schema, std::string_view name) {
  return form_of<schema::Constant>(schema, name).value;
}

}  // namespace

TEST_CASE("fields stand in number order, whatever their order in the text") {
  const auto schema = build_text("struct S { 2: u8 b; reserved 3: u8 \"c\"; 1: u8 a; }");
  const auto fields = schema::fields_of(form_of<schema::Struct>(schema, "a.S").block);
  REQUIRE(fields.size() == 2);
  CHECK(fields[0]->name == "a");
  CHECK(fields[1]->name == "b");
}

TEST_CASE("a service has its bases' methods under its own name, the nearest first") {
  const auto schema = build_files({{"a.idl", R"(package a; import "b.idl" as base;
        service Top extends base.Middle { top(); }
        service Late extends Later { late(); } service Later { later(); })"},
                                   {"b.idl", R"(package b; service Middle extends Low { middle(); }
        service Low { low(); })"}});
  const auto& top = form_of<schema::Service>(schema, "a.Top");
  REQUIRE(top.inherited.size() == 2);
  CHECK(top.inherited[0].full_name == "a.Top.middle");
  CHECK(top.inherited[0].wire_id == schema::fnv1a_64("a.Top.middle"));
  CHECK(schema::method_of(schema, top.inherited[1]).full_name == "b.Low.low");
  CHECK(schema[top.inherited[1].service].name == "Low");
  CHECK(form_of<schema::Service>(schema, "a.Late").inherited.size() == 1);
}

TEST_CASE("a stream takes no position among parameters and results") {
  const auto schema = build_text("service S { m(u8 a, stream string b) -> stream bytes; }");
  const auto& method = form_of<schema::Service>(schema, "a.S").methods.front();
  CHECK(method.parameters.members.size() == 1);
  CHECK(method.results.members.empty());
  REQUIRE(method.stream_in);
  CHECK(method.stream_in->name == "b");
  CHECK(method.stream_in->type == schema::Type{schema::Scalar::String});
  REQUIRE(method.stream_out);
  CHECK(method.stream_out->type == schema::Type{schema::Scalar::Bytes});
}

TEST_CASE("constants are worked out across files, also before their declaration") {
  const auto schema = build_files({{"a.idl", R"(package a; import "b.idl";
        const u32 first = second; const u32 second = b.third; const f64 half = -0.5;
        const f32 tenth = 0.1; const f64 whole = 3; const i8 low = -128;
        const u64 high = 0xFFFF_FFFF_FFFF_FFFF;
        const bytes raw = b"\x00\xFF"; const duration wait = -2m; const bool yes = true;)"},
                                   {"b.idl", "package b; const u8 third = 0b11;"}});
  CHECK(constant(schema, "a.first") == Value(Integer{false, 3}));
  CHECK(constant(schema, "a.half") == Value(-0.5));
  CHECK(constant(schema, "a.tenth") == Value(static_cast<double>(0.1F)));
  CHECK(constant(schema, "a.whole") == Value(3.0));
  CHECK(constant(schema, "a.low") == Value(Integer{true, 128}));
  CHECK(constant(schema, "a.high") == Value(Integer{false, 0xFFFF'FFFF'FFFF'FFFF}));
  CHECK(constant(schema, "a.raw") == Value(schema::ByteString{std::string("\0\xFF", 2)}));
  CHECK(constant(schema, "a.wait") == Value(schema::Nanoseconds{-120'000'000'000}));
  CHECK(constant(schema, "a.yes") == Value(true));
}

TEST_CASE("a bare name is the expected enum's value before it is a constant") {
  const auto schema = build_text(R"(
    enum Color { red = 5; seven = 6; }
    const u8 seven = 7;
    struct S { 1: Color a = seven; 2: u8 b = seven; 3: Color c = Color.red;
               4: Color d = a.Color.red; })");
  const auto fields = schema::fields_of(form_of<schema::Struct>(schema, "a.S").block);
  const auto color = schema.files[0].declarations[0];
  CHECK(fields[0]->default_value == Value(schema::EnumValueRef{color, 1}));
  CHECK(fields[1]->default_value == Value(Integer{false, 7}));
  CHECK(fields[2]->default_value == Value(schema::EnumValueRef{color, 0}));
  CHECK(fields[3]->default_value == fields[2]->default_value);
}

TEST_CASE("defaults fit their types through aliases and new types") {
  const auto schema = build_text(R"(
    type When = timestamp; type Id = new uuid;
    struct S { 1: When a = "1970-01-01T00:00:01Z"; 2: u8? b = null; 3: string c;
               4: Id d = "00000000-0000-0000-0000-000000000001"; })");
  const auto fields = schema::fields_of(form_of<schema::Struct>(schema, "a.S").block);
  CHECK(fields[0]->default_value == Value(schema::Nanoseconds{1'000'000'000}));
  CHECK(fields[1]->default_value == Value(schema::Null{}));
  CHECK_FALSE(fields[2]->default_value.has_value());
  REQUIRE(fields[3]->default_value.has_value());
  CHECK(std::get<schema::Uuid>(*fields[3]->default_value).bytes[15] == 1);
}

TEST_CASE("enums keep their values' order, their width and what is reserved") {
  const auto schema = build_text(
      "const i8 low = -1; closed enum E : i8 { b = 1; a = low; reserved 3, 7..9, \"c\"; }");
  const auto& enumeration = form_of<schema::Enum>(schema, "a.E");
  CHECK(enumeration.openness == schema::Openness::Closed);
  CHECK(enumeration.width == schema::Scalar::I8);
  CHECK_FALSE(enumeration.has_zero);
  CHECK(enumeration.values[0].name == "b");
  CHECK(enumeration.values[1].number == Integer{true, 1});
  CHECK(enumeration.reserved.numbers[1].last == Integer{false, 9});
  CHECK(enumeration.reserved.names == std::vector<std::string>{"c"});
}

TEST_CASE("methods and errors are known by the hash of their names") {
  CHECK(schema::fnv1a_64("") == 0xcbf29ce484222325);
  CHECK(schema::fnv1a_64("a") == 0xaf63dc4c8601ec8c);
  const auto schema =
      build_text("error E { 1: u8 x; } service S { m() throws E; oneway n(u8 x); }");
  const auto& methods = form_of<schema::Service>(schema, "a.S").methods;
  CHECK(form_of<schema::Error>(schema, "a.E").wire_id == schema::fnv1a_64("a.E"));
  CHECK(methods[0].wire_id == schema::fnv1a_64("a.S.m"));
  CHECK(methods[0].kind == schema::MethodKind::Unary);
  CHECK(schema[methods[0].throws[0]].full_name == "a.E");
  CHECK(methods[1].kind == schema::MethodKind::OneWay);
}

TEST_CASE("a single result has no name, several have theirs") {
  const auto schema = build_text("service S { one() -> u8; two() -> (u8 a, u8 b); none(); }");
  const auto& methods = form_of<schema::Service>(schema, "a.S").methods;
  CHECK(schema::fields_of(methods[0].results)[0]->name.empty());
  CHECK(schema::fields_of(methods[1].results)[1]->name == "b");
  CHECK(methods[2].results.members.empty());
}

TEST_CASE("an alias stays visible, and what it stands for is one step away") {
  const auto schema = build_text("type A = B; type B = list<C>; type C = u8; struct S { 1: A a; }");
  const auto* field = schema::fields_of(form_of<schema::Struct>(schema, "a.S").block)[0];
  CHECK(std::holds_alternative<schema::NamedType>(field->type.form));
  CHECK(std::holds_alternative<schema::ListType>(schema::underlying(schema, field->type).form));
}

TEST_CASE("comments travel with what they describe") {
  const auto schema = build_files({{"a.idl", R"(/// Of the package.
package a;
/// Of the struct,
/// two lines.
struct S {
  /// Of the field.
  1: u8 x;
})"}});
  CHECK(schema.files[0].doc == "Of the package.");
  CHECK(find(schema, "a.S").doc == "Of the struct,\ntwo lines.");
  CHECK(schema::fields_of(form_of<schema::Struct>(schema, "a.S").block)[0]->doc == "Of the field.");
}

}  // namespace idlc::test
