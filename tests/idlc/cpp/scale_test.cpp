// What compiling costs, in bytes and blocks asked of the heap: twice the schema may cost twice as
// much, and not four times, and a message not more than it does. Time would say the same, but
// depends on the machine.
#include <doctest/doctest.h>

#include "idlc/cpp/generate.h"
#include "idlc/schema/build.h"
#include "tests/support/allocations.h"
#include "tests/support/large_schema.h"

namespace idlc::cpp {

namespace {

schema::Schema built(const std::string& text) {
  MemoryFileSystem disk;
  disk.add("/a.idl", text);
  SourceMap sources;
  DiagnosticSink sink;
  auto schema = schema::build({{"/a.idl"}, {"/"}}, disk, sources, sink);
  REQUIRE(schema.has_value());
  return *std::move(schema);
}

// The bytes that generating the C++ of the only file asks for.
std::size_t cost_of(const std::string& text) {
  const schema::Schema schema = built(text);
  const schema::FileId file{0};
  const idl::test::AllocationMeter meter;
  generate_each(schema, {&file, 1}, [](const FileText& output) { return !output.text.empty(); });
  return meter.bytes();
}

// How often compiling a text asks the heap for memory, up to its C++.
std::size_t allocations_of(const std::string& text) {
  const idl::test::AllocationMeter meter;
  const schema::Schema schema = built(text);
  const schema::FileId file{0};
  generate_each(schema, {&file, 1}, [](const FileText& output) { return !output.text.empty(); });
  return meter.count();
}

std::string many_methods(int count) {
  std::string text = "package a; service S {\n";
  for (int i = 0; i < count; ++i) text += fmt::format("  method{0}(u32 number{0}) -> bool;\n", i);
  return text + "}\n";
}

std::string many_parameters(int count) {
  std::string text = "package a; service S { f(";
  for (int i = 0; i < count; ++i) text += fmt::format("{}u32 number{}", i == 0 ? "" : ", ", i);
  return text + "); }\n";
}

// Names grow a digit, vectors double: a little more than twice is still linear.
void check_linear(std::size_t once, std::size_t twice) { CHECK(twice * 10 < once * 24); }

}  // namespace

TEST_CASE("twice the messages and services cost twice as much") {
  check_linear(cost_of(idl::test::large_schema(400)), cost_of(idl::test::large_schema(800)));
}

TEST_CASE("a message of ten fields with its share of a service takes few allocations") {
  const std::size_t once = allocations_of(idl::test::large_schema(400));
  const std::size_t twice = allocations_of(idl::test::large_schema(800));
  CHECK((twice - once) / 400 < 380);
}

TEST_CASE("twice the methods of a service cost twice as much") {
  check_linear(cost_of(many_methods(500)), cost_of(many_methods(1'000)));
}

TEST_CASE("twice the parameters of a method cost twice as much") {
  check_linear(cost_of(many_parameters(100)), cost_of(many_parameters(200)));
}

TEST_CASE("a consumer that wants no more gets no more") {
  const schema::Schema schema = built(idl::test::large_schema(10));
  const schema::FileId file{0};
  int files = 0;
  generate_each(schema, {&file, 1}, [&](const FileText&) { return ++files < 2; });
  CHECK(files == 2);
}

}  // namespace idlc::cpp
