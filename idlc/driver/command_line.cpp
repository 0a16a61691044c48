// The one file that knows the library for command lines. Each command has a function that adds it:
// its options write into the CommandLine, and its callback says what will run.
#include "idlc/driver/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

#include "idlc/diagnostics/display_text.h"
#include "idlc/diagnostics/suggest.h"
#include "idlc/driver/breaking.h"
#include "idlc/driver/check.h"
#include "idlc/driver/explain.h"
#include "idlc/driver/foreign_words.h"
#include "idlc/driver/machine_report.h"

namespace idlc::driver {
namespace {

constexpr const char* kGlobalGroup = "Options of every command";

constexpr const char* kFooter =
    "examples:\n"
    "  idlc service.idl -o gen/             write gen/service.idl.h, .idl.cpp, .rpc.h and "
    ".rpc.cpp\n"
    "  idlc -I schemas schemas/shop/*.idl   outputs mirror the paths below schemas/\n"
    "  idlc check service.idl               say what is wrong and write nothing\n"
    "  idlc breaking --against git:main service.idl\n"
    "                                       say which changes break whom\n"
    "  idlc explain unknown-type            what a message means and how to mend it\n"
    "\n"
    "@FILE stands for the words in FILE. `idlc COMMAND --help` tells more about a command.\n"
    "exit codes: 0 ok, 1 errors in the input, 2 wrong usage, 5 a file could not be read or "
    "written,\n"
    "70 a bug of idlc\n";

// ---- what several commands have ----

struct OptionText {
  std::string name;
  std::string description;
};

template <class Choice>
using Choices = std::vector<std::pair<std::string, Choice>>;

// An option that takes one of a few words; the help and the completion show them.
template <class Choice>
CLI::Option* add_choice(CLI::App& app, const OptionText& text, const Choices<Choice>& choices,
                        Choice& chosen) {
  std::vector<std::string> words;
  for (const auto& [word, choice] : choices) words.push_back(word);
  const auto choose = [choices, words, &chosen, name = text.name](const std::string& word) {
    for (const auto& [candidate, choice] : choices) {
      if (candidate == word) return void(chosen = choice);
    }
    const std::vector<std::string_view> views(words.begin(), words.end());
    const auto near = suggest(word, views);
    throw CLI::ValidationError(
        name, fmt::format(
                  "there is no `{}`; {}", word,
                  near ? did_you_mean(*near) : fmt::format("one of: {}", fmt::join(words, ", "))));
  };
  return app.add_option_function<std::string>(text.name, choose, text.description)
      ->type_name(fmt::format("{}", fmt::join(words, "|")));
}

void add_warning_options(CLI::App& app, CommandLine& line) {
  const auto follow = [&line](const std::vector<std::string>& options) {
    for (const std::string& option : options) {
      if (auto problem = line.warnings.apply(option)) {
        throw CLI::ValidationError("-W" + option, *problem);
      }
    }
  };
  app.add_option_function<std::vector<std::string>>(
         "-W", follow, "-W[no-]ID, -W[no-]error=ID, -W[no-]all, -W[no-]error (repeatable)")
      ->type_name("WARNING")
      ->allow_extra_args(false)
      ->group(kGlobalGroup);
}

void add_global_options(CLI::App& app, CommandLine& line) {
  add_choice(app, {"--error-format", "how messages are written (human)"},
             {{"human", ErrorFormat::Human},
              {"short", ErrorFormat::Short},
              {"json", ErrorFormat::Json},
              {"sarif", ErrorFormat::Sarif}},
             line.error_format)
      ->group(kGlobalGroup);
  add_choice(
      app, {"--color", "whether messages are coloured (auto)"},
      {{"auto", ColorChoice::Auto}, {"always", ColorChoice::Always}, {"never", ColorChoice::Never}},
      line.color)
      ->group(kGlobalGroup);
  const auto limit = [&line](const std::string& word) {
    const char* end = word.data() + word.size();
    const auto [rest, problem] = std::from_chars(word.data(), end, line.error_limit);
    if (problem == std::errc() && rest == end) return;
    throw CLI::ValidationError("--error-limit",
                               fmt::format("`{}` is no number of errors; 0 stands for all", word));
  };
  app.add_option_function<std::string>("--error-limit", limit,
                                       "show at most N errors, 0 for all (20)")
      ->type_name("N")
      ->group(kGlobalGroup);
  add_warning_options(app, line);
}

void add_inputs(CLI::App& app, CommandLine& line, const std::string& description) {
  app.add_option("FILE", line.inputs, description + "; `-` is standard input")->type_name("");
  app.add_option("-I", line.import_dirs, "look for imports in DIR too (repeatable)")
      ->type_name("DIR")
      ->allow_extra_args(false);
  app.add_option("--stdin-path", line.stdin_path, "the path that `-` stands for (stdin.idl)")
      ->type_name("FILE");
}

// ---- one function a command ----

ExitCode run_compile(const CommandLine& line, const Environment& environment) {
  CompileOptions options = line.compile;
  options.inputs = line.inputs;
  options.import_dirs = line.import_dirs;
  options.extras.json = line.json;
  if (line.with_imports) options.imports = ImportPolicy::WithImports;
  if (line.list_outputs) options.action = Action::ListOutputs;
  return compile(options, environment);
}

ExitCode print_version(const CommandLine& line, const Environment& environment) {
  environment.out << (line.json ? json_version() : "idlc " IDLC_VERSION "\n");
  return ExitCode::Ok;
}

void add_compile(CLI::App& app, CommandLine& line) {
  add_inputs(app, line, "schema files to compile");
  app.add_option("-o", line.compile.output_dir, "write outputs below DIR (default: here)")
      ->type_name("DIR");
  app.add_option("--dep", line.compile.dep_file, "write a dependency file for Make or Ninja")
      ->type_name("FILE");
  app.add_option("--stamp", line.compile.stamp, "touch FILE when all outputs are up to date")
      ->type_name("FILE");
  app.add_flag("--with-imports", line.with_imports, "generate imported files too");
  app.add_flag("--list-outputs", line.list_outputs, "print the outputs' paths and write nothing");
  app.add_flag("--fakes", line.compile.extras.fakes,
               "write .fake.h too: services' stand-ins in tests");
  app.add_flag("--random", line.compile.extras.random,
               "write .random.h and .random.cpp too: random values for tests");
  app.add_flag("--reflection", line.compile.reflection,
               "let stubs carry the schema, for tools that ask a server");
  app.add_flag("--version", line.version, "print the version");
  app.add_flag("--json", line.json, "write .json.h and .json.cpp too; with --version: as JSON");
}

CLI::App* add_command(CLI::App& app, const OptionText& text, CommandLine& line,
                      std::function<ExitCode(const Environment&)> run) {
  CLI::App* command = app.add_subcommand(text.name, text.description);
  command->footer("");
  command->callback([&line, run = std::move(run)] { line.run = run; });
  return command;
}

void add_check(CLI::App& app, CommandLine& line) {
  CLI::App* command =
      add_command(app, {"check", "say what is wrong with schemas, and write nothing"}, line,
                  [&line](const Environment& environment) {
                    return check({line.inputs, line.import_dirs}, environment);
                  });
  add_inputs(*command, line, "schema files to check");
  command->get_option("FILE")->required();
  add_global_options(*command, line);
}

// `--category wire,source`, also several times.
void add_categories(CLI::App& app, CommandLine& line) {
  const auto choose = [&line](const std::vector<std::string>& words) {
    line.categories.clear();
    for (const std::string& word : words) {
      const auto category = compat::category_named(word);
      if (!category) {
        throw CLI::ValidationError(
            "--category",
            fmt::format("there is no `{}`; one of: wire, json, source, behaviour", word));
      }
      line.categories.insert(*category);
    }
  };
  app.add_option_function<std::vector<std::string>>("--category", choose,
                                                    "what counts: wire,json,source,behaviour (all)")
      ->type_name("CATEGORY")
      ->delimiter(',')
      ->allow_extra_args(false);
}

void add_breaking(CLI::App& app, CommandLine& line) {
  CLI::App* command =
      add_command(app, {"breaking", "say which changes of schemas break whom"}, line,
                  [&line](const Environment& environment) {
                    return breaking({line.inputs, line.import_dirs, line.against, line.categories},
                                    environment);
                  });
  add_inputs(*command, line, "schema files, or folders of them, as they are now");
  command->get_option("FILE")->required();
  command->add_option("--against", line.against, "what they were: a folder, a file, or git:REF")
      ->required()
      ->type_name("PATH");
  add_categories(*command, line);
  add_global_options(*command, line);
}

void add_fmt(CLI::App& app, CommandLine& line) {
  CLI::App* command = add_command(app, {"fmt", "format schemas in the one style"}, line,
                                  [&line](const Environment& environment) {
                                    FormatOptions options = line.format;
                                    options.inputs = line.inputs;
                                    return format_files(options, environment);
                                  });
  command->add_option("FILE", line.inputs, "schema files to format; `-` is standard input")
      ->required()
      ->type_name("");
  command->add_option("--stdin-path", line.stdin_path, "the path that `-` stands for (stdin.idl)")
      ->type_name("FILE");
  command->add_flag("-w,--write", line.format.write, "write the result into the files");
  command->add_flag("--check", line.format.check,
                    "name the files that are not formatted, and exit with 1 if there are any");
  command->add_flag("--diff", line.format.diff, "print what would change");
  add_global_options(*command, line);
}

void add_dump(CLI::App& app, CommandLine& line) {
  CLI::App* command =
      add_command(app, {"dump", "show what idlc makes of a file"}, line,
                  [&line](const Environment& environment) {
                    return dump({line.inputs.front(), line.import_dirs, line.stage}, environment);
                  });
  add_inputs(*command, line, "the file to show");
  command->get_option("FILE")->required()->expected(1);
  const auto stage = [&line](DumpStage chosen) {
    return [&line, chosen](std::int64_t) { line.stage = chosen; };
  };
  auto* stages = command->add_option_group("stage");
  stages->add_flag_function("--tokens", stage(DumpStage::Tokens), "the tokens");
  stages->add_flag_function("--tree", stage(DumpStage::Tree), "the syntax tree");
  stages->add_flag_function("--schema", stage(DumpStage::Schema), "the resolved schema (default)");
  stages->require_option(0, 1);
  add_global_options(*command, line);
}

void add_explain(CLI::App& app, CommandLine& line) {
  CLI::App* command = add_command(
      app, {"explain", "tell what a diagnostic means, with examples"}, line,
      [&line](const Environment& environment) { return explain_id(line.id, environment); });
  command->add_option("ID", line.id, "as it stands in brackets at the end of a message")
      ->required()
      ->type_name("");
}

void add_rules(CLI::App& app, CommandLine& line) {
  CLI::App* command = add_command(
      app, {"rules", "list all diagnostics"}, line,
      [&line](const Environment& environment) { return rules(line.rules, environment); });
  command->add_flag_function(
      "--markdown", [&line](std::int64_t) { line.rules = RulesForm::Markdown; },
      "as a page with all explanations");
}

void add_completion(CLI::App& app, CommandLine& line) {
  CLI::App* command =
      add_command(app, {"completion", "print a script that completes command lines in a shell"},
                  line, [&line](const Environment& environment) {
                    return completion(line.shell, line.commands, environment);
                  });
  add_choice(*command, {"SHELL", "the shell"},
             {{"bash", Shell::Bash}, {"zsh", Shell::Zsh}, {"fish", Shell::Fish}}, line.shell)
      ->required();
}

void add_vendor(CLI::App& app, CommandLine& line) {
  CLI::App* command = add_command(
      app, {"vendor", "write the runtime as a folder of sources to check in"}, line,
      [&line](const Environment& environment) { return vendor(line.vendored, environment); });
  command->add_option("DIR", line.vendored.folder, "a folder for the runtime alone")
      ->required()
      ->type_name("");
}

void add_commands(CLI::App& app, CommandLine& line) {
  add_compile(app, line);
  add_global_options(app, line);
  add_check(app, line);
  add_breaking(app, line);
  add_fmt(app, line);
  add_dump(app, line);
  add_explain(app, line);
  add_rules(app, line);
  add_completion(app, line);
  add_vendor(app, line);
}

// ---- the description of the command line ----

std::vector<std::string> words_between_bars(const std::string& text) {
  return CLI::detail::split(text, '|');
}

OptionSpec describe(const CLI::Option& option) {
  static const std::map<std::string, Value> kValues = {
      {"DIR", Value::Folder}, {"FILE", Value::File}, {"PATH", Value::File}, {"", Value::None}};
  OptionSpec spec{{}, option.get_description(), Value::Words, {}};
  for (const std::string& name : option.get_snames()) spec.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) spec.names.push_back("--" + name);
  const std::string type = option.get_type_name();
  const auto known = kValues.find(type);
  if (known != kValues.end()) {
    spec.value = known->second;
  } else if (type.find('|') != type.npos) {
    spec.words = words_between_bars(type);
  }
  if (option.get_items_expected_max() == 0) spec.value = Value::None;
  if (option.get_name() == "FILE") spec.value = Value::Schema;
  if (option.get_name() == "DIR") spec.value = Value::Folder;
  if (option.get_name() == "ID") spec.value = Value::Id;
  return spec;
}

CommandSpec describe(const CLI::App& app, std::string name) {
  CommandSpec spec{std::move(name), app.get_description(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      spec.operand = describe(*option);
    } else {
      spec.options.push_back(describe(*option));
    }
  }
  for (const CLI::App* inner : app.get_subcommands({})) {
    if (!inner->get_name().empty()) continue;  // an option group has no name
    for (const CLI::Option* option : inner->get_options())
      spec.options.push_back(describe(*option));
  }
  return spec;
}

std::vector<CommandSpec> describe_all(const CLI::App& app) {
  std::vector<CommandSpec> specs{describe(app, "")};
  for (const CLI::App* command : app.get_subcommands({})) {
    specs.push_back(describe(*command, command->get_name()));
  }
  return specs;
}

// ---- wrong usage ----

constexpr const char* kSeeHelp = "`idlc --help` lists all options\n";

// What was wrong, with the option that was probably meant.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
  std::string text = fmt::format("idlc: error: {}\n", display_text(error.what()));
  const auto chosen = app->get_subcommands();
  const CLI::App* command = chosen.empty() ? app : chosen.front();
  std::vector<std::string> names;
  for (const OptionSpec& option : describe(*command, "").options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  for (const std::string& word : app->remaining(true)) {
    const auto option = word.substr(0, word.find('='));
    const auto near = word.starts_with("--") ? suggest(option, views) : std::nullopt;
    if (near) text += did_you_mean(*near) + '\n';
  }
  return text + (chosen.empty()
                     ? kSeeHelp
                     : fmt::format("`idlc {} --help` lists its options\n", command->get_name()));
}

// The first option or file before the command that belongs to compiling alone.
std::optional<std::string> misplaced_before_command(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() != 0 && option->get_group() != kGlobalGroup) return option->get_name();
  }
  return std::nullopt;
}

// A first word that is no file, but nearly a command.
std::optional<std::string_view> misspelt_command(const CommandLine& line) {
  if (line.inputs.empty() || line.inputs.front().find_first_of("./") != std::string::npos) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const CommandSpec& command : line.commands) {
    if (!command.name.empty()) names.push_back(command.name);
  }
  return suggest(line.inputs.front(), names);
}

// A first word that is no file, but another tool's command.
std::optional<std::string_view> foreign_command(const CommandLine& line) {
  std::error_code none;
  if (line.inputs.empty() || std::filesystem::exists(line.inputs.front(), none)) {
    return std::nullopt;
  }
  return our_words_for(line.inputs.front());
}

// Whether what was asked for makes sense as a whole; else why not.
std::optional<std::string> mistake(const CLI::App& app, const CommandLine& line) {
  const bool writes_input = line.format.write && std::ranges::count(line.inputs, "-") != 0;
  if (writes_input) return "`-w` cannot write into standard input";
  if (!app.get_subcommands().empty()) {
    const auto option = misplaced_before_command(app);
    if (!option) return std::nullopt;
    return fmt::format("`{}` must not stand before `{}`; try `idlc {} --help`", *option,
                       app.get_subcommands().front()->get_name(),
                       app.get_subcommands().front()->get_name());
  }
  if (const auto ours = foreign_command(line)) {
    return fmt::format("there is no command `{}`; try `idlc {}`", line.inputs.front(), *ours);
  }
  if (const auto command = misspelt_command(line)) {
    return fmt::format("there is no command `{}`; {}", display_text(line.inputs.front()),
                       did_you_mean(*command));
  }
  if (line.inputs.empty() && !line.version) {
    return "no schema file named; try `idlc service.idl -o gen/` or --help";
  }
  return std::nullopt;
}

}  // namespace

std::optional<ExitCode> read_command_line(std::vector<std::string> words, CommandLine& line,
                                          std::ostream& out, std::ostream& err) {
  CLI::App app("Compiles IDL files to C++ client and server stubs.", "idlc");
  app.footer(kFooter);
  app.failure_message(usage_error);
  add_commands(app, line);
  line.commands = describe_all(app);
  try {
    std::reverse(words.begin(), words.end());
    app.parse(std::move(words));
  } catch (const CLI::ParseError& stop) {
    return app.exit(stop, out, err) == 0 ? ExitCode::Ok : ExitCode::Usage;
  }
  if (const auto problem = mistake(app, line)) {
    err << "idlc: error: " << *problem << '\n';
    return ExitCode::Usage;
  }
  if (!line.run) {
    line.run = [&line](const Environment& environment) {
      return line.version ? print_version(line, environment) : run_compile(line, environment);
    };
  }
  return std::nullopt;
}

}  // namespace idlc::driver
