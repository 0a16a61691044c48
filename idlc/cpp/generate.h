// The C++ generator: from a resolved schema to the text of the files that a C++ program compiles.
//
// Pure: no file is read or written, the same schema gives the same bytes. It never sees the syntax
// tree, and it reports nothing itself: what a user should hear of is part of what it returns.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "idlc/cpp/text.h"
#include "idlc/schema/schema.h"
#include "idlc/source/span.h"

namespace idlc::cpp {

/// The format of generated code; the runtime says in idl/format.h which ones it serves.
inline constexpr const char* kCodeFormat = "2";

/// One generated file. The path mirrors the schema's canonical path, below the output folder.
struct OutputFile {
  std::string path;  ///< `shop/v1/orders.idl.h`, with forward slashes
  std::string text;
};

/// A name that C++ code sees otherwise than the schema spells it, because the language, the C
/// library or generated code has taken it.
struct Renaming {
  Span span;             ///< of the name in the schema
  std::string idl_name;  ///< `class`
  std::string cpp_name;  ///< `class_`
};

/// What is generated besides types and stubs.
struct Extras {
  bool json = false;    ///< `.json.h`, `.json.cpp`
  bool fakes = false;   ///< `.fake.h`, where there are services
  bool random = false;  ///< `.random.h`, `.random.cpp`
  /// The compact texts of all files of the schema, by FileId, which stubs then carry for tools that
  /// ask; empty: they carry none.
  std::span<const std::string> schema_texts{};
};

/// The same with the text in pieces, as large ones are made.
struct FileText {
  std::string path;
  Text text;
};

/// Takes each file as soon as it is generated, and says whether it wants the next one.
using FileConsumer = std::function<bool(FileText)>;

struct Output {
  std::vector<OutputFile> files;
  std::vector<Renaming> renamings;  ///< in the order of their places in each file
};

/// The files of the given schema files: for each its types (`.idl.h`, `.idl.cpp`), views of their
/// encoded values (`.view.h`) and, if it declares services, their stubs (`.rpc.h`, `.rpc.cpp`). The
/// schema has no errors. Linear in the size of the schema.
[[nodiscard]] Output generate(const schema::Schema& schema, std::span<const schema::FileId> files,
                              Extras extras = {});

/// The same without keeping the files, which may be large. Returns the renamings of all files, also
/// where the consumer wanted no more.
std::vector<Renaming> generate_each(const schema::Schema& schema,
                                    std::span<const schema::FileId> files,
                                    const FileConsumer& consume, Extras extras = {});

/// What generate() gives for a file, without the texts.
[[nodiscard]] std::vector<std::string> output_paths(const schema::Schema& schema,
                                                    schema::FileId file, Extras extras = {});

/// Every path that generate() can give for a file, whether or not this version of the file has
/// services. What stands there and is not generated any more is stale.
[[nodiscard]] std::vector<std::string> possible_output_paths(const schema::Schema& schema,
                                                             schema::FileId file);

/// The line that each generated file of a schema file begins with, without its end.
[[nodiscard]] std::string first_line(const schema::Schema& schema, schema::FileId file);

}  // namespace idlc::cpp
