// The drawings in docs/WIRE.md are wire vectors: each must be one, type, value and bytes, so that
// the page cannot say what the code does not do.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "tests/support/repository.h"
#include "vectors.h"

namespace sample {
namespace {

struct Drawing {
  std::string title;  ///< the type, a blank, the value
  std::string digits;
};

/// The hexadecimal digits at the front of a line: pairs, with one or two blanks between them.
std::string digits_of(const std::string& line) {
  std::string digits;
  std::size_t at = 0;
  const auto is_digit = [&](std::size_t i) {
    return i < line.size() &&
           std::string_view("0123456789abcdef").find(line[i]) != std::string::npos;
  };
  while (is_digit(at) && is_digit(at + 1) && (at + 2 == line.size() || line[at + 2] == ' ')) {
    digits += line.substr(at, 2);
    const bool far = line.compare(at + 2, 2, "  ") == 0 && line.compare(at + 2, 3, "   ") != 0;
    at += far ? 4 : 3;
  }
  return digits;
}

std::vector<Drawing> load_drawings() {
  std::ifstream file(idl::test::repository_dir() / "docs/WIRE.md");
  std::vector<Drawing> drawings;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("```")) {
      inside = line == "```wire";
      if (inside && std::getline(file, line)) drawings.push_back({.title = line, .digits = ""});
    } else if (inside) {
      drawings.back().digits += digits_of(line);
    }
  }
  return drawings;
}

TEST_CASE("every drawing in docs/WIRE.md is a wire vector") {
  const auto vectors = load_vectors();
  const auto drawings = load_drawings();
  CHECK(drawings.size() >= 15);
  for (const Drawing& drawing : drawings) {
    CAPTURE(drawing.title);
    CAPTURE(drawing.digits);
    CHECK(std::any_of(vectors.begin(), vectors.end(), [&](const Vector& vector) {
      return vector.type + " " + vector.expected == drawing.title &&
             to_hex(vector.bytes) == drawing.digits;
    }));
  }
}

}  // namespace
}  // namespace sample
