// The line-by-line rules. What they forbid is written in two pieces here, so that they pass their
// own.
#include "tests/tidy/wording.h"

#include <algorithm>
#include <array>

#include "tests/tidy/masking.h"

namespace tidy {
namespace {

constexpr std::size_t kMinOpeningLines = 2;
constexpr std::size_t kMaxOpeningLines = 10;

constexpr std::array<std::string_view, 6> kFolders = {"idlc",  "runtime", "idl-examples",
                                                      "tests", "docs",    ".ci"};
constexpr std::array<std::string_view, 7> kVagueNames = {"util",    "utils", "common", "helper",
                                                         "helpers", "misc",  "stuff"};
constexpr std::string_view kTodo =
    "TO"
    "DO";
constexpr std::array<std::string_view, 3> kPutOff = {
    "FIX"
    "ME",
    "XX"
    "X",
    "HA"
    "CK"};
constexpr std::array<std::string_view, 4> kMachineFolders = {
    "/ho"
    "me/",
    "/wo"
    "rk/",
    "/ro"
    "ot/",
    "/Us"
    "ers/"};

// The places of `word` in `line` where it stands as a whole word.
std::vector<std::size_t> find_words(std::string_view line, std::string_view word) {
  std::vector<std::size_t> places;
  for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool starts = at == 0 || !is_word(line[at - 1]);
    const bool ends = end == line.size() || !is_word(line[end]);
    if (starts && ends) places.push_back(at);
  }
  return places;
}

// Calls judge(line) for each line, and complains of what it returns unless that is empty.
template <class Judge>
void judge_lines(const SourceFile& file, Complaints& complaints, Judge judge) {
  std::size_t number = 0;
  for (const auto line : lines_of(file.text)) {
    ++number;
    const std::string verdict = judge(line);
    if (verdict.empty()) continue;
    complaints.push_back(file.path + ":" + std::to_string(number) + ": " + verdict);
  }
}

bool is_todo_with_topic(std::string_view after) {
  return after.starts_with("(") && after.find("): ") != std::string_view::npos && after[1] != ')';
}

std::string judge_todo(std::string_view line) {
  for (const auto at : find_words(line, kTodo)) {
    if (is_todo_with_topic(line.substr(at + kTodo.size()))) continue;
    return "a to-do is written `" + std::string(kTodo) + "(topic): what`";
  }
  for (const auto word : kPutOff) {
    if (!find_words(line, word).empty()) return "`" + std::string(word) + "` says nothing";
  }
  return {};
}

std::string judge_path(std::string_view line) {
  for (const auto folder : kMachineFolders) {
    for (auto at = line.find(folder); at != std::string_view::npos;
         at = line.find(folder, at + 1)) {
      const bool within_a_path = at > 0 && (is_word(line[at - 1]) || line[at - 1] == '.' ||
                                            line[at - 1] == '}' || line[at - 1] == ')');
      if (!within_a_path) return "a path of somebody's machine: " + std::string(folder) + "…";
    }
  }
  return {};
}

// The words of a path: `string_utils.cpp` has string, utils and cpp.
std::vector<std::string_view> path_words(std::string_view path) {
  std::vector<std::string_view> words;
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("/_.-"), path.size());
    words.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return words;
}

std::size_t opening_lines(std::string_view text) {
  const auto lines = lines_of(text);
  const auto end =
      std::ranges::find_if_not(lines, [](std::string_view line) { return line.starts_with("//"); });
  return static_cast<std::size_t>(end - lines.begin());
}

}  // namespace

Complaints check_top_level(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    const auto slash = file.path.find('/');
    if (slash == std::string::npos) continue;
    const auto folder = std::string_view(file.path).substr(0, slash);
    if (std::ranges::find(kFolders, folder) != kFolders.end()) continue;
    complaints.push_back(file.path + ": there is no top-level folder " + std::string(folder));
  }
  return complaints;
}

Complaints check_file_names(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    if (is_below(file.path, "tests/fuzz/corpus")) continue;
    for (const auto word : path_words(file.path)) {
      if (std::ranges::find(kVagueNames, word) == kVagueNames.end()) continue;
      complaints.push_back(file.path + ": `" + std::string(word) + "` names nothing in particular");
    }
  }
  return complaints;
}

Complaints check_opening_comments(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    if (!is_handwritten_cpp(file.path)) continue;
    const auto lines = opening_lines(file.text);
    if (lines >= kMinOpeningLines && lines <= kMaxOpeningLines) continue;
    complaints.push_back(file.path + ":1: opens with a comment of " + std::to_string(lines) +
                         " lines, not of " + std::to_string(kMinOpeningLines) + " to " +
                         std::to_string(kMaxOpeningLines));
  }
  return complaints;
}

Complaints check_todos(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    if (is_handwritten_code(file.path)) judge_lines(file, complaints, judge_todo);
  }
  return complaints;
}

Complaints check_machine_paths(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& file : tree) {
    if (!is_below(file.path, "tests/fuzz/corpus")) judge_lines(file, complaints, judge_path);
  }
  return complaints;
}

}  // namespace tidy
