// Metadata as a program reads and writes it.
// Its limits are tested where it is encoded, tests/runtime/frame.
#include <doctest/doctest.h>

#include <idl/metadata.h>

using idl::Metadata;

TEST_CASE("metadata has texts and bytes by name, the last one of a name counts") {
  Metadata metadata{{"token", "first"}, {"tenant", "blue"}};
  metadata.set("token", "second");
  const idl::Bytes id{std::byte{0}, std::byte{0xFF}};
  metadata.set_bytes("id", id);
  CHECK(metadata.size() == 3);
  CHECK(metadata.text("token") == "second");
  CHECK(metadata.text("tenant") == "blue");
  CHECK(metadata.text("id") == std::string_view("\0\xFF", 2));
  REQUIRE(metadata.bytes("id"));
  CHECK(idl::Bytes(metadata.bytes("id")->begin(), metadata.bytes("id")->end()) == id);
}

TEST_CASE("what is not there is nothing, and an empty value is there") {
  const Metadata metadata{{"empty", ""}};
  CHECK(!metadata.text("absent"));
  CHECK(!metadata.bytes("absent"));
  CHECK(metadata.text("empty") == "");
  CHECK(!metadata.empty());
  CHECK(Metadata().empty());
}
