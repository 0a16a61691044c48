// The dependency file's text, byte by byte. What Make and Ninja make of such a text is tested end
// to end, in tests/e2e/depfile.sh.
#include "idlc/driver/depfile.h"

#include <doctest/doctest.h>

namespace idlc::driver {

TEST_CASE("a dependency file names its target and every source on a line of its own") {
  CHECK(depfile_text({"/b/orders.stamp"}, {"/s/orders.idl", "/s/money.idl"}) ==
        "/b/orders.stamp: \\\n  /s/orders.idl \\\n  /s/money.idl\n");
}

TEST_CASE("several targets stand before one colon") {
  CHECK(depfile_text({"/b/a.h", "/b/a.cpp"}, {"/s/a.idl"}) == "/b/a.h /b/a.cpp: \\\n  /s/a.idl\n");
}

TEST_CASE("what make and ninja would misread is escaped") {
  CHECK(escape_for_make("/my home/a.idl") == "/my\\ home/a.idl");
  CHECK(escape_for_make("/a#b") == "/a\\#b");
  CHECK(escape_for_make("/cost$s") == "/cost$$s");
  CHECK(escape_for_make("/plain/path-1.idl") == "/plain/path-1.idl");
}

}  // namespace idlc::driver
