// What becomes of a small runtime, and that the one inside of idlc is whole. That the result
// compiles and runs is tested in tests/outside/.
#include "idlc/vendor/amalgamate.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace idlc::vendor {

namespace {

std::string text_of(const std::vector<VendoredFile>& files, const std::string& path) {
  const auto found = std::ranges::find(files, path, &VendoredFile::path);
  REQUIRE(found != files.end());
  return found->text;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
  return times;
}

constexpr RuntimeFile kSmall[] = {
    {"LICENSE", "free\n"},
    {"include/idl/a.h", "#pragma once\nint a();\n"},
    {"src/base/a.cpp", "#include \"idl/a.h\"\n#include \"base/b.h\"\nint a() { return b; }\n"},
    {"src/base/b.h", "#pragma once\n#include <map>\nconst int b = 1;\n"},
    {"src/base/c.cpp", "#include \"base/b.h\"\nint c() { return b; }\n"},
    {"src/net/d.cpp", "#include \"base/b.h\"\nint d() { return b; }\n"},
};

}  // namespace

TEST_CASE("each folder becomes one file, with every private header once") {
  const auto files = amalgamate(kSmall, "1.2.3");
  const std::string base = text_of(files, "idl_base.cpp");
  CHECK(count(base, "const int b = 1;") == 1);
  CHECK(count(base, "int a()") == 1);
  CHECK(count(base, "int c()") == 1);
  CHECK(count(base, "#include \"idl/a.h\"") == 1);
  CHECK(count(base, "#include <map>") == 1);
  CHECK(count(base, "base/b.h\"") == 0);
  CHECK(count(base, "#pragma once") == 0);
  CHECK(count(text_of(files, "idl_net.cpp"), "const int b = 1;") == 1);
}

TEST_CASE("headers and the licence stay as they are, and a build file is added") {
  const auto files = amalgamate(kSmall, "1.2.3");
  CHECK(text_of(files, "include/idl/a.h") == "#pragma once\nint a();\n");
  CHECK(text_of(files, "LICENSE") == "free\n");
  const std::string build = text_of(files, "CMakeLists.txt");
  CHECK(count(build, "VERSION 1.2.3") == 1);
  CHECK(count(build, "idl_base.cpp\n  idl_net.cpp)") == 1);
  CHECK(files.size() == 5);
}

TEST_CASE("the files that build carry the mark of idlc in their first lines") {
  for (const VendoredFile& file : amalgamate(kSmall, "1.2.3")) {
    if (file.path.starts_with("include/") || file.path == "LICENSE") continue;
    const auto first_line = file.text.substr(0, file.text.find('\n'));
    CHECK(count(first_line, std::string(vendored_marker())) == 1);
  }
}

TEST_CASE("the runtime inside of idlc is whole and in order") {
  const auto files = runtime_files();
  CHECK(std::ranges::is_sorted(files, {}, &RuntimeFile::path));
  const auto vendored = amalgamate(files, "1.2.3");
  CHECK(count(text_of(vendored, "include/idl/server.h"), "class Server") >= 1);
  CHECK(count(text_of(vendored, "idl_base.cpp"), "real_system.cpp ----") == 1);
  CHECK(text_of(vendored, "LICENSE").find("Apache License") != std::string::npos);
}

}  // namespace idlc::vendor
