// The functions that a C++ text defines or declares: where, how long, how many parameters.
// A scanner of brackets, not a parser: it reads what people write under our clang-format, and skips
// what it cannot place. Lambdas and local types count as part of the function around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct Function {
  std::string name;   // the last part alone: `run` of `Masker::run`
  std::size_t line;   // of its first word, counted from 1
  std::size_t lines;  // to its closing brace, rows of tables left out; 0 without a body
  std::size_t parameters;

  friend bool operator==(const Function&, const Function&) = default;
};

/// In the order of the text.
std::vector<Function> find_functions(std::string_view text);

}  // namespace tidy
