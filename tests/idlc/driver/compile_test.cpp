// The compile command: schemas from memory, outputs into a temporary folder. The same from outside,
// as a program, is in tests/e2e.
#include "idlc/driver/compile.h"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/support/temporary_folder.h"

namespace idlc::driver {
namespace {

struct Run {
  idl::test::TemporaryFolder folder;
  MemoryFileSystem files;
  std::ostringstream out;
  std::ostringstream err;

  ExitCode operator()(CompileOptions options) {
    options.output_dir = (folder.path() / "gen").string();
    return compile(options, Environment{files, out, err});
  }
  [[nodiscard]] bool exists(const std::string& path) const {
    return std::filesystem::exists(folder.path() / path);
  }
};

constexpr const char* kMoney = "package shop; struct Money { 1: i64 cents; }";
constexpr const char* kOrder =
    "package shop; import \"money.idl\"; struct Order { 1: Money total; }";
constexpr const char* kService = "package shop; service Shop { close(); }";

}  // namespace

TEST_CASE("a schema of types gives two files, one with a service four") {
  Run run;
  run.files.add("/s/money.idl", kMoney);
  run.files.add("/s/shop.idl", kService);
  CHECK(run({.inputs = {"/s/money.idl", "/s/shop.idl"}}) == ExitCode::Ok);
  CHECK(run.err.str() == "");
  CHECK(run.exists("gen/money.idl.h"));
  CHECK(run.exists("gen/money.idl.cpp"));
  CHECK_FALSE(run.exists("gen/money.rpc.h"));
  CHECK(run.exists("gen/shop.idl.h"));
  CHECK(run.exists("gen/shop.rpc.h"));
  CHECK(run.exists("gen/shop.rpc.cpp"));
}

TEST_CASE("one bad file among good ones keeps all of them from being written") {
  Run run;
  run.files.add("/s/money.idl", kMoney);
  run.files.add("/s/bad.idl", "package shop; struct Bad { 1: Nope nope; }");
  CHECK(run({.inputs = {"/s/money.idl", "/s/bad.idl"}, .stamp = "never"}) == ExitCode::Findings);
  CHECK(run.err.str().find("/s/bad.idl:1:31: error: unknown type `Nope`") != std::string::npos);
  CHECK_FALSE(run.exists("gen"));
}

TEST_CASE("an input that is not there is a failure of input and output") {
  Run run;
  CHECK(run({.inputs = {"/s/none.idl"}}) == ExitCode::Io);
  CHECK(run.err.str().find("/s/none.idl") != std::string::npos);
}

TEST_CASE("a file that is named twice is compiled once") {
  Run run;
  run.files.add("/s/money.idl", kMoney);
  CHECK(run({.inputs = {"/s/money.idl", "/s/../s/money.idl"}, .action = Action::ListOutputs}) ==
        ExitCode::Ok);
  const std::string gen = (run.folder.path() / "gen").string();
  CHECK(run.out.str() ==
        gen + "/money.idl.h\n" + gen + "/money.idl.cpp\n" + gen + "/money.view.h\n");
  CHECK_FALSE(run.exists("gen"));
}

TEST_CASE("imports are generated on request, and missed aloud otherwise") {
  Run run;
  run.files.add("/s/money.idl", kMoney);
  run.files.add("/s/order.idl", kOrder);
  CHECK(run({.inputs = {"/s/order.idl"}}) == ExitCode::Ok);
  CHECK(run.err.str().find("`money.idl` is imported but not generated") != std::string::npos);
  CHECK_FALSE(run.exists("gen/money.idl.h"));
  CHECK(run({.inputs = {"/s/order.idl"}, .imports = ImportPolicy::WithImports}) == ExitCode::Ok);
  CHECK(run.exists("gen/money.idl.h"));
}

TEST_CASE("the dependency file names the stamp and everything that was read") {
  Run run;
  run.files.add("/s/money.idl", kMoney);
  run.files.add("/s/order.idl", kOrder);
  const std::string stamp = (run.folder.path() / "order.stamp").string();
  CHECK(run({.inputs = {"/s/order.idl"},
             .dep_file = (run.folder.path() / "order.d").string(),
             .stamp = stamp}) == ExitCode::Ok);
  const std::string text = run.folder.read("order.d");
  CHECK(text.starts_with(stamp + ":"));
  CHECK(text.find(" /s/order.idl") != std::string::npos);
  CHECK(text.find(" /s/money.idl") != std::string::npos);
  CHECK(run.exists("order.stamp"));
}

TEST_CASE("outputs of a service that is gone are removed") {
  Run run;
  run.files.add("/s/shop.idl", kService);
  CHECK(run({.inputs = {"/s/shop.idl"}}) == ExitCode::Ok);
  CHECK(run.exists("gen/shop.rpc.h"));
  run.files.add("/s/shop.idl", kMoney);
  CHECK(run({.inputs = {"/s/shop.idl"}}) == ExitCode::Ok);
  CHECK_FALSE(run.exists("gen/shop.rpc.h"));
  CHECK_FALSE(run.exists("gen/shop.rpc.cpp"));
  CHECK(run.exists("gen/shop.idl.h"));
}

TEST_CASE("a name that C++ has taken is told") {
  Run run;
  run.files.add("/s/a.idl", "package p; struct S { 1: u8 class; }");
  CHECK(run({.inputs = {"/s/a.idl"}}) == ExitCode::Ok);
  CHECK(run.err.str() == "/s/a.idl:1:29: note: `class` is named `class_` in C++\n");
}

}  // namespace idlc::driver
