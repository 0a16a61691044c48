// What the files of a schema are put together with: a function for every type, and namespaces
// around the result. emit_file.cpp and its neighbours say which function.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
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

/// Nothing around nothing. Contents are large, so they are moved and not copied.
inline std::string namespace_around(const std::string& name, std::string content) {
  if (content.empty()) return {};
  constexpr std::size_t kAround = 40;
  std::string around;  // with just as much room as it needs
  around.reserve(content.size() + 2 * name.size() + kAround);
  around.append("namespace ").append(name).append(" {\n\n").append(content);
  std::string().swap(content);  // a parameter may live as long as the caller's statement
  return around.append("\n}  // namespace ").append(name).append("\n");
}

/// Calls `emit` for every type that it takes, enums inside of types included.
template <class Emit>
std::string each_type(const FileView& file, const Emit& emit) {
  Emitter out;
  for (const ItemView& item : file.items) {
    std::visit(
        [&]<class View>(const View& view) {
          if constexpr (requires { emit(out, view.enums.front()); }) {
            for (const auto& inner : view.enums) emit(out, inner);
          }
          if constexpr (requires { emit(out, view); }) emit(out, view);
        },
        item);
  }
  return out.take();
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
