// The walk over a whole file: scopes are entered, bodies measured and passed over.
// What a head declares is signature.h's to say; this file only finds where heads end.
#include "tests/tidy/functions.h"

#include <algorithm>

#include "tests/tidy/masking.h"
#include "tests/tidy/signature.h"
#include "tests/tidy/source_tree.h"

namespace tidy {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(mask_all(text)) {}

  std::vector<Function> run() {
    while (at_ < text_.size()) step();
    return std::move(found_);
  }

 private:
  void step() {
    switch (text_[at_]) {
      case ';':
        return declaration();
      case '{':
        return brace();
      case '}':
        return start_head(at_ + 1);
      case '(':
        at_ = past_bracket(text_, at_);
        return;
      case ':':
        return access_specifier();
      default:
        ++at_;
    }
  }

  void start_head(std::size_t at) { head_ = at_ = at; }

  std::string_view head() const { return std::string_view(text_).substr(head_, at_ - head_); }

  void access_specifier() {
    const auto word = trim(head());
    const bool specifies = word == "public" || word == "protected" || word == "private";
    if (specifies) return start_head(at_ + 1);
    ++at_;
  }

  void declaration() {
    if (const auto signature = find_signature(head())) record(*signature, 0);
    start_head(at_ + 1);
  }

  void brace() {
    if (opens_scope(head())) return start_head(at_ + 1);
    const auto end = past_bracket(text_, at_);
    if (!opens_body(head())) {
      at_ = end;  // an initialiser, or a requires expression: the head goes on behind it
      return;
    }
    const auto lines = line_of(end) - line_of(head_start()) + 1;
    record(*find_signature(head()), lines - table_rows(at_, end));
    start_head(end);
  }

  void record(const Signature& signature, std::size_t lines) {
    found_.push_back({signature.name, line_of(head_start()), lines, signature.parameters});
  }

  // A table of data may be as long as it needs to be: each `{…},` on a line of its own is a row.
  std::size_t table_rows(std::size_t begin, std::size_t end) const {
    const auto lines = lines_of(std::string_view(text_).substr(begin, end - begin));
    return static_cast<std::size_t>(std::ranges::count_if(lines, [](std::string_view line) {
      line = trim(line);
      return line.starts_with('{') && line.ends_with("},");
    }));
  }

  std::size_t head_start() const { return text_.find_first_not_of(" \t\r\n", head_); }

  std::size_t line_of(std::size_t place) const {
    const auto before = std::string_view(text_).substr(0, place);
    return 1 + static_cast<std::size_t>(std::ranges::count(before, '\n'));
  }

  std::string text_;
  std::vector<Function> found_;
  std::size_t head_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Function> find_functions(std::string_view text) { return Scanner(text).run(); }

}  // namespace tidy
