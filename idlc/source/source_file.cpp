// Line starts are found once, when a file is added; positions are binary searches in them. The text
// is kept as it was read, but for a byte order mark.
#include "idlc/source/source_file.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace idlc {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string without_byte_order_mark(std::string text) {
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  return text;
}

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(without_byte_order_mark(std::move(text))) {
  if (text_.size() > kMaxSourceBytes) std::abort();
  line_starts_ = find_line_starts(text_);
}

Position SourceFile::position(std::uint32_t offset) const {
  const auto at = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next_line = std::upper_bound(line_starts_.begin(), line_starts_.end(), at);
  const auto line = static_cast<std::uint32_t>(next_line - line_starts_.begin());
  return {line, at - line_start(line) + 1};
}

std::uint32_t SourceFile::line_start(std::uint32_t line) const { return line_starts_.at(line - 1); }

std::string_view SourceFile::line_text(std::uint32_t line) const {
  const auto begin = line_start(line);
  const auto end = line == line_count() ? text_.size() : line_start(line + 1) - 1;
  auto text = std::string_view(text_).substr(begin, end - begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

SourceId SourceMap::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return SourceId{static_cast<std::uint32_t>(files_.size() - 1)};
}

const SourceFile& SourceMap::file(SourceId id) const {
  return files_.at(static_cast<std::size_t>(id));
}

std::string_view SourceMap::text(const Span& span) const {
  return file(span.source).text().substr(span.begin, span.size());
}

std::string SourceMap::describe(const Span& span) const {
  if (!span.has_place()) return {};
  const auto& in = file(span.source);
  const auto at = in.position(span.begin);
  return in.path() + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

}  // namespace idlc
