// Which file an import finds, and what it is called.
// The files are in memory; no disk is read.
#include <fmt/format.h>

#include "tests/idlc/schema/build_text.h"

namespace idlc::test {

namespace {

// The canonical paths of all files, imports before their importers.
std::vector<std::string> paths(const schema::Schema& schema) {
  std::vector<std::string> paths;
  for (const schema::File& file : schema.files) paths.push_back(file.canonical_path);
  return paths;
}

using Paths = std::vector<std::string>;

const std::string kUse = "package a; import public \"shop/b.idl\";";
const std::string kLeaf = "package b; struct B { 1: u8 x; }";

// What is said of an import that leads nowhere: the label.
std::string label_of(const std::string& import, MemoryFileSystem files) {
  files.add("idl/a.idl", "package a; import \"" + import + "\"; struct A { 1: u8 x; }");
  SourceMap sources;
  DiagnosticSink sink;
  static_cast<void>(schema::build({{"idl/a.idl"}, {"more", "gone"}}, files, sources, sink));
  const auto shown = sink.collected(0).shown;
  REQUIRE(shown.size() == 1);
  CHECK(shown.front().info->id == "import-not-found");
  CHECK(shown.front().fixes.empty() == shown.front().label.empty());
  return shown.front().label;
}

}  // namespace

TEST_CASE("an import that leads nowhere gets the nearest one") {
  MemoryFileSystem files;
  files.add("idl/shop/common.idl", kLeaf);
  files.add("more/deep/er/money.idl", kLeaf);
  CHECK(label_of("shop/comon.idl", files) == "did you mean `shop/common.idl`?");
  CHECK(label_of("shop/common", files) == "did you mean `shop/common.idl`?");
  CHECK(label_of("common.idl", files) == "did you mean `shop/common.idl`?");
  CHECK(label_of("depe/er/moneys.idl", files) == "did you mean `deep/er/money.idl`?");
  CHECK(label_of("shop/quite_another.idl", files).empty());
}

TEST_CASE("neither the importer itself is suggested, nor what lies outside of the roots") {
  MemoryFileSystem files;
  files.add("outside/b.idl", kLeaf);
  files.add("outside.idl", kLeaf);
  files.add_link("idl/linked", "outside");
  CHECK(label_of("shop/a.idl", files).empty());
  CHECK(label_of("linked/bb.idl", files).empty());
  CHECK(label_of("linked/../../outsid.idl", files).empty());
}

TEST_CASE("an input alone is known by its name") {
  CHECK(paths(build_files({{"idl/shop/b.idl", kLeaf}})) == Paths{"b.idl"});
}

TEST_CASE("the longest import folder that holds a file is its root") {
  const auto schema =
      build_files({{"idl/shop/b.idl", kLeaf}}, {"idl/shop/b.idl"}, {"/", "idl", "elsewhere"});
  CHECK(paths(schema) == Paths{"shop/b.idl"});
}

TEST_CASE("an import is relative to the importer's root") {
  CHECK(paths(build_files({{"idl/a.idl", kUse}, {"idl/shop/b.idl", kLeaf}})) ==
        Paths{"shop/b.idl", "a.idl"});
}

TEST_CASE("beside the importer comes before the import folders") {
  const Files files{{"idl/a.idl", kUse}, {"idl/shop/b.idl", kLeaf}, {"more/shop/b.idl", "wrong"}};
  CHECK(paths(build_files(files, {"idl/a.idl"}, {"more"})) == Paths{"shop/b.idl", "a.idl"});
}

TEST_CASE("import folders are searched in their order") {
  const Files files{{"a.idl", kUse}, {"one/shop/b.idl", kLeaf}, {"two/shop/b.idl", "wrong"}};
  CHECK(paths(build_files(files, {"a.idl"}, {"none", "one", "two"})) ==
        Paths{"shop/b.idl", "a.idl"});
}

TEST_CASE("a climb may end anywhere below a root") {
  const Files files{{"idl/shop/a.idl", "package a; import public \"../base/b.idl\";"},
                    {"idl/base/b.idl", kLeaf}};
  CHECK(paths(build_files(files, {"idl/shop/a.idl"}, {"idl"})) ==
        Paths{"base/b.idl", "shop/a.idl"});
  CHECK(Run(files).reported() == std::vector<std::string>{"import-outside-roots"});
}

TEST_CASE("a file that several import is read once") {
  const auto schema =
      build_files({{"main.idl", R"(package m;
                                     import "left.idl"; import "right.idl";
                                     struct M { 1: l.L l; 2: r.R r; })"},
                   {"left.idl", "package l; import \"b.idl\"; struct L { 1: b.B b; }"},
                   {"right.idl", "package r; import \"b.idl\"; struct R { 1: b.B b; }"},
                   {"b.idl", kLeaf}});
  CHECK(paths(schema) == Paths{"b.idl", "left.idl", "right.idl", "main.idl"});
}

TEST_CASE("a file that is input and import is an input") {
  const auto schema =
      build_files({{"a.idl", kUse}, {"shop/b.idl", kLeaf}}, {"a.idl", "shop/b.idl"}, {"."});
  REQUIRE(schema.files.size() == 2);
  CHECK(schema.files[0].role == schema::FileRole::Input);
  CHECK(schema.files[1].role == schema::FileRole::Input);
}

TEST_CASE("one file under two paths is an error that names the remedy") {
  const Run run({{"a.idl", kUse}, {"shop/b.idl", kLeaf}}, {"a.idl", "shop/b.idl"});
  CHECK(run.reported() == std::vector<std::string>{"one-file-two-paths"});
}

TEST_CASE("a symbolic link is known by its own name") {
  MemoryFileSystem files;
  files.add("a.idl", kUse);
  files.add("/store/123.idl", kLeaf);
  files.add("/shop/other.idl", kLeaf);
  files.add_link("/shop/b.idl", "/store/123.idl");
  SourceMap sources;
  DiagnosticSink sink;
  const auto schema = schema::build({{"a.idl"}, {}}, files, sources, sink);
  REQUIRE(schema.has_value());
  CHECK(paths(*schema) == Paths{"shop/b.idl", "a.idl"});
}

TEST_CASE("an input that is not there is reported without a place") {
  const Run run({{"a.idl", kUse}}, {"absent.idl"});
  REQUIRE(run.reported() == std::vector<std::string>{"cannot-read-file"});
  CHECK_FALSE(run.sink.collected().shown.front().span.has_place());
}

TEST_CASE("a folder is no file, whatever its path and its root") {
  for (const char* path : {".", "..", "./.", "shop", "shop/..", "shop/.", "../idl", "b.idl/."}) {
    CAPTURE(path);
    const std::string text = fmt::format("package a; import \"{}\"; struct A {{ 1: u8 x; }}", path);
    const Files files{{"idl/a.idl", text}, {"idl/shop/b.idl", kLeaf}, {"idl/b.idl", kLeaf}};
    for (const char* root : {"idl", "idl/shop", "/"}) {
      CAPTURE(root);
      CHECK(Run(files, {"idl/a.idl"}, {root}).reported().size() == 1);
    }
    CHECK(Run(files, {std::string("idl/") + path}).reported() ==
          std::vector<std::string>{"cannot-read-file"});
  }
}

TEST_CASE("imports tell which files are really used") {
  const auto schema = build_files({{"a.idl", R"(package a;
                                     import "hub.idl"; import public "spare.idl";
                                     struct A { 1: b.B b; })"},
                                   {"hub.idl", "package hub; import public \"b.idl\";"},
                                   {"b.idl", kLeaf},
                                   {"spare.idl", "package spare; struct S { 1: u8 x; }"}});
  const schema::File& file = schema.files.back();
  REQUIRE(file.imports.size() == 2);
  CHECK(file.imports[0].needed);
  CHECK(file.imports[1].needed);
  REQUIRE(file.needed_files.size() == 1);
  CHECK(schema[file.needed_files[0]].canonical_path == "b.idl");
}

}  // namespace idlc::test
