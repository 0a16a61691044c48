// Which files a folder stands for, and that it stands for none where not all of them are known: a
// folder that holds too much, or one that cannot be listed.
#include "idlc/driver/schemas_below.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/temporary_folder.h"

namespace idlc::driver {

TEST_CASE("a folder stands for the schemas below it") {
  const idl::test::TemporaryFolder folder;
  for (const char* file : {"b.idl", "a/c.idl", "a/notes.txt", "a/.hidden.idl", ".git/d.idl"}) {
    folder.write(file, "");
  }
  const std::string root = folder.path().string();
  std::filesystem::create_directory_symlink(folder.path() / "a", folder.path() / "link");
  CHECK(schemas_below(root).value() == std::vector{root + "/a/c.idl", root + "/b.idl"});
}

TEST_CASE("a folder that holds too much is refused") {
  const idl::test::TemporaryFolder folder;
  for (const char* file : {"a.idl", "b/c.txt"}) folder.write(file, "");  // three entries
  const std::string root = folder.path().string();
  CHECK(schemas_below(root, 3).ok());
  const auto refused = schemas_below(root, 2);
  REQUIRE(!refused.ok());
  CHECK(refused.error().message == "there are more than 2 files and folders below `" + root +
                                       "`: name the folders that hold the schemas");
}

TEST_CASE("a folder that cannot be listed is an error, and no empty one") {
  const idl::test::TemporaryFolder folder;
  const std::string gone = (folder.path() / "gone").string();
  const auto refused = schemas_below(gone);
  REQUIRE(!refused.ok());
  CHECK(refused.error().message == "cannot list `" + gone + "`: No such file or directory");
}

}  // namespace idlc::driver
