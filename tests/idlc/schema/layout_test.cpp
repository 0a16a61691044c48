// Slots, blocks and sizes: the table of docs/WIRE.md, line by line. Types are written as schemas
// write them.
#include "idlc/schema/layout.h"

#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

namespace {

using schema::Slot;
using schema::SlotForm;

// The slot of a field of that type, among a few declarations.
Slot slot(const std::string& type) {
  const auto schema = build_text(R"(
    enum Color : u16 { red = 0; }
    closed enum Side { buy = 0; }
    flags Right : u64 { read = 0; }
    fixed struct Point { f64 x; bool y; }
    struct Open { 1: u8 x; }
    error Gone { 1: u8 x; }
    union Choice { 1: u8 x; }
    type Labels = map<string, string>;
    type Id = new u64;
    type Ids = new list<Id>;
    struct Holder { 1: )" + type +
                                 " field; }");
  return schema::fields_of(form_of<schema::Struct>(schema, "a.Holder").block)[0]->slot;
}

Slot fixed(std::uint32_t size) { return {SlotForm::Fixed, size}; }

const Slot kBody{SlotForm::Body, 4};
const Slot kOptionalBody{SlotForm::OptionalBody, 4};

}  // namespace

TEST_CASE("scalars and enums are their bytes") {
  CHECK(slot("bool") == fixed(1));
  CHECK(slot("i8") == fixed(1));
  CHECK(slot("u16") == fixed(2));
  CHECK(slot("f32") == fixed(4));
  CHECK(slot("i64") == fixed(8));
  CHECK(slot("timestamp") == fixed(8));
  CHECK(slot("duration") == fixed(8));
  CHECK(slot("uuid") == fixed(16));
  CHECK(slot("Color") == fixed(2));
  CHECK(slot("Side") == fixed(4));
  CHECK(slot("Right") == fixed(8));
  CHECK(slot("Id") == fixed(8));
}

TEST_CASE("fixed structs and arrays of fixed size are their members") {
  CHECK(slot("Point") == fixed(9));
  CHECK(slot("Point[3]") == fixed(27));
  CHECK(slot("u16[2][3]") == fixed(12));
}

TEST_CASE("a box is a body, and an optional one a body that may be absent") {
  CHECK(slot("box<Open>") == kBody);
  CHECK(slot("box<Gone>?") == kOptionalBody);
}

TEST_CASE("an optional of fixed size has one byte more") {
  CHECK(slot("bool?") == fixed(2));
  CHECK(slot("Point?") == fixed(10));
  CHECK(slot("u8[4]?") == fixed(5));
  CHECK(slot("u8?[2]") == fixed(4));
}

TEST_CASE("what has a body has a length") {
  for (const char* type : {"string", "bytes", "list<u8>", "set<u8>", "Labels", "Open", "Gone",
                           "string[2]", "string?[2]", "Choice[2]", "Ids"}) {
    CAPTURE(type);
    CHECK(slot(type) == kBody);
  }
  CHECK(slot("string?") == kOptionalBody);
  CHECK(slot("Labels?") == kOptionalBody);
  CHECK(slot("Choice") == Slot{SlotForm::Union, 8});
}

TEST_CASE("a reserved number keeps its slot") {
  const auto schema = build_text(R"(
    union Choice { 1: u8 x; }
    struct S {
      reserved 6: Choice "f"; reserved 2: bytes "b"; reserved 4: u16? "d";
      1: u8 a; reserved 3: bytes? "c"; reserved 5: union "e";
    })");
  const auto& block = form_of<schema::Struct>(schema, "a.S").block;
  REQUIRE(block.members.size() == 6);
  std::vector<Slot> slots;
  for (std::size_t i = 1; i < 6; ++i) {
    const auto& reserved = std::get<schema::ReservedField>(block.members[i]);
    CHECK(reserved.number == i + 1);
    slots.push_back(reserved.slot);
  }
  const Slot union_slot{SlotForm::Union, 8};
  CHECK(slots == std::vector<Slot>{kBody, kOptionalBody, fixed(3), union_slot, union_slot});
  CHECK(block.slots_bytes == 1 + 4 + 4 + 3 + 8 + 8);
}

TEST_CASE("fixed structs may be declared behind those that contain them") {
  const auto schema = build_text(
      "fixed struct A { B b; C[2] c; } fixed struct B { C c; } fixed struct C { u32 x; }");
  CHECK(form_of<schema::FixedStruct>(schema, "a.A").size_bytes == 12);
}

TEST_CASE("parameters and results are blocks too") {
  const auto schema = build_text("service S { m(u8 a, string b) -> (u32 c, u8? d); }");
  const auto& method = form_of<schema::Service>(schema, "a.S").methods[0];
  CHECK(method.parameters.slots_bytes == 5);
  CHECK(method.results.slots_bytes == 6);
}

}  // namespace idlc::test
