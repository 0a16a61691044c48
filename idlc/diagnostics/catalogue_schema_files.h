// What can be wrong with files and imports: the loader's entries of the catalogue.
// Part of catalogue_schema.h, which lists them all.
#pragma once

#include <string_view>

#include "idlc/diagnostics/diag.h"

namespace idlc {

inline constexpr Diag<std::string_view, std::string_view> kCannotReadFile{
    "cannot-read-file",
    Severity::Error,
    "cannot read `{}`: {}",
    "A file that was named on the command line, or that an import leads to, is there but "
    "could not be read, or it is not there at all. Nothing else can be said about it. Check "
    "the path and its permissions.",
    {Wrong{R"(
      $ idlc check ordre.idl
      --- order.idl
      package shop;

      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view> kImportNotFound{
    "import-not-found",
    Severity::Error,
    "cannot find `{}`",
    "An import is searched beside the file that contains it, and then in each folder given "
    "with -I, in their order. The file was in none of these. The notes list every path that "
    "was tried; add the missing folder with -I, or correct the path.",
    {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "base/money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view> kImportOutsideRoots{
    "import-outside-roots",
    Severity::Error,
    "`{}` leads out of the folders that may be searched",
    "An import may climb with `..` and pass through folders that are symbolic links, but only "
    "within the folders that are given with -I or that hold the inputs. Otherwise the same schema "
    "would mean different files on "
    "different machines. Give the folder that holds both files with -I.",
    {Wrong{R"(
      $ idlc check shop/order.idl
      --- shop/order.idl
      package shop;

      import "../base/money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      $ idlc check -I . shop/order.idl
      --- shop/order.idl
      package shop;

      import "base/money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view> kImportPathForm{
    "import-path-form",
    Severity::Error,
    "`{}` is not a path that an import can name",
    "An import names a file by a relative path with forward slashes, such as "
    "\"shop/v1/money.idl\". It is neither empty nor absolute, and it holds no backslashes, "
    "quotation marks and control characters, so that it means the same on every machine. Generated "
    "code includes files by the same paths, so that the names of inputs obey the same rule.",
    {Wrong{R"(
      package shop;

      import "/usr/share/idl/money.idl";

      struct Order { 1: u64 id; }
    )"},
     Right{R"(
      $ idlc check -I /usr/share/idl order.idl
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- /usr/share/idl/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<> kImportCycle{
    "import-cycle",
    Severity::Error,
    "imports form a cycle",
    "Each file can be compiled only after the files that it imports, so a chain of imports "
    "must not lead back to its start. Move what the files need from each other into a file "
    "of its own, which all of them import. Types may refer to each other in a circle within "
    "one file.",
    {Wrong{R"(
      $ idlc check author.idl
      --- author.idl
      package library;

      import "book.idl";

      struct Author { 1: list<Book> books; }
      --- book.idl
      package library;

      import "author.idl";

      struct Book { 1: list<Author> authors; }
    )"},
     Right{R"(
      $ idlc check library.idl
      --- library.idl
      package library;

      struct Author { 1: list<Book> books; }
      struct Book { 1: list<Author> authors; }
    )"}}};

inline constexpr Diag<> kSelfImport{
    "self-import",
    Severity::Error,
    "a file cannot import itself",
    "Everything that a file declares is known in the whole file, also before its "
    "declaration. An import of itself adds nothing; remove it.",
    {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "order.idl";

      struct Order { 1: list<Item> items; }
      struct Item { 1: string sku; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: list<Item> items; }
      struct Item { 1: string sku; }
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateImport{
    "duplicate-import",
    Severity::Error,
    "`{}` is imported twice",
    "A file imports another one once. Two imports of the same file are usually left over "
    "from a merge, and with different aliases they would give one thing two names. Remove "
    "one of them.",
    {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl";
      import "money.idl";

      struct Order { 1: base.Money price; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: base.Money price; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view> kDuplicateImportAlias{
    "duplicate-import-alias",
    Severity::Error,
    "two imports are called `{}`",
    "The name after `as` must be different for each import of a file, or it would not say "
    "which one is meant. Choose another name for one of them.",
    {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl" as base;
      import "health.idl" as base;

      struct Order { 1: base.Money price; 2: base.health.Status status; }
      --- money.idl
      package base.money;

      struct Money { 1: i64 cents; }
      --- health.idl
      package base.health;

      enum Status { good = 0; }
    )"},
     Right{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl" as money;
      import "health.idl" as health;

      struct Order { 1: money.Money price; 2: health.Status status; }
      --- money.idl
      package base.money;

      struct Money { 1: i64 cents; }
      --- health.idl
      package base.health;

      enum Status { good = 0; }
    )"}}};

inline constexpr Diag<std::string_view> kUnusedImport{
    "unused-import",
    Severity::Warning,
    "nothing from `{}` is used",
    "No name in this file leads to a declaration that the import brings. The import costs "
    "time in every build and hides what the file really depends on. Remove it; or write "
    "`import public` if the file is there to hand declarations on.",
    {Wrong{R"(
      $ idlc check order.idl
      --- order.idl
      package shop;

      import "money.idl";

      struct Order { 1: u64 id; }
      --- money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      package shop;

      struct Order { 1: u64 id; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view> kOneFileTwoPaths{
    "one-file-two-paths",
    Severity::Error,
    "one file is known as `{}` and as `{}`",
    "A file's canonical path is its path below its root: the longest folder given with -I "
    "that holds it, or else the folder of the file that imports it. It decides the name of "
    "the generated files. This file was reached under two of them, so that its types would "
    "be generated twice. Give its root with -I, the same for all uses; of a link and the file that "
    "it leads to, name one.",
    {Wrong{R"(
      $ idlc check order.idl base/money.idl
      --- order.idl
      package shop;

      import "base/money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"},
     Right{R"(
      $ idlc check -I . order.idl base/money.idl
      --- order.idl
      package shop;

      import "base/money.idl";

      struct Order { 1: base.Money price; }
      --- base/money.idl
      package base;

      struct Money { 1: i64 cents; }
    )"}}};

inline constexpr Diag<std::string_view, std::string_view, std::string_view> kTwoFilesOnePath{
    "two-files-one-path",
    Severity::Error,
    "`{}` and `{}` are both known as `{}`",
    "A file's canonical path is its path below its root: the longest folder given with -I "
    "that holds it, or else the folder of the file that imports it. It decides the name of "
    "the generated files. Two different files ended up with the same one, so that one would "
    "overwrite the other. Give a folder above both with -I. An `.idl` at the end does not count, "
    "for "
    "the outputs do not have it; there a file has to be renamed.",
    {Wrong{R"(
      $ idlc check shop/types.idl stock/types.idl
      --- shop/types.idl
      package shop;

      struct Order { 1: u64 id; }
      --- stock/types.idl
      package stock;

      struct Shelf { 1: u32 row; }
    )"},
     Right{R"(
      $ idlc check -I . shop/types.idl stock/types.idl
      --- shop/types.idl
      package shop;

      struct Order { 1: u64 id; }
      --- stock/types.idl
      package stock;

      struct Shelf { 1: u32 row; }
    )"}}};

}  // namespace idlc
