// What could end a `///` comment early or continue it into code: control characters, and at the end
// of a line a backslash or the trigraph for one.
#include "idlc/cpp/doc_comment.h"

#include <algorithm>

namespace idlc::cpp {

namespace {

std::string without_controls(std::string_view line) {
  std::string clean(line);
  std::ranges::replace_if(
      clean, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
  clean.erase(clean.find_last_not_of(' ') + 1);
  return clean;
}

// Compilers also splice lines when blanks follow the backslash, so it must not come last.
std::string comment_line(std::string_view line) {
  std::string text = without_controls(line);
  if (text.empty()) return "///";
  if (text.ends_with('\\') || text.ends_with("?\?/")) text += " .";
  return "/// " + text;
}

}  // namespace

std::string doc_comment(std::string_view doc) {
  std::string comment;
  while (!doc.empty()) {
    const auto end = std::min(doc.find('\n'), doc.size());
    comment += comment_line(doc.substr(0, end)) + "\n";
    doc.remove_prefix(std::min(end + 1, doc.size()));
  }
  return comment;
}

}  // namespace idlc::cpp
