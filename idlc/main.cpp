// The program idlc: from the words of its command line to its exit code. The work is the driver's;
// the only environment that is read here is NO_COLOR, the terminal and standard input.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "idlc/driver/command_line.h"
#include "idlc/driver/response_file.h"
#include "idlc/driver/standard_input.h"

namespace {

using namespace idlc::driver;

idlc::Color choose_color(ColorChoice choice) {
  if (choice == ColorChoice::Always) return idlc::Color::On;
  if (choice == ColorChoice::Never) return idlc::Color::Off;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return idlc::Color::Off;
  return isatty(STDERR_FILENO) != 0 ? idlc::Color::On : idlc::Color::Off;
}

ExitCode fail(const WordsProblem& problem) {
  std::cerr << "idlc: error: " << problem.message << '\n';
  return problem.code;
}

ExitCode run_on(const CommandLine& line, const idlc::FileSystem& files) {
  return line.run(Environment{files, std::cout, std::cerr, line.error_format,
                              choose_color(line.color), line.error_limit, line.warnings});
}

ExitCode run_with_standard_input(CommandLine& line, const idlc::FileSystem& files) {
  const std::string path = line.stdin_path.value_or(kStandardInputPath);
  if (auto problem = stdin_path_problem(path, files)) {
    return fail({*std::move(problem), ExitCode::Usage});
  }
  auto text = read_all(std::cin);
  if (!text) return fail({"standard input " + text.error().message, ExitCode::Io});
  std::replace(line.inputs.begin(), line.inputs.end(), std::string("-"), path);
  return run_on(line, FileInFront(files, path, std::move(text).value()));
}

ExitCode run(const Words& arguments) {
  const idlc::RealFileSystem files;
  auto words = expand_response_files(arguments, files);
  if (const auto* problem = std::get_if<WordsProblem>(&words)) return fail(*problem);
  CommandLine line;
  const auto done =
      read_command_line(std::get<Words>(std::move(words)), line, std::cout, std::cerr);
  if (done) return *done;
  const bool reads_input = std::count(line.inputs.begin(), line.inputs.end(), "-") != 0;
  return reads_input ? run_with_standard_input(line, files) : run_on(line, files);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const ExitCode code = run(Words(argv + std::min(argc, 1), argv + argc));
    std::cout.flush();
    if (!std::cout && code == ExitCode::Ok) {
      std::cerr << "idlc: error: cannot write to standard output\n";
      return static_cast<int>(ExitCode::Io);
    }
    return static_cast<int>(code);
  } catch (const std::exception& bug) {
    std::cerr << "idlc: this is a bug of idlc: " << bug.what() << '\n';
    return static_cast<int>(ExitCode::Bug);
  }
}
