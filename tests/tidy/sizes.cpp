// Counting lines, columns and parameters against the law. The numbers are those of
// docs/ARCHITECTURE.md; a file that needs more of them wants to be two files.
#include "tests/tidy/sizes.h"

#include <algorithm>
#include <cctype>

#include "tests/tidy/functions.h"
#include "tests/tidy/masking.h"

namespace tidy {
namespace {

constexpr std::size_t kMaxFileLines = 500;
constexpr std::size_t kMaxFunctionLines = 70;
constexpr std::size_t kMaxParameters = 5;
constexpr std::size_t kMaxColumns = 100;

struct Limits {
  std::string_view what;
  std::size_t median;
  std::size_t ninetieth;
};

constexpr Limits kFileLimits = {"lines of a file", 150, 350};
constexpr Limits kFunctionLimits = {"lines of a function", 10, 30};
constexpr Limits kParameterLimits = {"parameters of a function", 4, 4};

bool is_table_of_data(std::string_view path) {
  const auto name = file_name_of(path);
  return name.find("_data.") != std::string_view::npos || name.starts_with("catalogue");
}

// Columns are code points: the bytes that go on with a UTF-8 sequence are not counted.
std::size_t columns_of(std::string_view line) {
  line = line.substr(0, line.find_last_not_of(' ') + 1);
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// A macro such as TEST_CASE_TEMPLATE takes what it likes.
bool is_macro(std::string_view name) {
  return std::ranges::none_of(name, [](unsigned char c) { return std::islower(c) != 0; });
}

std::string at(const SourceFile& file, std::size_t line) {
  return file.path + ":" + std::to_string(line) + ": ";
}

void check_lines(const SourceFile& file, Complaints& complaints) {
  // A template of code in a raw string is as wide as what it becomes before it is broken.
  const auto text = is_handwritten_cpp(file.path) ? mask_raw_strings(file.text) : file.text;
  const auto lines = lines_of(text);
  if (lines.size() > kMaxFileLines && !is_table_of_data(file.path)) {
    complaints.push_back(file.path + ": has " + std::to_string(lines.size()) +
                         " lines of at most " + std::to_string(kMaxFileLines));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (columns_of(lines[i]) <= kMaxColumns) continue;
    complaints.push_back(at(file, i + 1) + "has " + std::to_string(columns_of(lines[i])) +
                         " columns of at most " + std::to_string(kMaxColumns));
  }
}

void check_functions(const SourceFile& file, Complaints& complaints) {
  for (const auto& function : find_functions(file.text)) {
    if (function.lines > kMaxFunctionLines) {
      complaints.push_back(at(file, function.line) + function.name + " has " +
                           std::to_string(function.lines) + " lines of at most " +
                           std::to_string(kMaxFunctionLines));
    }
    if (function.parameters > kMaxParameters && !is_macro(function.name)) {
      complaints.push_back(at(file, function.line) + function.name + " has " +
                           std::to_string(function.parameters) + " parameters of at most " +
                           std::to_string(kMaxParameters));
    }
  }
}

void check_distribution(std::vector<std::size_t> values, const Limits& limits,
                        Complaints& complaints) {
  if (values.empty()) return;
  std::ranges::sort(values);
  const auto complain = [&](std::string_view which, std::size_t value, std::size_t limit) {
    if (value <= limit) return;
    complaints.push_back("all files: the " + std::string(which) + " of the " +
                         std::string(limits.what) + " is " + std::to_string(value) +
                         " of at most " + std::to_string(limit));
  };
  complain("median", values[(values.size() - 1) / 2], limits.median);
  complain("90th percentile", values[(values.size() - 1) * 9 / 10], limits.ninetieth);
}

}  // namespace

Complaints check_caps(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    if (is_handwritten_code(file.path)) check_lines(file, complaints);
    if (is_handwritten_cpp(file.path)) check_functions(file, complaints);
  }
  return complaints;
}

Complaints check_spread(const SourceTree& tree) {
  std::vector<std::size_t> files;
  std::vector<std::size_t> functions;
  std::vector<std::size_t> parameters;
  for (const auto& file : tree) {
    if (!is_handwritten_cpp(file.path)) continue;
    if (!is_table_of_data(file.path)) files.push_back(lines_of(file.text).size());
    for (const auto& function : find_functions(file.text)) {
      if (function.lines == 0) continue;
      functions.push_back(function.lines);
      parameters.push_back(function.parameters);
    }
  }
  Complaints complaints;
  check_distribution(std::move(files), kFileLimits, complaints);
  check_distribution(std::move(functions), kFunctionLimits, complaints);
  check_distribution(std::move(parameters), kParameterLimits, complaints);
  return complaints;
}

}  // namespace tidy
