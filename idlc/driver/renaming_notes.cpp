// A name counts once, also where many fields have it: its form in C++ is the same everywhere.
// Whoever wants to see every place searches for the name.
#include "idlc/driver/renaming_notes.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace idlc::driver {

namespace {

// As many names as fit into a line that people read.
constexpr std::size_t kMaxShown = 4;

bool is_one_name(const cpp::Renaming& a, const cpp::Renaming& b) {
  return a.idl_name == b.idl_name && a.cpp_name == b.cpp_name;
}

std::vector<cpp::Renaming> without_repetitions(std::span<const cpp::Renaming> renamings) {
  std::vector<cpp::Renaming> names(renamings.begin(), renamings.end());
  const auto by_name = [](const cpp::Renaming& a, const cpp::Renaming& b) {
    return std::pair(a.idl_name, a.cpp_name) < std::pair(b.idl_name, b.cpp_name);
  };
  std::ranges::stable_sort(names, by_name);
  names.erase(std::unique(names.begin(), names.end(), is_one_name), names.end());
  std::ranges::sort(names, {}, [](const cpp::Renaming& one) { return one.span.begin; });
  return names;
}

Note note_of_file(std::span<const cpp::Renaming> renamings) {
  const auto names = without_repetitions(renamings);
  const cpp::Renaming& first = names.front();
  if (names.size() == 1) {
    return {first.span, fmt::format("`{}` is named `{}` in C++", first.idl_name, first.cpp_name)};
  }
  std::string list;
  const std::size_t shown = std::min(names.size(), kMaxShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_last = i + 1 == names.size();
    list += fmt::format("{}`{}` as `{}`",
                        i == 0    ? ""
                        : is_last ? " and "
                                  : ", ",
                        names[i].idl_name, names[i].cpp_name);
  }
  if (names.size() > shown) list += fmt::format(" and {} more", names.size() - shown);
  return {first.span, fmt::format("{} names have another form in C++: {}", names.size(), list)};
}

}  // namespace

std::vector<Note> renaming_notes(std::span<const cpp::Renaming> renamings) {
  std::vector<Note> notes;
  while (!renamings.empty()) {
    const SourceId source = renamings.front().span.source;
    const auto end = std::ranges::find_if_not(
        renamings, [&](const cpp::Renaming& one) { return one.span.source == source; });
    const auto count = static_cast<std::size_t>(end - renamings.begin());
    notes.push_back(note_of_file(renamings.first(count)));
    renamings = renamings.subspan(count);
  }
  return notes;
}

}  // namespace idlc::driver
