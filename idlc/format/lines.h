// The lines that a layout makes: text is added to the last one. At the end, comments behind
// neighbouring lines are put into one column.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace idlc::format {

inline constexpr std::size_t kMaxColumns = 100;

class Lines {
 public:
  // Begins a line. A line that is begun and never written to does not count.
  void begin(std::size_t indent);
  // An empty line, unless there is one already or nothing stands before it.
  void blank();
  // Adds to the line that was begun.
  void add(std::string_view text);
  // A comment that ends the line.
  void end_with(std::string_view comment);

  // Columns taken in the last line.
  [[nodiscard]] std::size_t column() const;
  // Whether nothing but its indentation stands in the last line.
  [[nodiscard]] bool at_begin() const { return lines_.empty() || lines_.back().text.empty(); }

  [[nodiscard]] std::string take() &&;

 private:
  struct Line {
    std::size_t indent = 0;
    bool is_blank = false;
    std::string text{};
    std::string comment{};
  };

  static bool is_one_column(const Line& above, const Line& below);
  void straighten_comments();

  std::vector<Line> lines_;
};

}  // namespace idlc::format
