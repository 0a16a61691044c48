// A block that nobody checks drifts from what is true. So every block of every page says by its
// mark who checks it, and a mark that means nothing is an error of the page.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "tests/docs/pages.h"

namespace {

using Roles = std::set<std::string>;

// What each language may have behind it; a quote may have any, and C++ and IDL more than these.
const std::map<std::string, Roles>& known_marks() {
  static const std::map<std::string, Roles> marks = {
      {"cpp", {"", "body", "run", "alone"}},  // compiled in snippets_NAME_test, see snippets.awk
      {"idl", {""}},                          // compiled in schemas_test.cpp
      {"sh", {""}},                           // read in commands_test.cpp
      {"cmake", {""}},                        // built in tests/outside, see installing_test.cpp
      {"make", {""}},                         // likewise
      {"text", {""}},                         // what a program prints, or a drawing
      {"", {""}},                             // likewise
  };
  return marks;
}

// Marks of one page, which a test of that page knows.
const std::map<std::string, std::set<std::string>>& marks_of_one_page() {
  static const std::map<std::string, std::set<std::string>> marks = {
      {"docs/EVOLVING.md", {"idl before", "idl after"}},
      {"docs/WIRE.md", {"wire"}},  // tests/runtime/wire/document_test.cpp
  };
  return marks;
}

bool is_known(const std::string& page, const docs::Block& block) {
  if (docs::is_quote(block.role)) return true;
  if (block.language == "idl" && docs::is_schema_of_page(block.role)) return true;
  const auto own = marks_of_one_page().find(page);
  const std::string mark = block.language + (block.role.empty() ? "" : ' ' + block.role);
  if (own != marks_of_one_page().end() && own->second.contains(mark)) return true;
  const auto roles = known_marks().find(block.language);
  return roles != known_marks().end() && roles->second.contains(block.role);
}

}  // namespace

TEST_CASE("every block of every page has a mark that some test knows") {
  CHECK(docs::pages().size() > 20);
  for (const std::string& page : docs::pages()) {
    for (const docs::Block& block : docs::blocks_of(docs::read_page(page))) {
      INFO(page, ":", block.line, ": ", block.language, " ", block.role);
      CHECK_MESSAGE(is_known(page, block), "docs/HACKING.md tells which marks there are");
    }
  }
}

TEST_CASE("every fence stands at the begin of its line, and is closed") {
  for (const std::string& page : docs::pages()) {
    std::istringstream lines(docs::read_page(page));
    std::size_t fences = 0;
    for (std::string line; std::getline(lines, line);) {
      const auto at = line.find_first_not_of(" >");
      const bool is_fence = at != line.npos && line.substr(at).starts_with("```");
      INFO(page, ": ", line);
      if (is_fence) CHECK(at == 0);
      fences += is_fence ? 1 : 0;
    }
    INFO(page);
    CHECK(fences % 2 == 0);
  }
}
