// `idlc completion SHELL`: a script that completes idlc's command line in bash, zsh or fish. It is
// made from the description of the command line, so that it cannot miss an option.
#pragma once

#include <string>
#include <vector>

#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"

namespace idlc::driver {

/// What follows an option, or what a command works on.
enum class Value { None, File, Folder, Schema, Id, Words };

struct OptionSpec {
  std::vector<std::string> names{};  ///< with their dashes
  std::string description{};
  Value value = Value::None;
  std::vector<std::string> words{};  ///< those that may follow, of Value::Words
};

struct CommandSpec {
  std::string name{};  ///< empty: idlc without a command
  std::string description{};
  std::vector<OptionSpec> options{};
  OptionSpec operand{};
};

enum class Shell { Bash, Zsh, Fish };

/// Prints the script on `environment.out`.
[[nodiscard]] ExitCode completion(Shell shell, const std::vector<CommandSpec>& commands,
                                  const Environment& environment);

}  // namespace idlc::driver
