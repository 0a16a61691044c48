// Reads tests/wire/*.vectors: "name | type | bytes | value or ! error [| bytes written again]". A
// line that it cannot read fails the test; nothing is skipped.
#include "vectors.h"
#include "tests/support/repository.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace sample {
namespace {

[[noreturn]] void stop(const std::string& place, std::string_view problem) {
  std::fprintf(stderr, "%s: %.*s\n", place.c_str(), static_cast<int>(problem.size()),
               problem.data());
  std::abort();
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('|', begin), line.size());
    columns.push_back(trimmed(line.substr(begin, end - begin)));
    begin = end + 1;
  }
  return columns;
}

Vector parse(const std::string& place, std::string_view line) {
  const auto columns = columns_of(line);
  if (columns.size() != 4 && columns.size() != 5) stop(place, "not four or five columns");
  Vector vector{.place = place + " " + std::string(columns[0]),
                .type = std::string(columns[1]),
                .bytes = from_hex(columns[2]),
                .expected = std::string(columns[3]),
                .rewritten = {}};
  vector.rewritten = columns.size() == 5 ? from_hex(columns[4]) : vector.bytes;
  return vector;
}

void load_file(const std::filesystem::path& path, std::vector<Vector>& vectors) {
  std::ifstream file(path);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    if (trimmed(line).empty() || line.starts_with('#')) continue;
    const std::string place = path.filename().string() + ":" + std::to_string(number);
    vectors.push_back(parse(place, line));
  }
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  stop("hexadecimal digits", std::string("there is a ") + c);
}

}  // namespace

std::vector<Vector> load_vectors() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(idl::test::tests_dir() / "wire")) {
    if (entry.path().extension() == ".vectors") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Vector> vectors;
  for (const auto& path : paths) load_file(path, vectors);
  return vectors;
}

idl::Bytes from_hex(std::string_view text) {
  std::string digits(text);
  std::erase(digits, ' ');
  if (digits.size() % 2 != 0) stop("hexadecimal digits", "half a byte");
  idl::Bytes bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(digit_of(digits[i]) * 16 + digit_of(digits[i + 1])));
  }
  return bytes;
}

std::string to_hex(idl::BytesView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::byte byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4U];
    text += kDigits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

}  // namespace sample
