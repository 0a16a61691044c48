// Widths are counted in characters. A line that holds a comment of several lines has its true width
// nowhere, so that nothing is put into one column with it.
#include "idlc/format/lines.h"

#include <algorithm>

#include "idlc/format/pieces.h"

namespace idlc::format {
namespace {

constexpr std::size_t kBlanksBeforeComment = 2;

}  // namespace

void Lines::begin(std::size_t indent) {
  const bool is_unused = !lines_.empty() && lines_.back().text.empty() && !lines_.back().is_blank;
  if (is_unused) lines_.pop_back();
  lines_.push_back({indent});
}

void Lines::blank() {
  if (!lines_.empty() && !lines_.back().is_blank) lines_.push_back({.is_blank = true});
}

void Lines::add(std::string_view text) {
  if (lines_.empty()) lines_.push_back({});
  lines_.back().text += text;
}

void Lines::end_with(std::string_view comment) { lines_.back().comment = comment; }

std::size_t Lines::column() const {
  return lines_.empty() ? 0 : lines_.back().indent + columns_of(lines_.back().text);
}

// Whether the comments behind two neighbouring lines belong to one column.
bool Lines::is_one_column(const Line& above, const Line& below) {
  return !below.comment.empty() && above.indent == below.indent && !above.text.ends_with('{') &&
         !below.text.ends_with('{') && !below.text.starts_with('}');
}

void Lines::straighten_comments() {
  for (std::size_t begin = 0; begin < lines_.size();) {
    if (lines_[begin].comment.empty()) {
      ++begin;
      continue;
    }
    auto end = begin + 1;
    while (end < lines_.size() && is_one_column(lines_[end - 1], lines_[end])) ++end;
    std::size_t width = 0;
    for (auto i = begin; i < end; ++i) width = std::max(width, columns_of(lines_[i].text));
    for (; begin < end; ++begin) {
      Line& line = lines_[begin];
      const auto blanks = width - columns_of(line.text) + kBlanksBeforeComment;
      line.text += std::string(blanks, ' ') + line.comment;
    }
  }
}

std::string Lines::take() && {
  straighten_comments();
  std::string text;
  for (const Line& line : lines_) {
    if (!line.text.empty()) text += std::string(line.indent, ' ') + line.text;
    text += '\n';
  }
  return text;
}

}  // namespace idlc::format
