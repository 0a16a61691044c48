// The masker: one pass over the text, which at each place asks what begins there. An unterminated
// literal ends at its line, an unterminated comment at the end of the text.
#include "tests/tidy/masking.h"

#include <algorithm>
#include <cctype>

namespace tidy {
namespace {

// Each blanks what the one before it does, and more.
enum class Masked { RawStrings, Comments, All };

class Masker {
 public:
  Masker(std::string_view text, Masked masked) : text_(text), out_(text), masked_(masked) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    if (starts("//")) return comment(line_end(at_));
    if (starts("/*")) return comment(past("*/", at_ + 2));
    if (text_[at_] == '"' && is_raw_prefix()) return blank_inside(raw_string_end());
    if (text_[at_] == '"') return quoted(quoted_end('"'));
    if (text_[at_] == '\'' && !is_digit_separator()) return quoted(quoted_end('\''));
    if (text_[at_] == '#' && masked_ == Masked::All && starts_line()) return directive();
    ++at_;
  }

  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  std::size_t past(std::string_view what, std::size_t from) const {
    const auto found = text_.find(what, from);
    return found == std::string_view::npos ? text_.size() : found + what.size();
  }

  // The end of the logical line: a backslash before the line end carries it on.
  std::size_t line_end(std::size_t from) const {
    auto end = std::min(text_.find('\n', from), text_.size());
    while (end < text_.size() && text_[end - 1] == '\\') {
      end = std::min(text_.find('\n', end + 1), text_.size());
    }
    return end;
  }

  bool starts_line() const {
    const auto before = text_.substr(0, at_).find_last_not_of(" \t");
    return before == std::string_view::npos || text_[before] == '\n';
  }

  // A directive may end in a comment that runs on over several lines; its start is left to step().
  void directive() {
    const auto end = line_end(at_);
    const auto line = text_.substr(at_, end - at_);
    blank_to(at_ + std::min(line.find("/*"), line.size()));
  }

  // The word that ends right before `at_`, such as the u8R of u8R"(…)" or the 1 of 1'000.
  std::string_view word_before() const {
    auto begin = at_;
    while (begin > 0 && (is_word(text_[begin - 1]) || text_[begin - 1] == '\'')) --begin;
    return text_.substr(begin, at_ - begin);
  }

  bool is_raw_prefix() const {
    const auto word = word_before();
    return word == "R" || word == "u8R" || word == "uR" || word == "UR" || word == "LR";
  }

  bool is_digit_separator() const {
    const auto word = word_before();
    return !word.empty() && std::isdigit(static_cast<unsigned char>(word.front())) != 0;
  }

  std::size_t raw_string_end() const {
    const auto open = std::min(text_.find('(', at_), text_.size());
    const auto closing = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    return past(closing, open);
  }

  std::size_t quoted_end(char quote) const {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2U : 1U;
    }
    return std::min(end + 1, text_.size());
  }

  void comment(std::size_t end) {
    if (masked_ != Masked::RawStrings) return blank_to(end);
    at_ = end;
  }

  void quoted(std::size_t end) {
    if (masked_ == Masked::All && end >= at_ + 2) return blank_inside(end);
    at_ = end;
  }

  // The quotes stay, so that a literal still separates what stands around it.
  void blank_inside(std::size_t end) {
    ++at_;
    blank_to(end - 1);
    ++at_;
  }

  void blank_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (text_[at_] != '\n') out_[at_] = ' ';
    }
  }

  std::string_view text_;
  std::string out_;
  Masked masked_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string mask_raw_strings(std::string_view text) {
  return Masker(text, Masked::RawStrings).run();
}

std::string mask_comments(std::string_view text) { return Masker(text, Masked::Comments).run(); }

std::string mask_all(std::string_view text) { return Masker(text, Masked::All).run(); }

}  // namespace tidy
