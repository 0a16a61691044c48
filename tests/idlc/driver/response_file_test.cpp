// Response files: how their text becomes words, and what is refused. That the program uses them is
// tested in tests/e2e.
#include "idlc/driver/response_file.h"

#include <doctest/doctest.h>

namespace idlc::driver {
namespace {

Words words_of(std::string_view text) {
  auto result = split_words(text, "r");
  REQUIRE(std::holds_alternative<Words>(result));
  return std::get<Words>(result);
}

std::string problem_of(const WordsResult& result) {
  REQUIRE(std::holds_alternative<WordsProblem>(result));
  return std::get<WordsProblem>(result).message;
}

}  // namespace

TEST_CASE("words are separated by white space, line ends of every kind included") {
  CHECK(words_of("") == Words{});
  CHECK(words_of(" \t\r\n\f ") == Words{});
  CHECK(words_of("a b\tc\r\nd\n\ne") == Words{"a", "b", "c", "d", "e"});
}

TEST_CASE("quotes and backslashes keep what would be lost") {
  CHECK(words_of(R"("a b" 'c d')") == Words{"a b", "c d"});
  CHECK(words_of(R"(a\ b \\ \" \')") == Words{"a b", "\\", "\"", "'"});
  CHECK(words_of(R"("a\"b\\c\d")") == Words{R"(a"b\c\d)"});
  CHECK(words_of(R"('a\"b')") == Words{R"(a\"b)"});
  CHECK(words_of(R"(-I"my dir"/x)") == Words{"-Imy dir/x"});
  CHECK(words_of(R"("" '')") == Words{"", ""});
  CHECK(words_of("end\\") == Words{"end\\"});
  CHECK(words_of("\"two\nlines\"") == Words{"two\nlines"});
}

TEST_CASE("what is not closed, nests, or is too much is refused") {
  CHECK(problem_of(split_words("a \"b", "r")) ==
        "in the response file `r` a quotation is never closed");
  CHECK(problem_of(split_words("a 'b", "r")) ==
        "in the response file `r` a quotation is never closed");
  CHECK(problem_of(split_words("a @other", "r")) ==
        "the response file `r` names another one, `@other`: they do not nest");
  CHECK(problem_of(split_words(std::string(kMaxResponseBytes + 1, ' '), "r")) ==
        "the response file `r` is larger than 4 MiB");
  std::string many;
  for (std::size_t i = 0; i <= kMaxResponseWords; ++i) many += "a ";
  CHECK(problem_of(split_words(many, "r")) == "the response file `r` has more than 100000 words");
}

TEST_CASE("the words of a file stand in its place") {
  MemoryFileSystem files;
  files.add("/w/args", "-o 'out dir'");
  const auto expanded = expand_response_files({"a.idl", "@/w/args", "b.idl"}, files);
  CHECK(std::get<Words>(expanded) == Words{"a.idl", "-o", "out dir", "b.idl"});
}

TEST_CASE("after -- and alone an @ is an ordinary character") {
  const MemoryFileSystem files;
  const auto expanded = expand_response_files({"@", "--", "@file.idl"}, files);
  CHECK(std::get<Words>(expanded) == Words{"@", "--", "@file.idl"});
}

TEST_CASE("a file that cannot be read is a failure of input and output") {
  const MemoryFileSystem files;
  const auto expanded = expand_response_files({"@none"}, files);
  CHECK(problem_of(expanded) == "cannot read the response file `none`: no such file");
  CHECK(std::get<WordsProblem>(expanded).code == ExitCode::Io);
}

}  // namespace idlc::driver
