// Compiles the examples of the catalogue, which `idlc explain` shows: each wrong one gets its own
// diagnostic and no other, each right one none. So the explanations cannot drift from the compiler.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "idlc/compat/compare.h"
#include "idlc/diagnostics/catalogue.h"
#include "idlc/diagnostics/explain.h"
#include "idlc/diagnostics/render.h"
#include "idlc/schema/build.h"
#include "idlc/source/file_system.h"
#include "tests/support/repository.h"

namespace {

constexpr std::string_view kCommand = "$ idlc ";
constexpr std::string_view kFileHead = "--- ";

struct Example {
  idlc::schema::BuildInputs inputs;
  std::string against;  // the folder of the version before, for `idlc breaking`
  idlc::MemoryFileSystem files;
};

// `order.idl`, `check -I base order.idl`, `breaking --against old order.idl`: what is to be
// compiled.
void read_command(const std::string& arguments, Example& example) {
  std::istringstream words(arguments);
  std::string word;
  words >> word;  // the command, which --against tells as well
  while (words >> word) {
    if (word == "-I" && words >> word) {
      example.inputs.import_dirs.push_back(word);
    } else if (word == "--against" && words >> word) {
      example.against = word;
    } else {
      example.inputs.files.push_back(word);
    }
  }
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
  read_command(line.substr(kCommand.size()), example);
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

void compare_with_old(const Example& example, const idlc::schema::Schema& schema,
                      idlc::SourceMap& sources, idlc::DiagnosticSink& sink) {
  idlc::schema::BuildInputs old = example.inputs;
  for (std::string& file : old.files) file.insert(0, example.against + '/');
  const auto before = idlc::schema::build(old, example.files, sources, sink);
  if (before) idlc::compat::compare(*before, schema, idlc::compat::all_categories(), sink);
}

struct Outcome {
  std::set<std::string_view> ids;
  std::string text;  // for the message of a test that fails
};

Outcome compile(std::string_view written) {
  const Example example = read_example(written);
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto schema = idlc::schema::build(example.inputs, example.files, sources, sink);
  if (schema && !example.against.empty()) compare_with_old(example, *schema, sources, sink);
  Outcome outcome;
  for (const auto& diagnostic : sink.collected(0).shown) {
    outcome.ids.insert(diagnostic.info->id);
    outcome.text += idlc::render_human(diagnostic, sources);
  }
  return outcome;
}

// The files of an example after every fix that is offered for it; nothing if none is.
std::optional<idlc::MemoryFileSystem> with_fixes(const Example& example) {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  static_cast<void>(idlc::schema::build(example.inputs, example.files, sources, sink));
  std::vector<idlc::FixIt> fixes;
  for (const auto& diagnostic : sink.collected(0).shown) {
    fixes.insert(fixes.end(), diagnostic.fixes.begin(), diagnostic.fixes.end());
  }
  if (fixes.empty()) return std::nullopt;
  std::sort(fixes.begin(), fixes.end(),
            [](const auto& a, const auto& b) { return a.span.begin > b.span.begin; });
  auto files = example.files;
  for (const auto& fix : fixes) {
    const std::string path = sources.file(fix.span.source).path();
    files.add(path,
              files.read(path).value().replace(fix.span.begin, fix.span.size(), fix.replacement));
  }
  return files;
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

// A fix that a program makes without asking must at least end the complaint that offers it.
TEST_CASE("where a wrong example offers fixes, they mend it") {
  std::size_t count = 0;
  for (const auto* info : idlc::all_diagnostics()) {
    const Example example = read_example(info->wrong);
    const auto mended = with_fixes(example);
    if (!mended) continue;
    ++count;
    idlc::SourceMap sources;
    idlc::DiagnosticSink sink;
    static_cast<void>(idlc::schema::build(example.inputs, *mended, sources, sink));
    CAPTURE(info->id);
    for (const auto& diagnostic : sink.collected(0).shown) {
      CHECK_MESSAGE(diagnostic.info != info, idlc::render_human(diagnostic, sources));
    }
  }
  CHECK(count >= 22);
}

TEST_CASE("docs/DIAGNOSTICS.md is what the catalogue says") {
  std::ifstream page(idl::test::repository_dir() / "docs/DIAGNOSTICS.md", std::ios::binary);
  const std::string written(std::istreambuf_iterator<char>(page), {});
  const bool is_current = written == idlc::rules_as_markdown(idlc::all_diagnostics());
  CHECK_MESSAGE(is_current, "build the target update-diagnostics-page");
}

TEST_CASE("an explanation shows no byte that a terminal would not print") {
  for (const auto* info : idlc::all_diagnostics()) {
    for (const char c : idlc::explain(*info)) {
      const bool is_visible = static_cast<unsigned char>(c) >= 0x20 || c == '\n';
      CHECK(is_visible);
    }
  }
}
