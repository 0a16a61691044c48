// Filling templates, line by line. It knows holes and indentation, and nothing of C++ or of
// schemas: what a hole holds is its callback's business.
#include "idlc/cpp/emitter.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace idlc::cpp {

namespace {

constexpr char kMark = '$';
constexpr std::size_t kRoomAfterText = 4096;  // what templates put behind a large text

[[noreturn]] void abort_for_template(std::string_view what, std::string_view where) {
  std::fprintf(stderr, "idlc: bug in a template: %.*s: %.*s\n", static_cast<int>(what.size()),
               what.data(), static_cast<int>(where.size()), where.data());
  std::abort();
}

// The holes of one template, and which of them have been asked for.
class Holes {
 public:
  explicit Holes(std::initializer_list<Emitter::Hole> holes) : holes_(holes), used_(holes.size()) {}

  const Emitter::Hole& find(std::string_view name) {
    std::size_t index = 0;
    for (const Emitter::Hole& hole : holes_) {
      if (hole.name == name) {
        used_[index] = true;
        return hole;
      }
      ++index;
    }
    abort_for_template("unknown hole", name);
  }

  void check_all_used() const {
    std::size_t index = 0;
    for (const Emitter::Hole& hole : holes_) {
      if (!used_[index++]) abort_for_template("hole without a place", hole.name);
    }
  }

 private:
  std::initializer_list<Emitter::Hole> holes_;
  std::vector<bool> used_;
};

// The part of `text` up to the next newline, which is taken off together with it.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// The name of the hole that is all there is in the line, or nothing.
std::string_view lone_hole(std::string_view line) {
  if (line.size() < 3 || line.front() != kMark || line.back() != kMark) return {};
  const auto name = line.substr(1, line.size() - 2);
  return name.find(kMark) == std::string_view::npos ? name : std::string_view();
}

std::string fill_line(std::string_view line, Holes& holes) {
  std::string filled;
  while (true) {
    const auto begin = line.find(kMark);
    filled += line.substr(0, begin);
    if (begin == std::string_view::npos) return filled;
    const auto end = line.find(kMark, begin + 1);
    if (end == std::string_view::npos) abort_for_template("hole not closed", line);
    const auto name = line.substr(begin + 1, end - begin - 1);
    const auto* text = std::get_if<std::string>(&holes.find(name).filling);
    if (text == nullptr) abort_for_template("block inside a line", name);
    filled += *text;
    line.remove_prefix(end + 1);
  }
}

}  // namespace

void Emitter::emit(std::string_view text, std::initializer_list<Hole> holes) {
  Holes known(holes);
  if (text.starts_with('\n')) text.remove_prefix(1);
  while (!text.empty()) {
    auto content = take_line(text);
    const auto blanks = std::min(content.find_first_not_of(' '), content.size());
    const auto outer = indentation_.size();
    indentation_.append(blanks, ' ');
    content.remove_prefix(blanks);
    if (const auto name = lone_hole(content); name.empty()) {
      line(fill_line(content, known));
    } else if (const auto& filling = known.find(name).filling; filling.index() == 0) {
      lines(std::get<std::string>(filling));
    } else {
      std::get<Block>(filling)(*this);
    }
    indentation_.resize(outer);
  }
  known.check_all_used();
}

Emitter::Block Emitter::moved(std::string text) {
  return [text = std::move(text)](Emitter& out) mutable {
    out.make_room(text.size() + kRoomAfterText);
    out.lines(text);
    std::string().swap(text);
  };
}

void Emitter::make_room(std::size_t bytes) {
  std::string roomier;
  roomier.reserve(out_.size() + bytes);
  out_.swap(roomier.append(out_));
}

void Emitter::line(std::string_view text) {
  if (!text.empty()) out_.append(indentation_).append(text);
  out_ += '\n';
}

void Emitter::lines(std::string_view text) {
  while (!text.empty()) line(take_line(text));
}

}  // namespace idlc::cpp
