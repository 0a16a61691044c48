// A scanner over the text, one word at a time. Nothing is expanded in a word: neither variables nor
// patterns.
#include "idlc/driver/response_file.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace idlc::driver {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  void skip_space() {
    while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  // The next word, which is there; nothing if a quotation is never closed.
  std::optional<std::string> word() {
    std::string word;
    while (!rest_.empty() && !is_space(rest_.front())) {
      const char c = next();
      if (c == '\'' || c == '"') {
        if (!quotation(c, word)) return std::nullopt;
      } else {
        word += c == '\\' && !rest_.empty() ? next() : c;
      }
    }
    return word;
  }

 private:
  char next() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  // What follows up to the quote that closes it; false if there is none.
  bool quotation(char quote, std::string& word) {
    while (!rest_.empty()) {
      const char c = next();
      if (c == quote) return true;
      const bool escapes = quote == '"' && c == '\\' && !rest_.empty() &&
                           (rest_.front() == '"' || rest_.front() == '\\');
      word += escapes ? next() : c;
    }
    return false;
  }

  std::string_view rest_;
};

WordsResult read_words(const std::string& path, const FileSystem& files) {
  const auto text = files.read(path);
  if (!text) {
    return WordsProblem{
        fmt::format("cannot read the response file `{}`: {}", path, text.error().message),
        ExitCode::Io};
  }
  return split_words(text.value(), path);
}

}  // namespace

WordsResult split_words(std::string_view text, const std::string& name) {
  if (text.size() > kMaxResponseBytes) {
    return WordsProblem{fmt::format("the response file `{}` is larger than 4 MiB", name)};
  }
  Words words;
  Scanner scanner(text);
  for (scanner.skip_space(); !scanner.at_end(); scanner.skip_space()) {
    auto word = scanner.word();
    if (!word) {
      return WordsProblem{
          fmt::format("in the response file `{}` a quotation is never closed", name)};
    }
    if (word->starts_with('@')) {
      return WordsProblem{fmt::format(
          "the response file `{}` names another one, `{}`: they do not nest", name, *word)};
    }
    if (words.size() == kMaxResponseWords) {
      return WordsProblem{
          fmt::format("the response file `{}` has more than {} words", name, kMaxResponseWords)};
    }
    words.push_back(std::move(*word));
  }
  return words;
}

WordsResult expand_response_files(const Words& arguments, const FileSystem& files) {
  Words expanded;
  bool after_dashes = false;
  for (const std::string& argument : arguments) {
    after_dashes = after_dashes || argument == "--";
    if (after_dashes || argument.size() < 2 || argument.front() != '@') {
      expanded.push_back(argument);
      continue;
    }
    auto words = read_words(argument.substr(1), files);
    if (std::holds_alternative<WordsProblem>(words)) return words;
    for (std::string& word : std::get<Words>(words)) expanded.push_back(std::move(word));
  }
  return expanded;
}

}  // namespace idlc::driver
