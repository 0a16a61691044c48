// Commands that a page shows exist: those of idlc are read by its own command line, options and
// all, those of ./dev and the programs of the examples are looked up, and others are known tools.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "idlc/driver/command_line.h"
#include "tests/docs/pages.h"
#include "tests/support/repository.h"

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const std::set<std::string>& known_tools() {
  static const std::set<std::string> tools = {
      "cmake", "ctest", "git",  "g++",    "clang++-16", "make", "apt",
      "sudo",  "sleep", "kill", "cd",     "export",     "cat",  "echo",
      "mkdir", "ls",    "curl", "ulimit", "diff",       "xxd",  "wait"};
  return tools;
}

// The command lines of a block: continued lines put together, comments left out.
std::vector<std::string> commands_of(const std::string& text) {
  std::vector<std::string> commands;
  std::istringstream lines(text);
  std::string command;
  for (std::string line; std::getline(lines, line);) {
    line = line.substr(0, std::min(line.find(" #"), line.starts_with('#') ? 0 : line.size()));
    const bool goes_on = line.ends_with('\\');
    command += goes_on ? line.substr(0, line.size() - 1) : line;
    if (goes_on) continue;
    if (command.find_first_not_of(' ') != command.npos) commands.push_back(command);
    command.clear();
  }
  return commands;
}

// As a shell would split it, as far as our pages go: up to a redirection or the next command.
Words words_of(const std::string& command) {
  static const std::set<std::string> ends = {">", ">>", "<", "|", "&", "&&", "||", ";", "2>&1"};
  Words words;
  std::istringstream in(command);
  for (std::string word; in >> word && !ends.contains(word);) {
    const bool is_assignment = words.empty() && word.find('=') != word.npos;
    if (!is_assignment && word != "$") words.push_back(word);
  }
  return words;
}

bool idlc_takes(const Words& words) {
  idlc::driver::CommandLine line;
  std::ostringstream out;
  std::ostringstream err;
  const auto done =
      idlc::driver::read_command_line({words.begin() + 1, words.end()}, line, out, err);
  return !done || *done == idlc::driver::ExitCode::Ok;
}

bool dev_takes(const Words& words) {
  const std::string dev = docs::read_page("dev");
  const auto begin = dev.find("readonly commands=(");
  std::istringstream list(dev.substr(begin, dev.find(')', begin) - begin));
  std::set<std::string> commands;
  for (std::string word; list >> word;) commands.insert(word.substr(word.find('(') + 1));
  if (words.size() < 2 || !commands.contains(words[1])) return false;
  const bool names_example = words[1] == "demo" && words.size() > 2 && words[2] != "list";
  return !names_example || fs::exists(idl::test::repository_dir() / "idl-examples" / words[2]);
}

// `build/bin/orders_server`: the program `server` of the example `orders`.
bool is_program_of_example(const std::string& path) {
  const std::string name = fs::path(path).filename().string();
  for (const auto& entry : fs::directory_iterator(idl::test::repository_dir() / "idl-examples")) {
    const std::string example = entry.path().filename().string() + '_';
    if (!name.starts_with(example)) continue;
    if (fs::exists(entry.path() / (name.substr(example.size()) + ".cpp"))) return true;
  }
  return false;
}

bool exists(const Words& words) {
  const std::string& program = words.front();
  if (program == "idlc" || program == "build/bin/idlc") return idlc_takes(words);
  if (program == "./dev") return dev_takes(words);
  if (program.starts_with("build/bin/")) return is_program_of_example(program);
  return known_tools().contains(program);
}

}  // namespace

TEST_CASE("commands that a page shows exist") {
  std::size_t commands = 0;
  for (const docs::PlacedBlock& shown : docs::blocks_in("sh")) {
    if (docs::is_quote(shown.block.role)) continue;
    for (const std::string& command : commands_of(shown.block.text)) {
      INFO(shown.place(), ": ", command);
      const Words words = words_of(command);
      CHECK((words.empty() || exists(words)));
      ++commands;
    }
  }
  CHECK(commands > 20);
}
