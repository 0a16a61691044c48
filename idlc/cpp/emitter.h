// The template engine: a template shows a whole construct, holes such as $name$ are filled in.
//
// It places text and indents it; it knows neither schemas nor C++. Loops and choices live in the
// callbacks that fill holes. Lines are never broken here: layout.h does that for a whole file.
#pragma once

#include <concepts>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "idlc/cpp/text.h"

namespace idlc::cpp {

class Emitter {
 public:
  /// Writes any number of lines, at the hole's indentation.
  using Block = std::function<void(Emitter&)>;

  /// What fills a hole: text, which may stand inside a line, or a block, whose hole has a line of
  /// its own. Text in a line of its own may have several lines. What a hole yields is not scanned
  /// for holes again, so a user's text can hold any character.
  class Filling {
   public:
    // Implicit, so that a list of holes reads as one. Named strings are referred to.
    Filling(const std::string& text) : filling_(std::string_view(text)) {}  // NOLINT
    Filling(const char* text) : filling_(std::string_view(text)) {}         // NOLINT
    Filling(std::string&& text) : filling_(std::move(text)) {}              // NOLINT
    Filling(Block block) : filling_(std::move(block)) {}                    // NOLINT
    template <std::invocable<Emitter&> Function>
    Filling(Function function) : filling_(Block(std::move(function))) {}  // NOLINT

    /// Null for a text.
    [[nodiscard]] const Block* block() const { return std::get_if<Block>(&filling_); }
    /// Empty for a block.
    [[nodiscard]] std::string_view text() const;

   private:
    std::variant<std::string_view, std::string, Block> filling_;
  };

  struct Hole {
    std::string_view name;
    Filling filling;
  };

  /// The filling that hands a large text on as append() does, so that it is not held twice.
  [[nodiscard]] static Block moved(Text text);

  /// Appends the template. A newline at its very start is dropped, so that raw strings can begin on
  /// a line of their own. A hole alone in its line that yields nothing takes its line with it.
  /// Aborts if a hole is unknown, is never used, or is not closed: that is a bug of the generator.
  void emit(std::string_view text, std::initializer_list<Hole> holes = {});

  /// Appends one line at the current indentation; an empty one gets no trailing blanks.
  void line(std::string_view text);

  /// The same of a line in parts, which is not empty.
  void line(std::initializer_list<std::string_view> parts);

  /// Appends every line of the text at the current indentation.
  void lines(std::string_view text);

  /// Appends lines as they are: they get no indentation.
  void append(Text lines) { out_.append(std::move(lines)); }

  /// Everything emitted so far. Leaves the emitter empty.
  [[nodiscard]] Text take() { return std::exchange(out_, {}); }

 private:
  class Holes;

  // Appends a line of a template, which has blanks before it and holes inside.
  void fill_line(std::string_view line, Holes& holes);

  Text out_;
  std::string indentation_;
};

}  // namespace idlc::cpp
