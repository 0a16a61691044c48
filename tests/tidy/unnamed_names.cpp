// A walk over the brackets of masked text. A declaration's name is the last word before what ends
// its head: the first of `(`, `{`, `=` and `;`.
#include "tests/tidy/unnamed_names.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/tidy/masking.h"

namespace tidy {

namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(mask_all(text)) {}

  std::vector<UnnamedName> run() {
    while (at_ < text_.size()) step();
    return std::move(names_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') ++line_;
    if (c == '}' && !namespaces_.empty()) {
      namespaces_.pop_back();
      head_.clear();
    } else if (c == '{' && opens_namespace()) {
      namespaces_.push_back(words_of_head() == 1);
      head_.clear();
    } else if (c == ';' || c == '{' || c == '(' || c == '=') {
      end_head();
      return;
    } else {
      head_ += c;
    }
    ++at_;
  }

  bool opens_namespace() const {
    const auto first = head_.find_first_not_of(" \n");
    return first != std::string::npos && head_.compare(first, 9, "namespace") == 0;
  }

  std::size_t words_of_head() const {
    std::size_t words = 0;
    bool inside = false;
    for (const char c : head_) {
      if (is_word(c) && !inside) ++words;
      inside = is_word(c);
    }
    return words;
  }

  // Notes the name, and goes on behind the declaration.
  void end_head() {
    head_.resize(std::min({head_.size(), head_.find(" final"), head_.find(" : ")}));
    const auto last = std::find_if(head_.rbegin(), head_.rend(), is_word);
    const auto first = std::find_if_not(last, head_.rend(), is_word);
    const std::string name(first.base(), last.base());
    const bool is_declaration = head_.find("using ") == std::string::npos && !name.empty();
    const bool is_qualified = first != head_.rend() && *first == ':';
    if (!namespaces_.empty() && namespaces_.back() && is_declaration && !is_qualified) {
      names_.push_back({name, line_});
    }
    head_.clear();
    skip_declaration();
  }

  // To behind the `;` at its end, or behind the braces of its body.
  void skip_declaration() {
    std::size_t depth = 0;
    bool is_value = false;  // then a brace ends nothing
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (c == '=' && depth == 0) is_value = true;
      if (c == '(' || c == '{' || c == '[') ++depth;
      if ((c == ')' || c == '}' || c == ']') && depth > 0) --depth;
      if (depth > 0) continue;
      if (c == ';' || (c == '}' && !is_value)) break;
    }
    if (at_ < text_.size()) ++at_;
    if (at_ < text_.size() && text_[at_] == ';') ++at_;  // behind a type
  }

  std::string text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::string head_;              // of the declaration that is being read
  std::vector<bool> namespaces_;  // those around; whether each is unnamed
  std::vector<UnnamedName> names_;
};

bool is_runtime_source(std::string_view path) {
  return is_below(path, "runtime/src") && path.ends_with(".cpp");
}

}  // namespace

std::vector<UnnamedName> find_unnamed_names(std::string_view text) { return Scanner(text).run(); }

Complaints check_unnamed_names(const SourceTree& tree) {
  Complaints complaints;
  std::map<std::pair<std::string_view, std::string>, std::string_view> owners;
  for (const auto& file : tree) {
    // The namespaces of generated code are its own.
    if (!is_runtime_source(file.path) || !is_handwritten_cpp(file.path)) continue;
    for (const auto& [name, line] : find_unnamed_names(file.text)) {
      const auto [owner, is_new] = owners.emplace(std::pair(folder_of(file.path), name), file.path);
      if (is_new || owner->second == file.path) continue;
      complaints.push_back(file.path + ":" + std::to_string(line) + ": " +
                           std::string(file_name_of(owner->second)) + " has a `" + name +
                           "` of its own too, and who vendors the runtime compiles both as one");
    }
  }
  return complaints;
}

}  // namespace tidy
