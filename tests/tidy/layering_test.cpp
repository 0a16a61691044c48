// Sample trees that break each rule of includes, and their nearest lawful neighbours: the check is
// worth what it finds in a tree that is wrong.
#include "tests/tidy/layering.h"

#include <doctest/doctest.h>

#include "tests/tidy/include_graph.h"

using tidy::SourceTree;

TEST_CASE("a room may include those below it, and itself") {
  const SourceTree tree = {
      {"idlc/cpp/emit.cpp", "#include \"idlc/cpp/emit.h\"\n#include \"idlc/schema/schema.h\"\n"},
      {"idlc/cpp/emit.h", ""},
      {"idlc/schema/schema.h", "#include \"idlc/source/span.h\"\n#include <vector>\n"},
      {"idlc/source/span.h", ""},
      {"runtime/src/session/session.h", "#include \"frame/codec.h\"\n#include \"idl/error.h\"\n"},
      {"runtime/src/frame/codec.h", ""},
      {"runtime/include/idl/error.h", ""},
      {"runtime/src/base/error.cpp", "#include <idl/error.h>\n"},
  };
  CHECK(tidy::check_layering(tree).empty());
}

TEST_CASE("an upward include is told with its rooms") {
  const SourceTree tree = {
      {"runtime/src/session/session.cpp", "#include \"net/socket.h\"\n"},
      {"runtime/src/net/socket.h", ""},
  };
  CHECK(tidy::check_layering(tree) ==
        tidy::Complaints{"runtime/src/session/session.cpp: runtime/src/session may not see "
                         "runtime/src/net, but includes runtime/src/net/socket.h"});
}

TEST_CASE("what comes in through a neighbour counts") {
  const SourceTree tree = {
      {"idlc/cpp/emit.cpp", "#include \"idlc/schema/schema.h\"\n"},
      {"idlc/schema/schema.h", "#include \"idlc/syntax/tree.h\"\n"},
      {"idlc/syntax/tree.h", ""},
  };
  CHECK(tidy::check_layering(tree) ==
        tidy::Complaints{"idlc/cpp/emit.cpp: idlc/cpp may not see idlc/syntax, but includes "
                         "idlc/schema/schema.h -> idlc/syntax/tree.h"});
}

TEST_CASE("a public header belongs to the room that implements it") {
  const SourceTree tree = {
      {"runtime/include/idl/channel.h", ""},
      {"runtime/src/rpc/channel.cpp", ""},
      {"runtime/src/session/session.cpp", "#include \"idl/channel.h\"\n"},
  };
  CHECK(tidy::check_layering(tree).size() == 1);
}

TEST_CASE("a public header in a room's folder belongs to that room") {
  const SourceTree tree = {
      {"runtime/include/idl/wire/reader.h", ""},
      {"runtime/src/frame/frame.cpp", "#include \"idl/wire/reader.h\"\n"},
      {"runtime/src/loop/loop.cpp", "#include \"idl/wire/reader.h\"\n"},
      {"idlc/cpp/emit.cpp", "#include \"idl/wire/reader.h\"\n"},
  };
  CHECK(tidy::check_layering(tree).size() == 2);
}

TEST_CASE("the compiler and the runtime do not include each other") {
  const SourceTree tree = {
      {"idlc/cpp/emit.cpp", "#include \"idl/error.h\"\n"},
      {"idlc/cpp/emit.h", ""},
      {"runtime/include/idl/error.h", ""},
      {"runtime/src/base/error.cpp", "#include \"idlc/cpp/emit.h\"\n"},
  };
  CHECK(tidy::check_layering(tree).size() == 2);
}

TEST_CASE("a new folder has to be given its place, and tests need none") {
  CHECK(tidy::check_layering({{"idlc/magic/a.cpp", ""}}).size() == 1);
  CHECK(tidy::check_layering({{"runtime/src/magic/a.cpp", ""}}).size() == 1);
  CHECK(tidy::check_layering({{"tests/magic/a.cpp", "#include \"idlc/main.h\"\n"}}).empty());
}

TEST_CASE("public headers show neither private headers nor libraries") {
  const SourceTree tree = {
      {"runtime/include/idl/a.h", "#include \"idl/b.h\"\n#include <fmt/core.h>\n"},
      {"runtime/include/idl/b.h", "#include \"wire/reader.h\"\n"},
      {"runtime/src/wire/reader.h", ""},
  };
  CHECK(tidy::check_public_headers(tree) ==
        tidy::Complaints{
            "runtime/include/idl/a.h:2: includes fmt/core.h, but needs the standard library and "
            "POSIX alone",
            "runtime/include/idl/a.h: shows users a private header: "
            "runtime/include/idl/b.h -> runtime/src/wire/reader.h",
            "runtime/include/idl/b.h: shows users a private header: runtime/src/wire/reader.h"});
}

TEST_CASE("examples use what users use") {
  const SourceTree tree = {
      {"idl-examples/orders/a.cpp", "#include \"idl/a.h\"\n#include \"wire/reader.h\"\n"},
      {"runtime/include/idl/a.h", ""},
      {"runtime/src/wire/reader.h", ""},
  };
  CHECK(tidy::check_public_headers(tree).size() == 1);
}

TEST_CASE("errno is for the files that make system calls") {
  const std::string text = "#include <vector>\n#include <cerrno>\n";
  CHECK(tidy::check_errno({{"runtime/src/rpc/server.cpp", text}}) ==
        tidy::Complaints{"runtime/src/rpc/server.cpp:2: sees errno, which is for the files that "
                         "make system calls"});
  CHECK(tidy::check_errno({{"runtime/src/base/real_system.cpp", text}}).empty());
  CHECK(tidy::check_errno({{"tests/runtime/net/a_test.cpp", text}}).empty());
}

TEST_CASE("an include in a comment or a raw string is none") {
  CHECK(tidy::includes_of("// #include \"a.h\"\n/*\n#include \"b.h\"\n*/\n").empty());
  CHECK(tidy::includes_of("auto text = R\"(\n#include \"a.h\"\n)\";\n").empty());
  const auto found = tidy::includes_of("\n  #  include <c.h>  // why\n");
  REQUIRE(found.size() == 1);
  CHECK(found.front().name == "c.h");
  CHECK(found.front().line == 2);
}

TEST_CASE("headers that include each other end the walk") {
  const SourceTree tree = {{"idlc/source/a.h", "#include \"b.h\"\n"},
                           {"idlc/source/b.h", "#include \"a.h\"\n"}};
  CHECK(tidy::check_layering(tree).empty());
}
