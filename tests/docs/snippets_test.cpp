// C++ that the documentation shows stands word for word in a test, so that it compiles and does
// what the page says.
#include <doctest/doctest.h>

#include <string>

#include "tests/docs/markdown.h"

namespace {

// Without indentation, since a page shows lines that stand inside of a function.
std::string flush_left(const std::string& text) {
  std::string flush;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && c == ' ') continue;
    at_start = c == '\n';
    flush += c;
  }
  return flush;
}

struct Page {
  const char* path;
  const char* test;
};

TEST_CASE("the C++ on a page is that of a test") {
  for (const Page& page : {Page{"docs/TESTING.md", "tests/golden/fake_test.cpp"},
                           Page{"docs/JSON.md", "tests/golden/json_test.cpp"}}) {
    CAPTURE(page.path);
    const std::string code = flush_left(docs::read_page(page.test));
    std::size_t shown = 0;
    for (const docs::Block& block : docs::blocks_of(docs::read_page(page.path))) {
      if (block.language != "cpp") continue;
      CAPTURE(block.line);
      CHECK(code.find(flush_left(block.text)) != std::string::npos);
      ++shown;
    }
    CHECK(shown > 0);
  }
}

}  // namespace
