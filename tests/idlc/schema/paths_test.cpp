// Paths as texts.
// No file system is asked about any of them.
#include "idlc/schema/paths.h"

#include <doctest/doctest.h>

namespace idlc::schema {

TEST_CASE("an import path is relative, with forward slashes and nothing else") {
  CHECK(is_import_path("a.idl"));
  CHECK(is_import_path("../shop/v1/a b.idl"));
  for (const char* path :
       {"", "/a.idl", "a//b.idl", "a/", "a\\b.idl", "a\nb.idl", "a\"b.idl", "\x7F"}) {
    CAPTURE(path);
    CHECK_FALSE(is_import_path(path));
  }
}

TEST_CASE("joining takes out what leads nowhere") {
  CHECK(join_path(".", "a.idl") == "a.idl");
  CHECK(join_path("shop", "./v1/a.idl") == "shop/v1/a.idl");
  CHECK(join_path("shop/v1", "../a.idl") == "shop/a.idl");
  CHECK(join_path("shop", "../../a.idl") == "../a.idl");
  CHECK(join_path("/shop", "../../a.idl") == "/a.idl");
  CHECK(join_path("a", "..") == ".");
}

TEST_CASE("a path splits into its folder and its name") {
  CHECK(folder_of("a.idl") == ".");
  CHECK(folder_of("/a.idl") == "/");
  CHECK(folder_of("shop/v1/a.idl") == "shop/v1");
  CHECK(name_of_path("shop/v1/a.idl") == "a.idl");
  CHECK(name_of_path("a.idl") == "a.idl");
}

TEST_CASE("only one .idl at the end is an extension") {
  CHECK(without_extension("shop/a.idl") == "shop/a");
  CHECK(without_extension("a.idl.idl") == "a.idl");
  CHECK(without_extension("a") == "a");
  CHECK(without_extension("a.idl.h") == "a.idl.h");
}

TEST_CASE("a root holds what is below it, not what only begins like it") {
  CHECK(path_below("/idl", "/idl/shop/a.idl") == "shop/a.idl");
  CHECK(path_below("/", "/a.idl") == "a.idl");
  CHECK_FALSE(path_below("/idl", "/idl2/a.idl"));
  CHECK_FALSE(path_below("/idl/shop", "/idl/a.idl"));
}

}  // namespace idlc::schema
