// `@FILE` on the command line: the words of the file stand in its place, for build systems whose
// command lines grow too long. It knows no options.
//
// Words are separated by white space. A backslash takes the next character as it is; between double
// quotes only `\"` and `\\` do so; between single quotes everything is as it is. A word of a file
// that begins with `@` is refused: response files do not nest. After `--` no word is a response
// file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "idlc/driver/exit_code.h"
#include "idlc/source/file_system.h"

namespace idlc::driver {

/// More than any build needs; keeps a wrong file from filling the memory.
inline constexpr std::size_t kMaxResponseBytes = std::size_t{4} << 20;
inline constexpr std::size_t kMaxResponseWords = 100'000;

using Words = std::vector<std::string>;

/// Why a command line cannot be used.
struct WordsProblem {
  std::string message;  ///< for the user
  ExitCode code = ExitCode::Usage;
};

using WordsResult = std::variant<Words, WordsProblem>;

/// The words of a response file's text; `name` is for messages.
[[nodiscard]] WordsResult split_words(std::string_view text, const std::string& name);

/// The command line with each `@FILE` replaced. A file that cannot be read is a problem.
[[nodiscard]] WordsResult expand_response_files(const Words& arguments, const FileSystem& files);

}  // namespace idlc::driver
