// Holds the sentence "three mistakes give three errors, and no fourth" mechanically: a schema with
// one token deleted, doubled or replaced has one mistake, and hardly ever more than one error.
// Which errors they are, the fixtures hold.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/schema/build.h"
#include "idlc/syntax/lexer.h"
#include "tests/support/repository.h"

namespace {

const std::filesystem::path kGolden = "golden/idl";
constexpr std::array kImports{"base/health.idl", "market/v1/money.idl"};

std::string read_test_file(const std::filesystem::path& path) {
  std::ifstream file(idl::test::tests_dir() / path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// How the texts of a schema with one mistake each are made.
enum class Mutation { Delete, Double, Replace };

std::string mutated(std::string text, const idlc::Span& token, Mutation mutation) {
  const std::string word = text.substr(token.begin, token.size());
  std::string by;
  if (mutation == Mutation::Double) by = word + " " + word;
  if (mutation == Mutation::Replace) by = "%";
  return text.replace(token.begin, token.size(), by);
}

// Compiles mutations of one schema, and counts their errors.
class Mutator {
 public:
  explicit Mutator(const std::filesystem::path& path) : text_(read_test_file(path)) {
    for (const auto* import : kImports) files_.add(import, read_test_file(kGolden / import));
    idlc::SourceMap sources;
    idlc::DiagnosticSink sink;
    const auto source = sources.add("main.idl", text_);
    for (const auto& token : idlc::syntax::lex(sources, source, sink).tokens) {
      if (token.span.size() != 0) tokens_.push_back(token.span);
    }
  }

  void run() {
    for (const auto mutation : {Mutation::Delete, Mutation::Double, Mutation::Replace}) {
      for (const idlc::Span& token : tokens_) note(errors_of(mutated(text_, token, mutation)));
    }
  }

  [[nodiscard]] std::size_t runs() const { return runs_; }
  [[nodiscard]] std::size_t with_several_errors() const { return with_several_errors_; }
  [[nodiscard]] std::size_t most_errors() const { return most_errors_; }

 private:
  std::size_t errors_of(std::string text) {
    files_.add("main.idl", std::move(text));
    idlc::SourceMap sources;
    idlc::DiagnosticSink sink;
    const auto schema = idlc::schema::build({{"main.idl"}, {"."}}, files_, sources, sink);
    const auto shown = sink.collected(0).shown;
    const auto errors = static_cast<std::size_t>(
        std::ranges::count(shown, idlc::Severity::Error, &idlc::Diagnostic::severity));
    CHECK(schema.has_value() == (errors == 0));
    return errors;
  }

  void note(std::size_t errors) {
    ++runs_;
    if (errors > 1) ++with_several_errors_;
    most_errors_ = std::max(most_errors_, errors);
  }

  std::string text_;
  idlc::MemoryFileSystem files_;
  std::vector<idlc::Span> tokens_;
  std::size_t runs_ = 0;
  std::size_t with_several_errors_ = 0;
  std::size_t most_errors_ = 0;
};

}  // namespace

TEST_CASE("one mistake is one error") {
  for (const std::string name : {"sample.idl", "services.idl", "types.idl"}) {
    CAPTURE(name);
    Mutator mutator(kGolden / name);
    mutator.run();
    CHECK(mutator.runs() > 1'500);
    CHECK(mutator.with_several_errors() <= 10);
    CHECK(mutator.most_errors() <= 2);
  }
}

TEST_CASE("one bracket lost in a long value is one error") {
  Mutator mutator("diagnostics/long_values.idl");
  mutator.run();
  CHECK(mutator.runs() > 1'500);
  CHECK(mutator.with_several_errors() == 0);
}
