// The unified difference: a few by their letters, and many by what a reader of such differences
// makes of them.
#include "idlc/driver/text_diff.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <sstream>
#include <vector>

namespace idlc::driver {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What `patch` would make of `before`; every line that the difference shows must be where it says.
std::string patched(const std::string& before, const std::string& diff) {
  const auto old = lines_of(before);
  std::size_t at = 0;
  std::string result;
  for (const std::string& line : lines_of(diff)) {
    if (line.starts_with("---") || line.starts_with("+++")) continue;
    if (line.starts_with("@@")) {
      std::size_t first = std::stoul(line.substr(4));
      const bool adds_only = line.find(",0 +") != std::string::npos;
      for (; at + (adds_only ? 0 : 1) < first; ++at) result += old.at(at) + '\n';
      continue;
    }
    if (line[0] != '+') CHECK(old.at(at++) == line.substr(1));
    if (line[0] != '-') result += line.substr(1) + '\n';
  }
  for (; at < old.size(); ++at) result += old[at] + '\n';
  return result;
}

// A text of short lines, of which many are equal.
std::string text_of(std::uint32_t& seed, std::size_t lines) {
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    seed = seed * 1'664'525u + 1'013'904'223u;
    text += static_cast<char>('a' + (seed >> 16) % 5);
    text += '\n';
  }
  return text;
}

}  // namespace

TEST_CASE("equal texts have no difference") {
  CHECK(unified_diff("x", "a\nb\n", "a\nb\n").empty());
}

TEST_CASE("a changed line stands between three lines of context") {
  CHECK(unified_diff("x.idl", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a/x.idl\n+++ b/x.idl\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST_CASE("changes far from each other have heads of their own") {
  std::string before;
  for (int i = 0; i < 20; ++i) before += std::to_string(i) + '\n';
  const auto diff = unified_diff("x", before, "new\n" + before + "last\n");
  CHECK(diff ==
        "--- a/x\n+++ b/x\n@@ -1,3 +1,4 @@\n+new\n 0\n 1\n 2\n@@ -18,3 +19,4 @@\n 17\n 18\n 19\n"
        "+last\n");
}

TEST_CASE("from nothing and to nothing") {
  CHECK(unified_diff("x", "", "a\n") == "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+a\n");
  CHECK(unified_diff("x", "a\n", "") == "--- a/x\n+++ b/x\n@@ -1,1 +0,0 @@\n-a\n");
}

TEST_CASE("a last line that does not end is another one, and is marked") {
  CHECK(unified_diff("x", "a\nb", "a\nb\n") ==
        "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
  CHECK(unified_diff("x", "a\nb", "c\nb") ==
        "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n");
  CHECK(unified_diff("x", "", "a") ==
        "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n");
}

TEST_CASE("a difference turns the one text into the other") {
  std::uint32_t seed = 7;
  for (std::size_t i = 0; i < 300; ++i) {
    const auto before = text_of(seed, i % 23);
    const auto after = text_of(seed, (i * 7) % 19);
    const auto diff = unified_diff("x", before, after);
    CAPTURE(diff);
    CHECK(patched(before, diff) == after);
  }
}

TEST_CASE("texts that have nothing in common end soon") {
  std::string before;
  std::string after;
  for (int i = 0; i < 5'000; ++i) {
    before += "a" + std::to_string(i) + '\n';
    after += "b" + std::to_string(i) + '\n';
  }
  CHECK(patched(before, unified_diff("x", before, after)) == after);
}

}  // namespace idlc::driver
