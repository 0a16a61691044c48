// One printer a shell; what the three share is the description of the command line. Its texts and
// words are our own, but are quoted all the same.
#include "idlc/driver/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <string_view>

#include "idlc/diagnostics/catalogue.h"

namespace idlc::driver {
namespace {

using Names = std::vector<std::string>;

Names ids(bool only_warnings) {
  Names names;
  for (const auto* info : all_diagnostics()) {
    if (!only_warnings || info->severity == Severity::Warning) names.emplace_back(info->id);
  }
  return names;
}

// What may follow `-W`.
Names warning_words() {
  Names words{"all", "no-all", "error", "no-error"};
  for (const std::string& id : ids(true)) {
    for (const char* form : {"", "no-", "error=", "no-error="}) words.push_back(form + id);
  }
  return words;
}

Names words_of(const OptionSpec& spec) { return spec.value == Value::Id ? ids(false) : spec.words; }

// As one word of any of the three shells.
std::string shell_quoted(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

// ---- bash ----

std::string bash_reply(const OptionSpec& spec) {
  switch (spec.value) {
    case Value::None:
      return "";
    case Value::File:
      return "$(compgen -f -- \"$word\")";
    case Value::Folder:
      return "$(compgen -d -- \"$word\")";
    case Value::Schema:
      return "$(compgen -f -X '!*.idl' -- \"$word\") $(compgen -d -- \"$word\")";
    case Value::Id:
    case Value::Words:
      break;
  }
  return fmt::format("$(compgen -W {} -- \"$word\")",
                     shell_quoted(fmt::format("{}", fmt::join(words_of(spec), " "))));
}

std::string bash_cases_of_options(const std::vector<CommandSpec>& commands) {
  std::string text;
  Names seen;
  for (const CommandSpec& command : commands) {
    for (const OptionSpec& option : command.options) {
      if (option.value == Value::None) continue;
      const auto pattern = fmt::format("{}", fmt::join(option.names, " | "));
      if (std::find(seen.begin(), seen.end(), pattern) != seen.end()) continue;
      seen.push_back(pattern);
      text += fmt::format("    {}) COMPREPLY=({}); return ;;\n", pattern, bash_reply(option));
    }
  }
  return text;
}

Names option_names(const CommandSpec& command) {
  Names names;
  for (const OptionSpec& option : command.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

Names command_names(const std::vector<CommandSpec>& commands) {
  Names names;
  for (const CommandSpec& command : commands) {
    if (!command.name.empty()) names.push_back(command.name);
  }
  return names;
}

std::string bash_script(const std::vector<CommandSpec>& commands) {
  const auto names = command_names(commands);
  std::string of_commands;
  for (const CommandSpec& command : commands) {
    const auto words = command.name.empty() ? fmt::format("{}", fmt::join(names, " ")) : "";
    of_commands +=
        fmt::format("    {}) options={}; COMPREPLY=($(compgen -W {} -- \"$word\") {}) ;;\n",
                    shell_quoted(command.name),
                    shell_quoted(fmt::format("{}", fmt::join(option_names(command), " "))),
                    shell_quoted(words), bash_reply(command.operand));
  }
  return fmt::format(R"(# bash completion for idlc; made by `idlc completion bash`.
_idlc() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} command='' options='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in
      {}) command=${{COMP_WORDS[i]}}; break ;;
    esac
  done
  case ${{COMP_WORDS[COMP_CWORD - 1]}} in
{}  esac
  if [[ $word == -W* ]]; then
    COMPREPLY=($(compgen -P -W -W {} -- "${{word#-W}}"))
    return
  fi
  case $command in
{}  esac
  [[ $word != -* ]] || COMPREPLY=($(compgen -W "$options" -- "$word"))
}}
complete -o filenames -F _idlc idlc
)",
                     fmt::join(names, " | "), bash_cases_of_options(commands),
                     shell_quoted(fmt::format("{}", fmt::join(warning_words(), " "))), of_commands);
}

// ---- zsh ----

// Between the brackets or behind the colon of a specification of _arguments.
std::string zsh_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string zsh_action(const OptionSpec& spec) {
  switch (spec.value) {
    case Value::None:
      return "";
    case Value::File:
      return ":file:_files";
    case Value::Folder:
      return ":folder:_files -/";
    case Value::Schema:
      return ":schema:_files -g \"*.idl\"";
    case Value::Id:
    case Value::Words:
      break;
  }
  return fmt::format(":word:({})", fmt::join(words_of(spec), " "));
}

std::string zsh_command(const CommandSpec& command) {
  std::string text;
  for (const OptionSpec& option : command.options) {
    for (const std::string& name : option.names) {
      const bool is_attached = name == "-W" || name == "-I" || name == "-o";
      text +=
          fmt::format(" \\\n        {}",
                      shell_quoted(fmt::format("*{}{}[{}]{}", name, is_attached ? "+" : "",
                                               zsh_text(option.description), zsh_action(option))));
    }
  }
  if (command.operand.value == Value::None) return text;
  return text + fmt::format(" \\\n        {}", shell_quoted("*" + zsh_action(command.operand)));
}

std::string zsh_script(const std::vector<CommandSpec>& commands) {
  std::string list;
  std::string cases;
  for (const CommandSpec& command : commands) {
    if (command.name.empty()) continue;
    list +=
        fmt::format("    {}\n", shell_quoted(command.name + ":" + zsh_text(command.description)));
    cases += fmt::format("    {})\n      _arguments -s{}\n      ;;\n", command.name,
                         zsh_command(command));
  }
  return fmt::format(R"(#compdef idlc
# zsh completion for idlc; made by `idlc completion zsh`.
_idlc() {{
  local -a commands=(
{}  )
  if ((CURRENT == 2)); then _describe command commands; fi
  case ${{words[2]}} in
{}    *)
      _arguments -s{}
      ;;
  esac
}}
_idlc "$@"
)",
                     list, cases, zsh_command(commands.front()));
}

// ---- fish ----

std::string fish_value(const OptionSpec& spec) {
  switch (spec.value) {
    case Value::None:
      return "";
    case Value::File:
    case Value::Schema:
      return " -r -F";
    case Value::Folder:
      return " -x -a '(__fish_complete_directories)'";
    case Value::Id:
    case Value::Words:
      break;
  }
  return " -x -a " + shell_quoted(fmt::format("{}", fmt::join(words_of(spec), " ")));
}

std::string fish_option(const OptionSpec& option, const std::string& condition) {
  std::string text;
  for (const std::string& name : option.names) {
    const auto form = name.starts_with("--") ? "-l " + name.substr(2) : "-s " + name.substr(1);
    text += fmt::format("complete -c idlc -n {} {}{} -d {}\n", shell_quoted(condition), form,
                        fish_value(option), shell_quoted(option.description));
  }
  return text;
}

std::string fish_script(const std::vector<CommandSpec>& commands) {
  std::string text = "# fish completion for idlc; made by `idlc completion fish`.\n";
  const std::string no_command =
      fmt::format("not __fish_seen_subcommand_from {}", fmt::join(command_names(commands), " "));
  for (const CommandSpec& command : commands) {
    const bool is_root = command.name.empty();
    const auto condition = is_root ? no_command : "__fish_seen_subcommand_from " + command.name;
    if (!is_root) {
      text += fmt::format("complete -c idlc -n {} -a {} -d {}\n", shell_quoted(no_command),
                          command.name, shell_quoted(command.description));
    }
    for (const OptionSpec& option : command.options) text += fish_option(option, condition);
    const auto& operand = command.operand;
    if (operand.value == Value::Id || operand.value == Value::Words) {
      text +=
          fmt::format("complete -c idlc -n {}{}\n", shell_quoted(condition), fish_value(operand));
    }
  }
  return text;
}

}  // namespace

ExitCode completion(Shell shell, const std::vector<CommandSpec>& commands,
                    const Environment& environment) {
  switch (shell) {
    case Shell::Bash:
      environment.out << bash_script(commands);
      break;
    case Shell::Zsh:
      environment.out << zsh_script(commands);
      break;
    case Shell::Fish:
      environment.out << fish_script(commands);
      break;
  }
  return ExitCode::Ok;
}

}  // namespace idlc::driver
