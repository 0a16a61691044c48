// The template engine: a template shows a whole construct, holes such as $name$ are filled in.
//
// It places text and indents it; it knows neither schemas nor C++. Loops and choices live in the
// callbacks that fill holes. Lines are never broken here: layout.h does that for a whole file.
#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace idlc::cpp {

class Emitter {
 public:
  /// Writes any number of lines, at the hole's indentation.
  using Block = std::function<void(Emitter&)>;

  /// What fills a hole: text, which may stand inside a line, or a block, whose hole has a line of
  /// its own. Text in a line of its own may have several lines. What a hole yields is not scanned
  /// for holes again, so a user's text can hold any character.
  struct Hole {
    std::string_view name;
    std::variant<std::string, Block> filling;
  };

  /// The filling that writes a large text and frees it, so that it is not held twice.
  [[nodiscard]] static Block moved(std::string text);

  /// Appends the template. A newline at its very start is dropped, so that raw strings can begin on
  /// a line of their own. A hole alone in its line that yields nothing takes its line with it.
  /// Aborts if a hole is unknown, is never used, or is not closed: that is a bug of the generator.
  void emit(std::string_view text, std::initializer_list<Hole> holes = {});

  /// Appends one line at the current indentation; an empty one gets no trailing blanks.
  void line(std::string_view text);

  /// Appends every line of the text at the current indentation.
  void lines(std::string_view text);

  /// Everything emitted so far. Leaves the emitter empty.
  [[nodiscard]] std::string take() { return std::exchange(out_, {}); }

 private:
  // For so much more and nothing else: std::string::reserve() at least doubles what there is.
  void make_room(std::size_t bytes);

  std::string out_;
  std::string indentation_;
};

}  // namespace idlc::cpp
