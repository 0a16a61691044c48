// Myers' greedy algorithm over lines: the furthest points reached with D edits, for growing D, kept
// for the way back. Equal lines at both ends are cut off first.
#include "idlc/driver/text_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace idlc::driver {
namespace {

using LineList = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
// Beyond so many edits the middle is shown as replaced as a whole.
constexpr std::ptrdiff_t kMaxEdits = 2'000;

// A step of the way from one text to the other: ' ' both, '-' only before, '+' only after.
struct Step {
  char kind = ' ';
  std::string_view line;
};

// The lines with their ends, which the last one may lack.
LineList lines_of(std::string_view text) {
  LineList lines;
  while (!text.empty()) {
    const auto size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

class Differ {
 public:
  Differ(const LineList& before, const LineList& after) : before_(before), after_(after) {
    const auto shorter = std::min(before.size(), after.size());
    while (head_ < shorter && before[head_] == after[head_]) ++head_;
    while (tail_ < shorter - head_ &&
           before[before.size() - 1 - tail_] == after[after.size() - 1 - tail_]) {
      ++tail_;
    }
    rows_ = static_cast<std::ptrdiff_t>(before.size() - head_ - tail_);
    columns_ = static_cast<std::ptrdiff_t>(after.size() - head_ - tail_);
  }

  std::vector<Step> steps() {
    std::vector<Step> all;
    for (std::size_t i = 0; i < head_; ++i) all.push_back({' ', before_[i]});
    const auto middle = search() ? way_back() : replaced();
    all.insert(all.end(), middle.begin(), middle.end());
    for (auto i = before_.size() - tail_; i < before_.size(); ++i) all.push_back({' ', before_[i]});
    return all;
  }

 private:
  using Reached = std::vector<std::ptrdiff_t>;  // by diagonal, the row; the middle one is 0

  [[nodiscard]] std::string_view row(std::ptrdiff_t i) const {
    return before_[head_ + static_cast<std::size_t>(i)];
  }
  [[nodiscard]] std::string_view column(std::ptrdiff_t i) const {
    return after_[head_ + static_cast<std::size_t>(i)];
  }
  static std::size_t index(std::ptrdiff_t diagonal, std::ptrdiff_t edits) {
    return static_cast<std::size_t>(diagonal + edits + 1);
  }

  // Whether a diagonal is best reached by a line more of `after` than of `before`.
  static bool comes_from_above(const Reached& last, std::ptrdiff_t k, std::ptrdiff_t edits) {
    if (k == -edits) return true;
    if (k == edits) return false;
    return last[index(k - 1, edits - 1)] < last[index(k + 1, edits - 1)];
  }

  static std::ptrdiff_t start_of(const Reached& last, std::ptrdiff_t k, std::ptrdiff_t edits) {
    if (edits == 0) return 0;
    return comes_from_above(last, k, edits) ? last[index(k + 1, edits - 1)]
                                            : last[index(k - 1, edits - 1)] + 1;
  }

  bool search() {
    for (std::ptrdiff_t edits = 0; edits <= std::min(rows_ + columns_, kMaxEdits); ++edits) {
      Reached reached(static_cast<std::size_t>(2 * edits + 3), -1);
      for (auto k = -edits; k <= edits; k += 2) {
        auto x = edits == 0 ? 0 : start_of(trace_.back(), k, edits);
        while (x < rows_ && x - k < columns_ && row(x) == column(x - k)) ++x;
        reached[index(k, edits)] = x;
        if (x >= rows_ && x - k >= columns_) {
          trace_.push_back(std::move(reached));
          return true;
        }
      }
      trace_.push_back(std::move(reached));
    }
    return false;
  }

  std::vector<Step> way_back() const {
    std::vector<Step> steps;
    auto x = rows_;
    auto y = columns_;
    for (auto edits = static_cast<std::ptrdiff_t>(trace_.size()) - 1; edits >= 0; --edits) {
      const auto k = x - y;
      static const Reached kNone;
      const Reached& last = edits == 0 ? kNone : trace_[static_cast<std::size_t>(edits) - 1];
      const auto start = start_of(last, k, edits);
      while (x > start && x > 0 && y > 0) {
        steps.push_back({' ', row(--x)});
        --y;
      }
      if (edits == 0) break;
      if (comes_from_above(last, k, edits)) {
        steps.push_back({'+', column(--y)});
      } else {
        steps.push_back({'-', row(--x)});
      }
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  std::vector<Step> replaced() const {
    std::vector<Step> steps;
    for (std::ptrdiff_t i = 0; i < rows_; ++i) steps.push_back({'-', row(i)});
    for (std::ptrdiff_t i = 0; i < columns_; ++i) steps.push_back({'+', column(i)});
    return steps;
  }

  const LineList& before_;
  const LineList& after_;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
  std::ptrdiff_t rows_ = 0;
  std::ptrdiff_t columns_ = 0;
  std::vector<Reached> trace_;
};

// The steps [begin, end) that stand together under one `@@`.
struct Hunk {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Hunk> hunks_of(const std::vector<Step>& steps) {
  std::vector<Hunk> hunks;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].kind == ' ') continue;
    const auto begin = i - std::min(i, kContext);
    const auto end = std::min(i + 1 + kContext, steps.size());
    if (!hunks.empty() && begin <= hunks.back().end) {
      hunks.back().end = end;
    } else {
      hunks.push_back({begin, end});
    }
  }
  return hunks;
}

std::size_t count_without(const std::vector<Step>& steps, Hunk range, char kind) {
  return static_cast<std::size_t>(
      std::count_if(steps.begin() + static_cast<std::ptrdiff_t>(range.begin),
                    steps.begin() + static_cast<std::ptrdiff_t>(range.end),
                    [kind](const Step& step) { return step.kind != kind; }));
}

// `12,3`: where the lines of one side begin and how many they are. None begin before the first.
std::string range_text(std::size_t lines_before, std::size_t count) {
  return fmt::format("{},{}", count == 0 ? lines_before : lines_before + 1, count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const auto lines_before = lines_of(before);
  const auto lines_after = lines_of(after);
  const auto steps = Differ(lines_before, lines_after).steps();
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  std::string text = fmt::format("--- a/{0}\n+++ b/{0}\n", path);
  for (const Hunk hunk : hunks_of(steps)) {
    const Hunk ahead{0, hunk.begin};
    text +=
        fmt::format("@@ -{} +{} @@\n",
                    range_text(count_without(steps, ahead, '+'), count_without(steps, hunk, '+')),
                    range_text(count_without(steps, ahead, '-'), count_without(steps, hunk, '-')));
    for (auto i = hunk.begin; i < hunk.end; ++i) {
      text += fmt::format("{}{}", steps[i].kind, steps[i].line);
      if (!text.ends_with('\n')) text += "\n\\ No newline at end of file\n";
    }
  }
  return text;
}

}  // namespace idlc::driver
