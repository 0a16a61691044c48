// Filling templates, line by line. It knows holes and indentation, and nothing of C++ or of
// schemas: what a hole holds is its callback's business.
#include "idlc/cpp/emitter.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace idlc::cpp {

namespace {

constexpr char kMark = '$';

[[noreturn]] void abort_for_template(std::string_view what, std::string_view where) {
  std::fprintf(stderr, "idlc: bug in a template: %.*s: %.*s\n", static_cast<int>(what.size()),
               what.data(), static_cast<int>(where.size()), where.data());
  std::abort();
}

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

}  // namespace

// The holes of one template, and which of them have been asked for.
class Emitter::Holes {
 public:
  explicit Holes(std::initializer_list<Hole> holes) : holes_(holes) {
    if (holes.size() > kMostHoles) abort_for_template("too many holes", "");
  }

  const Filling& find(std::string_view name) {
    std::uint64_t bit = 1;
    for (const Hole& hole : holes_) {
      if (hole.name == name) {
        used_ |= bit;
        return hole.filling;
      }
      bit <<= 1U;
    }
    abort_for_template("unknown hole", name);
  }

  void check_all_used() const {
    std::uint64_t bit = 1;
    for (const Hole& hole : holes_) {
      if ((used_ & bit) == 0) abort_for_template("hole without a place", hole.name);
      bit <<= 1U;
    }
  }

 private:
  static constexpr std::size_t kMostHoles = 64;  // as many as there are bits

  std::initializer_list<Hole> holes_;
  std::uint64_t used_ = 0;
};

std::string_view Emitter::Filling::text() const {
  if (const auto* own = std::get_if<std::string>(&filling_)) return *own;
  const auto* other = std::get_if<std::string_view>(&filling_);
  return other == nullptr ? std::string_view() : *other;
}

void Emitter::fill_line(std::string_view line, Holes& holes) {
  std::string& out = out_.next_line();
  const std::size_t before = out.size();
  out += indentation_;
  const std::size_t begin_of_text = out.size();
  while (true) {
    const auto begin = line.find(kMark);
    out += line.substr(0, begin);
    if (begin == std::string_view::npos) break;
    const auto end = line.find(kMark, begin + 1);
    if (end == std::string_view::npos) abort_for_template("hole not closed", line);
    const auto name = line.substr(begin + 1, end - begin - 1);
    const Filling& filling = holes.find(name);
    if (filling.block() != nullptr) abort_for_template("block inside a line", name);
    out += filling.text();
    line.remove_prefix(end + 1);
  }
  if (out.size() == begin_of_text) out.resize(before);  // no trailing blanks
  out += '\n';
}

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
      fill_line(content, known);
    } else if (const Filling& filling = known.find(name); filling.block() != nullptr) {
      (*filling.block())(*this);
    } else {
      lines(filling.text());
    }
    indentation_.resize(outer);
  }
  known.check_all_used();
}

Emitter::Block Emitter::moved(Text text) {
  return [text = std::move(text)](Emitter& out) mutable { out.append(std::exchange(text, {})); };
}

void Emitter::line(std::string_view text) {
  std::string& out = out_.next_line();
  if (!text.empty()) out.append(indentation_).append(text);
  out += '\n';
}

void Emitter::line(std::initializer_list<std::string_view> parts) {
  std::string& out = out_.next_line();
  out += indentation_;
  for (const std::string_view part : parts) out += part;
  out += '\n';
}

void Emitter::lines(std::string_view text) {
  while (!text.empty()) line(take_line(text));
}

}  // namespace idlc::cpp
