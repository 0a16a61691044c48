// What the files of a schema are put together with: lines, namespaces, and pragmas around what is
// deprecated. emit_file.cpp and its neighbours do that.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "idlc/cpp/emitter.h"
#include "idlc/cpp/view_file.h"

namespace idlc::cpp {

/// One line each.
inline std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// The filling that places a text, with its namespace, and a comment, around it.
/// Nothing around nothing.
inline Emitter::Block in_namespace(std::string name, Text content, std::string_view comment = {}) {
  return [name = std::move(name), content = std::move(content), comment](Emitter& out) mutable {
    if (content.empty()) return;
    if (!comment.empty()) out.line(comment);
    out.line("namespace " + name + " {");
    out.line("");
    out.append(std::exchange(content, {}));
    out.line("");
    out.line("}  // namespace " + name);
  };
}

/// Generated code may use what is deprecated: whoever wrote the schema has been told.
inline constexpr const char* kIgnoreDeprecated =
    "#pragma GCC diagnostic ignored \"-Wdeprecated-declarations\"\n";

/// Around a header.
inline std::string begin_deprecated(const FileView& view) {
  if (!view.uses_deprecated) return {};
  return std::string("#pragma GCC diagnostic push\n") + kIgnoreDeprecated;
}

inline std::string end_deprecated(const FileView& view) {
  return view.uses_deprecated ? "#pragma GCC diagnostic pop\n" : "";
}

/// At the begin of a source.
inline std::string ignore_deprecated(const FileView& view) {
  return view.uses_deprecated ? kIgnoreDeprecated : "";
}

}  // namespace idlc::cpp
