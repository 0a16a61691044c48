// Large and long schemas: chains that would overflow a stack, and
// counts that would show a square.
#include <fmt/format.h>

#include "tests/idlc/schema/build_text.h"
#include "tests/support/allocations.h"

namespace idlc::test {

namespace {

// Deep enough for any recursion over declarations to overflow its stack, and enough for a pass that
// compares all with all to run into the test's time limit.
constexpr int kMany = 30'000;

template <class Line>
std::string lines(int count, const Line& line) {
  std::string text;
  for (int i = 0; i < count; ++i) text += line(i);
  return text;
}

}  // namespace

TEST_CASE("a chain of structs that hold each other by value needs no deep stack") {
  const auto schema = build_text(
      lines(kMany, [](int i) { return fmt::format("struct S{} {{ 1: S{} s; }}\n", i, i + 1); }) +
      fmt::format("struct S{} {{ 1: u8 x; }}", kMany));
  CHECK(schema[schema.files[0].type_order.front().members[0]].name == fmt::format("S{}", kMany));
}

TEST_CASE("a circle of many types is one group") {
  const auto schema = build_text(lines(kMany, [](int i) {
    return fmt::format("struct S{} {{ 1: list<S{}> s; }}\n", i, (i + 1) % kMany);
  }));
  CHECK(schema.files[0].type_order.size() == 1);
}

TEST_CASE("a long chain of constants is followed, and a long circle of them is found") {
  const auto chain = [](const std::string& last) {
    return lines(kMany, [](int i) { return fmt::format("const u8 c{} = c{};\n", i, i + 1); }) +
           fmt::format("const u8 c{} = {};", kMany, last);
  };
  const auto schema = build_text(chain("7"));
  CHECK(form_of<schema::Constant>(schema, "a.c0").value ==
        schema::Value(schema::Integer{false, 7}));
  const Run run({{"a.idl", "package a;\n" + chain("c0")}});
  CHECK(run.reported() == std::vector<std::string>{"constant-cycle"});
}

TEST_CASE("an enum with many values gives a default to many fields") {
  const auto schema = build_text(
      "closed enum E { " + lines(kMany, [](int i) { return fmt::format("v{0} = {0};", i); }) +
      "}\n" + lines(kMany / 10, [](int i) {
        return fmt::format("struct S{0} {{ 1: E e = v{0}; 2: E f; }}\n", i);
      }));
  CHECK(schema.files[0].declarations.size() == kMany / 10 + 1);
}

TEST_CASE("many unknown names are all reported, and the search for suggestions stays bounded") {
  const Run run({{"a.idl", "package a; struct Known { 1: u8 x; }\n" + lines(kMany / 20, [](int i) {
                             return fmt::format("struct S{0} {{ 1: Unknown{0} x; }}\n", i);
                           })}});
  CHECK(run.sink.error_count() == kMany / 20);
}

TEST_CASE("no name is long enough to take much memory where everything carries it") {
  const std::string name(50'000, 'n');
  const std::string nested =
      lines(kMany / 10, [](int i) { return fmt::format("enum E{} {{ a = 0; }} ", i); });
  std::string deep;
  for (int i = 0; i < 60; ++i)
    deep += "struct " + std::string(120, static_cast<char>('A' + i % 26)) + " {";
  for (const std::string& text :
       {"package a" + lines(25'000, [](int) { return std::string(".a"); }) +
            "; struct S { 1: u8 x; }",
        "package " + name + "; struct S { " + nested + " 1: u8 x; }",
        "package a; struct " + name + " { " + nested + " 1: u8 x; }",
        "package a; enum " + name + " { " +
            lines(kMany / 10, [](int i) { return fmt::format("v{0} = {0};", i); }) + " }",
        "package a; service " + name + " { " +
            lines(kMany / 10, [](int i) { return fmt::format("f{}();", i); }) + " }",
        "package a; " + deep + nested + lines(60, [](int) { return std::string("1: u8 x; }"); })}) {
    CAPTURE(text.substr(0, 30));
    const idl::test::AllocationMeter meter;
    const Run run({{"a.idl", text}});
    CHECK(run.sink.error_count() >= 1);
    CHECK(meter.bytes() < 40'000'000);
  }
}

TEST_CASE("a long chain of imports needs no deep stack") {
  constexpr int kFiles = 5'000;
  MemoryFileSystem files;
  for (int i = 0; i < kFiles; ++i) {
    files.add(
        fmt::format("f{}.idl", i),
        fmt::format("package p{0}; import \"f{1}.idl\"; struct S {{ 1: p{1}.S s; }}", i, i + 1));
  }
  files.add(fmt::format("f{}.idl", kFiles),
            fmt::format("package p{}; struct S {{ 1: u8 x; }}", kFiles));
  SourceMap sources;
  DiagnosticSink sink;
  const auto schema = schema::build({{"f0.idl"}, {}}, files, sources, sink);
  REQUIRE(schema.has_value());
  CHECK(schema->files.size() == kFiles + 1);
}

}  // namespace idlc::test
