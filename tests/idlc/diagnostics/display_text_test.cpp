// How bytes look on a terminal.
// Control characters and broken UTF-8 must never reach one.
#include <doctest/doctest.h>

#include "idlc/diagnostics/display_text.h"

TEST_CASE("tabs reach to the next multiple of four columns") {
  const auto cells = idlc::display_cells("a\tb\t");
  REQUIRE(cells.size() == 4);
  CHECK(cells[1].columns == 3);
  CHECK(cells[3].columns == 3);
  CHECK(cells[3].text == "   ");
}

TEST_CASE("cells know where their bytes are") {
  const auto cells = idlc::display_cells("\xC3\xA4\xE6\x97\xA5x");
  REQUIRE(cells.size() == 3);
  CHECK(cells[0].columns == 1);
  CHECK(cells[1].offset == 2);
  CHECK(cells[1].columns == 2);
  CHECK(cells[2].offset == 5);
}

TEST_CASE("what could move the cursor or turn the text is escaped") {
  CHECK(idlc::display_text("a\x1b"
                           "b\x7f\n") == "a\\x1Bb\\x7F\\x0A");
  CHECK(idlc::display_text("\xC2\x9B") == "\\x9B");
  CHECK(idlc::display_text("\xE2\x80\xAE\xE2\x80\x8B") == "\\u{202E}\\u{200B}");
  CHECK(idlc::display_text("\xFFz") == "\\xFFz");
  CHECK(idlc::display_text("\xC3\xA4 \xE6\x97\xA5") == "\xC3\xA4 \xE6\x97\xA5");
}
