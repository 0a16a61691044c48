// What every test of the schema begins with: files in memory, built into a schema.
//
// It stops a test whose schema has errors, and shows them; wrong schemas are tests/diagnostics'
// business.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"

namespace idlc::test {

using Files = std::initializer_list<std::pair<const char*, std::string>>;

/// One run over files in memory. The first file is the input, unless `inputs` names others.
struct Run {
  explicit Run(Files texts, std::vector<std::string> inputs = {},
               std::vector<std::string> import_dirs = {}) {
    for (const auto& [path, text] : texts) files.add(path, text);
    if (inputs.empty()) inputs.emplace_back(texts.begin()->first);
    schema = schema::build({std::move(inputs), std::move(import_dirs)}, files, sources, sink);
  }

  /// The ids of everything that was reported, in order.
  [[nodiscard]] std::vector<std::string> reported() const {
    std::vector<std::string> ids;
    for (const Diagnostic& one : sink.collected(0).shown) ids.emplace_back(one.info->id);
    return ids;
  }

  MemoryFileSystem files;
  SourceMap sources;
  DiagnosticSink sink;
  std::optional<schema::Schema> schema;
};

/// The schema of files that are right.
inline schema::Schema build_files(Files texts, std::vector<std::string> inputs = {},
                                  std::vector<std::string> import_dirs = {}) {
  const Run run(texts, std::move(inputs), std::move(import_dirs));
  std::string problems;
  for (const Diagnostic& one : run.sink.collected(0).shown) {
    problems += render_human(one, run.sources);
  }
  REQUIRE_MESSAGE(run.schema.has_value(), problems);
  return *run.schema;
}

/// The schema of one file of package `a`; the text is what stands behind the package.
inline schema::Schema build_text(const std::string& text) {
  return build_files({{"a.idl", "package a;\n" + text}});
}

/// The declaration of that full name.
inline const schema::Declaration& find(const schema::Schema& schema, std::string_view full_name) {
  for (const schema::Declaration& decl : schema.declarations) {
    if (decl.full_name == full_name) return decl;
  }
  FAIL("no declaration of that name: " << std::string(full_name));
  return schema.declarations.front();
}

/// The declaration's form as the alternative that it must be.
template <class Form>
const Form& form_of(const schema::Schema& schema, std::string_view full_name) {
  const auto* form = std::get_if<Form>(&find(schema, full_name).form);
  REQUIRE(form != nullptr);
  return *form;
}

}  // namespace idlc::test
