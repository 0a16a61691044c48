// When a piece is full, and which texts are worth a piece of their own. It reads nothing of what
// they say.
#include "idlc/cpp/text.h"

#include <algorithm>

namespace idlc::cpp {

namespace {

// Small beside what large schemas become, and below what an allocator maps and unmaps each time.
constexpr std::size_t kPieceBytes = std::size_t{64} * 1024;
constexpr std::size_t kLongLineBytes = 4096;  // which most lines do not reach

}  // namespace

Text::Text(std::string lines) {
  if (!lines.empty()) pieces_.push_back(std::move(lines));
}

std::size_t Text::size() const {
  std::size_t bytes = 0;
  for (const std::string& piece : pieces_) bytes += piece.size();
  return bytes;
}

bool Text::contains(std::string_view part) const {
  return std::ranges::any_of(
      pieces_, [&](const std::string& piece) { return piece.find(part) != piece.npos; });
}

std::string& Text::next_line() {
  if (pieces_.empty()) return pieces_.emplace_back();
  if (pieces_.back().size() >= kPieceBytes) {
    pieces_.emplace_back().reserve(kPieceBytes + kLongLineBytes);
  }
  return pieces_.back();
}

void Text::append(Text lines) {
  for (std::string& piece : lines.pieces_) {
    if (!pieces_.empty() && pieces_.back().size() + piece.size() < kPieceBytes) {
      pieces_.back() += piece;
    } else {
      pieces_.push_back(std::move(piece));
    }
  }
}

std::string Text::joined() const {
  std::string all;
  all.reserve(size());
  for (const std::string& piece : pieces_) all += piece;
  return all;
}

}  // namespace idlc::cpp
