// The catalogue as a whole: permanent ids in their form, messages in their wording. What each of
// them is for is shown by its fixture.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "idlc/diagnostics/catalogue.h"

namespace {

bool is_kebab_case(std::string_view id) {
  const bool has_only_legal = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  return has_only_legal && !id.empty() && !id.starts_with('-') && !id.ends_with('-');
}

}  // namespace

TEST_CASE("ids are unique and in kebab case") {
  std::string_view previous;
  for (const auto* info : idlc::all_diagnostics()) {
    CAPTURE(info->id);
    CHECK(is_kebab_case(info->id));
    CHECK(previous < info->id);
    previous = info->id;
  }
}

TEST_CASE("messages begin in lower case and have no full stop") {
  for (const auto* info : idlc::all_diagnostics()) {
    CAPTURE(info->id);
    const char first = info->message.empty() ? 'A' : info->message.front();
    // An acronym such as NUL is written as everywhere.
    const bool is_acronym = info->message.size() > 1 && first >= 'A' && first <= 'Z' &&
                            info->message[1] >= 'A' && info->message[1] <= 'Z';
    CHECK((!(first >= 'A' && first <= 'Z') || is_acronym));
    CHECK_FALSE(info->message.ends_with('.'));
    CHECK_FALSE(info->message.ends_with('!'));
  }
}

TEST_CASE("explanations are whole sentences") {
  for (const auto* info : idlc::all_diagnostics()) {
    CAPTURE(info->id);
    CHECK(info->explanation.size() > 40);
    CHECK(info->explanation.ends_with('.'));
    CHECK(info->explanation.find("  ") == std::string_view::npos);
  }
}

TEST_CASE("every id finds its entry, and no other does") {
  for (const auto* info : idlc::all_diagnostics()) CHECK(idlc::find_diagnostic(info->id) == info);
  CHECK(idlc::find_diagnostic("no-such-id") == nullptr);
  CHECK(idlc::find_diagnostic("") == nullptr);
  CHECK(idlc::find_diagnostic("zzz") == nullptr);
}

TEST_CASE("messages take their arguments") {
  CHECK(idlc::kMissingSemicolon.message("field") == "expected `;` after field");
  CHECK(idlc::kInvalidUtf8.message(0xC3, 7) == "invalid UTF-8: byte 0xC3 at column 7");
}
