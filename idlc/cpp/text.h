// A generated text while it is put together: pieces of whole lines, which move from one holder to
// the next without being copied and are freed one by one. As one string a large text would be
// copied whenever it grows, and stand in memory twice each time.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace idlc::cpp {

class Text {
 public:
  Text() = default;
  /// A text of one piece, whatever its size; of none if there is nothing in it.
  explicit Text(std::string lines);

  [[nodiscard]] bool empty() const { return pieces_.empty(); }

  /// In bytes.
  [[nodiscard]] std::size_t size() const;

  /// None is empty, and none ends inside of a line.
  [[nodiscard]] std::span<const std::string> pieces() const { return pieces_; }

  /// Whether it has this, which is a part of a line.
  [[nodiscard]] bool contains(std::string_view part) const;

  /// Where to append the next line, whole and with its '\n'. Good until the next call.
  [[nodiscard]] std::string& next_line();

  /// Appends whole lines.
  void append(Text lines);

  /// Calls consume(std::string_view piece) for each piece in its order, and frees it behind that.
  template <class Consume>
  void drain(const Consume& consume) && {
    for (std::string& piece : pieces_) {
      consume(std::string_view(piece));
      std::string().swap(piece);
    }
    pieces_.clear();
  }

  /// All of it in one string, for whoever has use for no less.
  [[nodiscard]] std::string joined() const;

 private:
  std::vector<std::string> pieces_;
};

}  // namespace idlc::cpp
