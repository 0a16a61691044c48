// The texts that are compiled, and where their lines begin. SourceFile is one text, SourceMap owns
// all texts of a run, so that string views into them stay valid as long as the map lives. Neither
// reads a disk: file_system.h does. No syntax is known here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "idlc/source/span.h"

namespace idlc {

// The largest text that is compiled, in bytes. Offsets are 32 bits wide; and no schema written by
// people comes near it, so that anything larger is a wrong file.
inline constexpr std::size_t kMaxSourceBytes = std::size_t{64} << 20;

// A place as people count it: both from 1, the column in bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

// One text, immutable. A byte order mark at its begin is dropped, so that offset 0 is column 1.
class SourceFile {
 public:
  // `path` is what the user is shown. `text` holds at most kMaxSourceBytes bytes, checked by
  // aborting: whoever reads files refuses larger ones first.
  SourceFile(std::string path, std::string text);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::uint32_t line_count() const {
    return static_cast<std::uint32_t>(line_starts_.size());
  }

  // The place of a byte; an offset behind the text is taken as its end. Logarithmic in the lines.
  [[nodiscard]] Position position(std::uint32_t offset) const;
  // The offset at which a line begins, 1 <= line <= line_count().
  [[nodiscard]] std::uint32_t line_start(std::uint32_t line) const;
  // A line without its line end (neither LF nor CRLF), 1 <= line <= line_count().
  [[nodiscard]] std::string_view line_text(std::uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// All files of one run. Files are only ever added, so references and views stay valid.
class SourceMap {
 public:
  SourceId add(std::string path, std::string text);

  [[nodiscard]] const SourceFile& file(SourceId id) const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  // The text of a span of one of these files.
  [[nodiscard]] std::string_view text(const Span& span) const;
  // "path:line:column", or just the empty string for a span without a place.
  [[nodiscard]] std::string describe(const Span& span) const;

 private:
  std::deque<SourceFile> files_;
};

}  // namespace idlc
