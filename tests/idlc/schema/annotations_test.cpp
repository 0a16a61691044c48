// Annotations in the finished schema: what they say, which types they constrain, and what they
// change about names on the wire. What is wrong with them is tested by tests/diagnostics.
#include <doctest/doctest.h>

#include <string>

#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "idlc/schema/dump.h"
#include "idlc/source/file_system.h"

namespace idlc::schema {
namespace {

Schema build_text(const std::string& declarations) {
  MemoryFileSystem files;
  files.add("a.idl", "package shop;\n" + declarations);
  SourceMap sources;
  DiagnosticSink sink;
  auto schema = build({{"a.idl"}, {}}, files, sources, sink);
  INFO(render_short(sink.collected(), sources));
  REQUIRE(schema.has_value());
  CHECK(sink.collected().shown.empty());
  return std::move(*schema);
}

const Declaration& declared(const Schema& schema, const std::string& name) {
  for (const Declaration& decl : schema.declarations) {
    if (decl.name == name) return decl;
  }
  FAIL("not declared: " << name);
  return schema.declarations.front();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("annotations that a schema declares travel with all their values") {
  const Schema schema = build_text(R"(
    annotation http { string path; string verb = "GET"; u32 weight = most; }
    annotation tag { string name; }
    annotation mark {}
    const u32 most = 5;
    struct mark @mark { 1: u32 a @tag("x") @shop.http(path: "/a"); }
    service Desk { get() @http(verb: "PUT", path: "/b"); }
  )");
  const std::string dump = dump_schema(schema);
  CHECK(contains(dump, "annotation shop.http\n    string path\n    string verb = \"GET\"\n"));
  CHECK(contains(dump,
                 "1: u32 a @shop.tag(name: \"x\") "
                 "@shop.http(path: \"/a\", verb: \"GET\", weight: 5)"));
  CHECK(contains(dump, "@shop.http(path: \"/b\", verb: \"PUT\", weight: 5)"));
  CHECK(contains(dump, "struct shop.mark: block of 4 bytes @shop.mark\n"));
}

TEST_CASE("only types with a constraint somewhere inside are constrained") {
  const Schema schema = build_text(R"(
    type Sku = new string @len(1..);
    type Alias = list<Sku>;
    struct Free { 1: u32 a; 2: string b @sensitive; }
    struct Direct { 1: u32 a @range(1..); }
    struct Inside { 1: map<string, list<Direct?>> a; }
    struct ByAlias { 1: Alias a; }
    struct Loop { 1: list<Loop> more; 2: Either either; }
    union Either { 1: list<Loop> loops; 2: Inside inside; }
    struct Circle { 1: list<Circle> more; }
  )");
  for (const char* name : {"Sku", "Alias", "Direct", "Inside", "ByAlias", "Loop", "Either"}) {
    CAPTURE(name);
    CHECK(declared(schema, name).is_constrained);
  }
  for (const char* name : {"Free", "Circle"}) {
    CAPTURE(name);
    CHECK_FALSE(declared(schema, name).is_constrained);
  }
}

TEST_CASE("a wire name keeps the id that the old name had") {
  const Schema before = build_text(R"(
    error Gone { 1: u32 a; }
    service Desk { get() throws Gone; put(); }
    service Base { ping(); }
    service Derived extends Base {}
  )");
  const Schema after = build_text(R"(
    error Missing @wire_name("shop.Gone") { 1: u32 a; }
    service Counter @wire_name("shop.Desk") { fetch() throws Missing @wire_name("shop.Desk.get"); put(); }
    service Base { ping(); }
    service Renamed extends Base @wire_name("shop.Derived") {}
  )");
  const auto& desk = std::get<Service>(declared(before, "Desk").form);
  const auto& counter = std::get<Service>(declared(after, "Counter").form);
  CHECK(counter.methods[0].wire_id == desk.methods[0].wire_id);
  CHECK(counter.methods[1].wire_id == desk.methods[1].wire_id);
  CHECK(counter.methods[0].full_name == "shop.Counter.fetch");
  CHECK(std::get<Error>(declared(after, "Missing").form).wire_id ==
        std::get<Error>(declared(before, "Gone").form).wire_id);
  CHECK(std::get<Service>(declared(after, "Renamed").form).inherited[0].wire_id ==
        std::get<Service>(declared(before, "Derived").form).inherited[0].wire_id);
}

TEST_CASE("an allow silences a warning within its declaration and nowhere else") {
  const Schema schema = build_text(R"(
    struct Order @allow("similar-names") { 1: u32 id; 2: u32 ID; }
  )");
  REQUIRE(schema.allows.size() == 1);
  CHECK(schema.allows.front().used);
}

}  // namespace
}  // namespace idlc::schema
