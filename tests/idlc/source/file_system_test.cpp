// Both file systems keep the same promises; the real one also
// has to refuse what would hang it.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "idlc/source/file_system.h"
#include "idlc/source/source_file.h"
#include "tests/support/temporary_folder.h"

namespace {

using idlc::FileErrorKind;
using idlc::MemoryFileSystem;
using idlc::RealFileSystem;

}  // namespace

TEST_CASE("memory: files are read back, and nothing else is there") {
  MemoryFileSystem files;
  files.add("shop/order.idl", "package shop;");
  CHECK(files.read("shop/order.idl").value() == "package shop;");
  CHECK(files.read("/shop/../shop/./order.idl").value() == "package shop;");
  CHECK(files.exists("shop/order.idl"));
  CHECK_FALSE(files.exists("shop/ord"));
  CHECK(files.read("shop/other.idl").error().kind == FileErrorKind::NotFound);
  CHECK(files.real_path("nowhere").error().kind == FileErrorKind::NotFound);
}

TEST_CASE("memory: folders are there as soon as a file is below them") {
  MemoryFileSystem files;
  files.add("a/b/c.idl", "");
  CHECK(files.is_directory("a"));
  CHECK(files.is_directory("a/b/"));
  CHECK(files.is_directory("/"));
  CHECK_FALSE(files.is_directory("a/b/c.idl"));
  CHECK_FALSE(files.is_directory("a/bb"));
  CHECK(files.read("a/b").error().kind == FileErrorKind::IsDirectory);
}

TEST_CASE("memory: links lead to the same real path") {
  MemoryFileSystem files;
  files.add("real/a.idl", "text");
  files.add_link("alias", "real");
  files.add_link("b.idl", "alias/a.idl");
  CHECK(files.read("alias/a.idl").value() == "text");
  CHECK(files.read("b.idl").value() == "text");
  CHECK(files.real_path("b.idl").value() == "/real/a.idl");
  CHECK(files.is_directory("alias"));
}

TEST_CASE("memory: links that lead in a circle end") {
  MemoryFileSystem files;
  files.add_link("a", "b");
  files.add_link("b", "a");
  CHECK(files.read("a").error().kind == FileErrorKind::NotFound);
}

TEST_CASE("memory: what is too large is refused") {
  MemoryFileSystem files;
  files.add("big.idl", std::string(idlc::kMaxSourceBytes + 1, ' '));
  CHECK(files.read("big.idl").error().kind == FileErrorKind::TooLarge);
}

TEST_CASE("real: files are read whole, whatever bytes they hold") {
  const idl::test::TemporaryFolder folder;
  std::string text(200'000, 'x');
  text[5] = '\0';
  folder.write("a.idl", text);
  folder.write("empty.idl", "");
  const RealFileSystem files;
  CHECK(files.read(folder.path() / "a.idl").value() == text);
  CHECK(files.read(folder.path() / "empty.idl").value().empty());
}

TEST_CASE("real: what is not a regular file is refused, without waiting") {
  const idl::test::TemporaryFolder folder;
  const auto fifo = (folder.path() / "fifo").string();
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const RealFileSystem files;
  CHECK(files.read(fifo).error().kind == FileErrorKind::NotRegular);
  CHECK(files.read("/dev/zero").error().kind == FileErrorKind::NotRegular);
  CHECK(files.read(folder.path()).error().kind == FileErrorKind::IsDirectory);
  CHECK(files.read(folder.path() / "none").error().kind == FileErrorKind::NotFound);
  CHECK(files.read(folder.path() / "none").error().message == "no such file");
}

TEST_CASE("real: what is too large is refused") {
  const idl::test::TemporaryFolder folder;
  folder.write("big.idl", "");
  std::filesystem::resize_file(folder.path() / "big.idl", idlc::kMaxSourceBytes + 1);
  CHECK(RealFileSystem().read(folder.path() / "big.idl").error().kind == FileErrorKind::TooLarge);
}

TEST_CASE("real: links lead to the same real path") {
  const idl::test::TemporaryFolder folder;
  folder.write("real/a.idl", "text");
  std::filesystem::create_symlink(folder.path() / "real", folder.path() / "alias");
  const RealFileSystem files;
  const auto direct = files.real_path(folder.path() / "real/a.idl");
  CHECK(files.real_path(folder.path() / "alias/../alias/a.idl").value() == direct.value());
  CHECK(files.read(folder.path() / "alias/a.idl").value() == "text");
  CHECK(files.is_directory(folder.path() / "alias"));
  CHECK(files.exists(folder.path() / "alias/a.idl"));
  CHECK_FALSE(files.exists(folder.path() / "alias/b.idl"));
  CHECK(files.real_path(folder.path() / "b").error().kind == FileErrorKind::NotFound);
}
