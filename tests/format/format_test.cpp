// Formats each cases/NAME.input and compares with cases/NAME.idl, byte by byte; and holds every
// schema of the repository to the style. That no token changes, the formatter itself checks.
#include "idlc/format/format.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "idlc/diagnostics/render.h"
#include "idlc/syntax/lexer.h"
#include "tests/support/repository.h"

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = idl::test::repository_dir();

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<std::string> formatted(const std::string& text) {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto source = sources.add("text.idl", text);
  auto result = idlc::format::format(sources, source, sink);
  INFO(idlc::render_human(sink.collected(), sources));
  CHECK(result.has_value() == !sink.has_errors());
  return result;
}

// Files below a folder with that ending, in the order of their names.
std::vector<fs::path> files_below(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ending) files.push_back(entry);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("each case becomes what stands beside it") {
  const auto inputs = files_below(kRoot / "tests/format/cases", ".input");
  CHECK(inputs.size() >= 6);
  for (auto path : inputs) {
    CAPTURE(path);
    const auto result = formatted(read(path));
    REQUIRE(result);
    CHECK(*result == read(path.replace_extension(".idl")));
  }
}

// Fixtures of diagnostics are wrong on purpose, seeds of fuzzers whatever was found.
bool is_exempt(const fs::path& path) {
  const auto place = path.lexically_relative(kRoot).string();
  return place.starts_with("tests/diagnostics/") || place.starts_with("tests/fuzz/");
}

TEST_CASE("every schema of the repository is formatted") {
  for (const char* folder : {"idl-examples", "tests"}) {
    for (const auto& path : files_below(kRoot / folder, ".idl")) {
      if (is_exempt(path)) continue;
      CAPTURE(path);
      const auto text = read(path);
      const auto result = formatted(text);
      REQUIRE(result);
      CHECK_MESSAGE(*result == text, "run `idlc fmt -w` over it");
    }
  }
}

TEST_CASE("formatting a second time changes nothing") {
  std::size_t count = 0;
  for (const auto& path : files_below(kRoot / "tests", ".idl")) {
    CAPTURE(path);
    idlc::SourceMap sources;
    idlc::DiagnosticSink sink;
    const auto source = sources.add("text.idl", read(path));
    const auto once = idlc::format::format(sources, source, sink);
    if (!once) continue;
    ++count;
    CHECK(formatted(*once) == once);
  }
  CHECK(count > 40);
}

// The texts with one comment more, once for each place between two tokens; the three kinds of
// comments take turns.
TEST_CASE("a comment may stand anywhere") {
  for (const auto& path : files_below(kRoot / "tests/format/cases", ".idl")) {
    const auto text = read(path);
    idlc::SourceMap sources;
    idlc::DiagnosticSink sink;
    const auto list = idlc::syntax::lex(sources, sources.add("text.idl", text), sink);
    const std::array comments{" // line\n", "\n// own line\n", " /* in line */ "};
    for (std::size_t i = 0; i < list.tokens.size(); ++i) {
      auto longer = text;
      longer.insert(list.tokens[i].span.begin, comments[i % comments.size()]);
      CAPTURE(longer.substr(0, list.tokens[i].span.end + 40));
      const auto once = formatted(longer);
      REQUIRE(once);
      CHECK(formatted(*once) == once);
    }
  }
}

TEST_CASE("line ends and a byte order mark become plain") {
  CHECK(formatted("\xef\xbb\xbfpackage p;\r\n\r\n\r\n// a\r\nconst u8 a = 1;\r\n/* b\r\n c */") ==
        "package p;\n\n// a\nconst u8 a = 1;\n/* b\n c */\n");
}

TEST_CASE("a file with an error of syntax is not formatted") {
  idlc::SourceMap sources;
  idlc::DiagnosticSink sink;
  const auto source = sources.add("text.idl", "package p; struct S { 1: u64 id }");
  CHECK(idlc::format::format(sources, source, sink) == std::nullopt);
  CHECK(sink.error_count() == 1);
}
