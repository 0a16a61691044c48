// A block whose mark names a file of the repository stands there word for word. The file is built
// and run by the usual tests, so what the page shows compiles and does what the page says.
#include <doctest/doctest.h>

#include <string>

#include "tests/docs/pages.h"

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

}  // namespace

TEST_CASE("what a page quotes stands in the file") {
  std::size_t quotes = 0;
  for (const std::string& page : docs::pages()) {
    for (const docs::Block& block : docs::blocks_of(docs::read_page(page))) {
      if (!docs::is_quote(block.role)) continue;
      INFO(page, ":", block.line, " quotes ", block.role);
      const std::string file = flush_left(docs::read_page(block.role));
      CHECK_FALSE(block.text.empty());
      CHECK(file.find(flush_left(block.text)) != file.npos);
      ++quotes;
    }
  }
  CHECK(quotes >= 2);
}
