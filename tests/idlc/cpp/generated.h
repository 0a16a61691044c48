// Generates C++ from schemas in memory, for tests that look at single lines of it. It builds the
// schema in memory and fails the test if that has errors.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <map>
#include <string>
#include <vector>

#include "idlc/cpp/generate.h"
#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"

namespace idlc::cpp {

struct Generated {
  std::map<std::string, std::string> files;
  std::vector<Renaming> renamings;

  /// The text of a file, which must be there.
  [[nodiscard]] const std::string& operator[](const std::string& path) const {
    REQUIRE(files.contains(path));
    return files.at(path);
  }
};

struct SchemaText {
  std::string path;
  std::string text;
};

/// What is generated from all of these files. Fails the test if one is in error.
inline Generated generate_all(std::initializer_list<SchemaText> schemas, Extras extras = {}) {
  MemoryFileSystem disk;
  schema::BuildInputs inputs{{}, {"/"}};
  for (const SchemaText& schema : schemas) {
    disk.add("/" + schema.path, schema.text);
    inputs.files.push_back("/" + schema.path);
  }
  SourceMap sources;
  DiagnosticSink sink;
  const auto schema = schema::build(inputs, disk, sources, sink);
  INFO(render_short(sink.collected(), sources));
  REQUIRE(schema.has_value());
  std::vector<schema::FileId> files;
  for (std::uint32_t index = 0; index < schema->files.size(); ++index) files.push_back({index});
  Output output = generate(*schema, files, extras);
  Generated generated{{}, std::move(output.renamings)};
  for (OutputFile& file : output.files) generated.files[file.path] = std::move(file.text);
  return generated;
}

/// What is generated from `declarations` in the file a.idl of the package a.
inline Generated generate_one(const std::string& declarations, Extras extras = {}) {
  return generate_all({{"a.idl", "package a;\n" + declarations}}, extras);
}

[[nodiscard]] inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace idlc::cpp
