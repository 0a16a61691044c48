// The program idlc: its command line and its exit codes, nothing else. The work is the driver's;
// the only environment that is read here is NO_COLOR and the terminal.
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/diagnostics/suggest.h"
#include "idlc/driver/compile.h"
#include "idlc/driver/dump.h"

namespace {

using namespace idlc::driver;

constexpr const char* kFooter =
    "examples:\n"
    "  idlc service.idl -o gen/             write gen/service.idl.h, .idl.cpp, .rpc.h and "
    ".rpc.cpp\n"
    "  idlc -I schemas schemas/shop/*.idl   outputs mirror the paths below schemas/\n"
    "  idlc dump --tree service.idl         show how a file was understood\n"
    "\n"
    "exit codes: 0 ok, 1 errors in the input, 2 wrong usage, 5 a file could not be read or "
    "written,\n"
    "70 a bug of idlc\n";

enum class ColorChoice { Auto, Always, Never };

struct CommandLine {
  CompileOptions compile;
  DumpOptions dump;
  bool tokens = false;
  bool tree = false;
  bool schema = false;
  bool with_imports = false;
  bool list_outputs = false;
  ErrorFormat error_format = ErrorFormat::Human;
  ColorChoice color = ColorChoice::Auto;
};

void add_compile_options(CLI::App& app, CommandLine& line) {
  app.add_option("FILE", line.compile.inputs, "schema files to compile")->type_name("");
  app.add_option("-I", line.compile.import_dirs, "look for imports in DIR too (repeatable)")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("-o", line.compile.output_dir, "write outputs below DIR (default: here)")
      ->type_name("DIR");
  app.add_option("--dep", line.compile.dep_file, "write a dependency file for Make or Ninja")
      ->type_name("FILE");
  app.add_option("--stamp", line.compile.stamp, "touch FILE when all outputs are up to date")
      ->type_name("FILE");
  app.add_flag("--with-imports", line.with_imports, "generate imported files too");
  app.add_flag("--list-outputs", line.list_outputs, "print the outputs' paths and write nothing");
}

struct OptionText {
  std::string name;
  std::string description;
};

// An option that takes one of a few words.
template <class Choice>
CLI::Option* add_choice(CLI::App& app, const OptionText& text,
                        const std::map<std::string, Choice>& words, Choice& chosen) {
  const auto choose = [words, &chosen, name = text.name](const std::string& word) {
    const auto found = words.find(word);
    if (found == words.end()) {
      throw CLI::ValidationError(name, "there is no `" + word + "`");
    }
    chosen = found->second;
  };
  return app.add_option_function<std::string>(text.name, choose, text.description);
}

void add_global_options(CLI::App& app, CommandLine& line) {
  add_choice(app, {"--error-format", "human (default) or short"},
             {{"human", ErrorFormat::Human}, {"short", ErrorFormat::Short}}, line.error_format)
      ->type_name("FORMAT");
  add_choice(
      app, {"--color", "auto (default), always or never"},
      {{"auto", ColorChoice::Auto}, {"always", ColorChoice::Always}, {"never", ColorChoice::Never}},
      line.color)
      ->type_name("WHEN");
}

// What was wrong with the command line, with the option that was probably meant.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
  std::string text = fmt::format("idlc: error: {}\n", error.what());
  std::vector<std::string> names;
  for (const CLI::Option* option : app->get_options()) names.push_back(option->get_name());
  const std::vector<std::string_view> views(names.begin(), names.end());
  for (const std::string& word : app->remaining(true)) {
    const auto near = word.starts_with("--") ? idlc::suggest(word, views) : std::nullopt;
    if (near) text += idlc::did_you_mean(*near) + '\n';
  }
  return text + "`idlc --help` lists all options\n";
}

CLI::App* add_dump_command(CLI::App& app, CommandLine& line) {
  CLI::App* dump = app.add_subcommand("dump", "show what idlc makes of a file");
  dump->add_option("FILE", line.dump.input, "the file to show")->required()->type_name("");
  dump->add_option("-I", line.dump.import_dirs, "look for imports in DIR too (repeatable)")
      ->type_name("DIR")
      ->allow_extra_args(false);
  auto* stage = dump->add_option_group("stage");
  stage->add_flag("--tokens", line.tokens, "the tokens");
  stage->add_flag("--tree", line.tree, "the syntax tree");
  stage->add_flag("--schema", line.schema, "the resolved schema (default)");
  stage->require_option(0, 1);
  return dump;
}

idlc::Color choose_color(ColorChoice choice) {
  if (choice == ColorChoice::Always) return idlc::Color::On;
  if (choice == ColorChoice::Never) return idlc::Color::Off;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return idlc::Color::Off;
  return isatty(STDERR_FILENO) != 0 ? idlc::Color::On : idlc::Color::Off;
}

ExitCode run(CommandLine& line, bool dump_asked) {
  const idlc::RealFileSystem files;
  const Environment environment{files, std::cout, std::cerr, line.error_format,
                                choose_color(line.color)};
  if (dump_asked) {
    if (line.tokens) line.dump.stage = DumpStage::Tokens;
    if (line.tree) line.dump.stage = DumpStage::Tree;
    return dump(line.dump, environment);
  }
  if (line.compile.inputs.empty()) {
    std::cerr << "idlc: error: no schema file named; try `idlc service.idl -o gen/` or --help\n";
    return ExitCode::Usage;
  }
  if (line.with_imports) line.compile.imports = ImportPolicy::WithImports;
  if (line.list_outputs) line.compile.action = Action::ListOutputs;
  return compile(line.compile, environment);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Compiles IDL files to C++ client and server stubs.", "idlc");
  app.set_version_flag("--version", "idlc " IDLC_VERSION);
  app.footer(kFooter);
  app.failure_message(usage_error);
  CommandLine line;
  add_compile_options(app, line);
  add_global_options(app, line);
  const CLI::App* dump = add_dump_command(app, line);
  try {
    app.parse(argc, argv);
    return static_cast<int>(run(line, dump->parsed()));
  } catch (const CLI::ParseError& stop) {
    return app.exit(stop) == 0 ? 0 : static_cast<int>(ExitCode::Usage);
  } catch (const std::exception& bug) {
    std::cerr << "idlc: this is a bug of idlc: " << bug.what() << '\n';
    return static_cast<int>(ExitCode::Bug);
  }
}
