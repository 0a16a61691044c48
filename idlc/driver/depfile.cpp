// Text of a dependency file; the escapes are those on which GNU make and Ninja's depfile parser
// agree.
#include "idlc/driver/depfile.h"

#include <fmt/format.h>

namespace idlc::driver {

std::string escape_for_make(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    if (c == '$') escaped += '$';
    if (c == ' ' || c == '#') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string depfile_text(const std::vector<std::string>& targets,
                         const std::vector<std::string>& sources) {
  std::string text;
  for (const std::string& target : targets) {
    if (!text.empty()) text += ' ';
    text += escape_for_make(target);
  }
  text += ':';
  for (const std::string& source : sources)
    text += fmt::format(" \\\n  {}", escape_for_make(source));
  return text + '\n';
}

}  // namespace idlc::driver
