// What the user asks for: the command line as values. It only reads words; nothing runs and no file
// is opened. A new command is an `add_…` function in command_line.cpp and a file of its own beside.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "idlc/compat/impact.h"
#include "idlc/driver/compile.h"
#include "idlc/driver/completion.h"
#include "idlc/driver/dump.h"
#include "idlc/driver/environment.h"
#include "idlc/driver/exit_code.h"
#include "idlc/driver/format_files.h"
#include "idlc/driver/rules.h"
#include "idlc/driver/vendor.h"

namespace idlc::driver {

enum class ColorChoice { Auto, Always, Never };

/// The options of all commands; those of the commands that were not asked for keep their defaults.
struct CommandLine {
  std::vector<std::string> inputs{};  ///< of whichever command
  std::vector<std::string> import_dirs{};
  std::optional<std::string> stdin_path{};

  CompileOptions compile{};
  bool with_imports = false;
  bool list_outputs = false;
  bool version = false;
  bool json = false;
  FormatOptions format{};
  DumpStage stage = DumpStage::Schema;
  RulesForm rules = RulesForm::Lines;
  std::string id{};
  std::string against{};
  std::set<compat::Category> categories = compat::all_categories();
  Shell shell = Shell::Bash;
  VendorOptions vendored{};

  ErrorFormat error_format = ErrorFormat::Human;
  ColorChoice color = ColorChoice::Auto;
  std::size_t error_limit = kDefaultErrorLimit;
  WarningPolicy warnings{};

  std::vector<CommandSpec> commands{};  ///< the command line's own description
  std::function<ExitCode(const Environment&)> run{};
};

/// Reads the words behind the program's name into `line`. If nothing is left to do, because help
/// was asked for or the words make no sense, that is printed and the result says what to exit with.
[[nodiscard]] std::optional<ExitCode> read_command_line(std::vector<std::string> words,
                                                        CommandLine& line, std::ostream& out,
                                                        std::ostream& err);

}  // namespace idlc::driver
