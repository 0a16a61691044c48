// Small texts put together from their parts at once, without a string for each step. Of every field
// of a schema generated code has dozens.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace idlc::cpp {

/// The parts, one behind the other.
[[nodiscard]] inline std::string concat(std::initializer_list<std::string_view> parts) {
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  std::string text;
  text.reserve(size);
  for (const std::string_view part : parts) text += part;
  return text;
}

}  // namespace idlc::cpp
