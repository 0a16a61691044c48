// Compiles the examples of the catalogue, which `idlc explain` shows: each wrong one gets its own
// diagnostic and no other, each right one none. So the explanations cannot drift from the compiler.
#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/explain.h"
#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "idlc/source/file_system.h"

namespace {

constexpr std::string_view kCommand = "$ idlc check ";
constexpr std::string_view kFileHead = "--- ";

struct Example {
  idlc::schema::BuildInputs inputs;
  idlc::MemoryFileSystem files;
};

// `-I base order.idl`: what is to be compiled.
idlc::schema::BuildInputs read_command(const std::string& arguments) {
  idlc::schema::BuildInputs inputs;
  std::istringstream words(arguments);
  for (std::string word; words >> word;) {
    if (word == "-I" && words >> word) {
      inputs.import_dirs.push_back(word);
    } else {
      inputs.files.push_back(word);
    }
  }
  return inputs;
}

// diag.h tells the notation. An example without a command is one file.
Example read_example(std::string_view written) {
  Example example;
  const std::string text = idlc::unindented(written);
  if (!text.starts_with(kCommand)) {
    example.inputs.files.push_back("example.idl");
    example.files.add("example.idl", text);
    return example;
  }
  std::istringstream lines(text);
  std::string line;
  std::getline(lines, line);
  example.inputs = read_command(line.substr(kCommand.size()));
  std::string path;
  std::string content;
  while (std::getline(lines, line)) {
    if (!line.starts_with(kFileHead)) {
      content += line + '\n';
      continue;
    }
    if (!path.empty()) example.files.add(path, content);
    path = line.substr(kFileHead.size());
    content.clear();
  }
  example.files.add(path, content);
  return example;
}

struct Outcome {
  std::set<std::string_view> ids;
  std::string text;  // for the message of a test that fails
};

Outcome compile(std::string_view written) {
  const Example example = read_example(written);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  static_cast<void>(idlc::schema::build(example.inputs, example.files, sources, sink));
  Outcome outcome;
  for (const auto& diagnostic : sink.collected(0).shown) {
    outcome.ids.insert(diagnostic.info->id);
    outcome.text += idlc::render_human(diagnostic, sources);
  }
  return outcome;
}

}  // namespace

TEST_CASE("what the catalogue calls wrong gets the diagnostic that it explains, and no other") {
  for (const auto* info : idlc::all_diagnostics()) {
    const Outcome outcome = compile(info->wrong);
    CAPTURE(info->id);
    CAPTURE(outcome.text);
    CHECK(outcome.ids == std::set{info->id});
  }
}

TEST_CASE("what the catalogue calls right compiles without a word") {
  for (const auto* info : idlc::all_diagnostics()) {
    const Outcome outcome = compile(info->right);
    CAPTURE(info->id);
    CAPTURE(outcome.text);
    CHECK(outcome.ids.empty());
  }
}

TEST_CASE("an explanation holds the meaning and both examples") {
  const std::string page = idlc::explain(idlc::kMissingSemicolon.info);
  CHECK(page.starts_with("error [missing-semicolon]: expected `;` after …\n\nEvery declaration"));
  CHECK(page.find("\nwrong:\n\n    package shop;\n\n    struct Order {\n      1: u64 id\n") !=
        page.npos);
  CHECK(page.find("\nright:\n\n    package shop;\n\n    struct Order {\n      1: u64 id;\n") !=
        page.npos);
}

TEST_CASE("an explanation shows no byte that a terminal would not print") {
  for (const auto* info : idlc::all_diagnostics()) {
    for (const char c : idlc::explain(*info)) {
      const bool is_visible = static_cast<unsigned char>(c) >= 0x20 || c == '\n';
      CHECK(is_visible);
    }
  }
}
