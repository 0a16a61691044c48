// Errors of constraints in words: the path of the value, then what is wrong with it. Values are
// shown, since the path alone rarely helps; those of sensitive members, texts and bytes never are.
// Keys of maps are part of the path, unless something around them is sensitive.
#include "idl/validator.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/characters.h"
#include "base/escape.h"
#include "base/time_text.h"

namespace idl {
namespace {

// Longer keys and paths are cut: an error is a line in a log.
constexpr std::size_t kMaxKeyBytes = 32;
constexpr std::size_t kMaxPathBytes = 256;

std::string text_of(std::int64_t value) { return std::to_string(value); }
std::string text_of(std::uint64_t value) { return std::to_string(value); }
std::string text_of(Duration value) { return detail::duration_text(value); }
std::string text_of(Timestamp value) { return detail::timestamp_text(value); }
std::string text_of(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

/// Whether a byte of UTF-8 is not the first of its character.
bool is_inside_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// "1..64", "1..", "..64", or "16" for both ends at once.
template <class T>
std::string text_of(const std::optional<T>& min, const std::optional<T>& max) {
  if (min && max && *min == *max) return text_of(*min);
  return (min ? text_of(*min) : "") + ".." + (max ? text_of(*max) : "");
}

}  // namespace

void Validator::check_length(const MemberName& member, std::size_t size, bool in_bytes,
                             const Bounds<std::size_t>& bounds) {
  const bool fits = (!bounds.min || *bounds.min <= size) && (!bounds.max || size <= *bounds.max);
  if (fits) return;
  const std::string found = is_secret(member) ? "the length"
                                              : "a length of " + std::to_string(size) +
                                                    (in_bytes ? " bytes" : " elements");
  const auto wide = [](const std::optional<std::size_t>& end) {
    return end ? std::optional<std::uint64_t>(*end) : std::nullopt;
  };
  fail(Step{.outer = path_, .member = member},
       found + " is not in " + text_of(wide(bounds.min), wide(bounds.max)));
}

template <class T>
void Validator::out_of_range(const MemberName& member, T value, std::optional<T> min,
                             std::optional<T> max) {
  fail(Step{.outer = path_, .member = member},
       (is_secret(member) ? "the value" : text_of(value)) + " is not in " + text_of(min, max));
}
template void Validator::out_of_range(const MemberName&, std::int64_t, std::optional<std::int64_t>,
                                      std::optional<std::int64_t>);
template void Validator::out_of_range(const MemberName&, std::uint64_t,
                                      std::optional<std::uint64_t>, std::optional<std::uint64_t>);
template void Validator::out_of_range(const MemberName&, double, std::optional<double>,
                                      std::optional<double>);
template void Validator::out_of_range(const MemberName&, Duration, std::optional<Duration>,
                                      std::optional<Duration>);
template void Validator::out_of_range(const MemberName&, Timestamp, std::optional<Timestamp>,
                                      std::optional<Timestamp>);

void Validator::missing(const MemberName& member) {
  fail(Step{.outer = path_, .member = member}, "it is required, and not set");
}

void Validator::too_deep(const Step& step) {
  fail(step, "the value is nested deeper than " + std::to_string(kDefaultMaxDepth));
}

void Validator::fail(const Step& place, const std::string& text) {
  failed_ = true;
  const std::string path = path_text(place);
  error_ =
      Error{.code = Code::InvalidArgument, .message = path.empty() ? text : path + ": " + text};
}

bool Validator::is_secret(const MemberName& member) const {
  bool secret = member.is_sensitive;
  for (const Step* step = path_; step != nullptr; step = step->outer) {
    secret = secret || step->member.is_sensitive;
  }
  return secret;
}

// The last steps say most: a long path loses its beginning.
std::string Validator::path_text(const Step& place) {
  std::vector<const Step*> steps;
  for (const Step* step = &place; step != nullptr; step = step->outer) steps.push_back(step);
  std::string path;
  bool secret = false;
  for (auto it = steps.rbegin(); it != steps.rend(); ++it) {
    const Step& step = **it;
    secret = secret || step.member.is_sensitive;
    if (!step.member.name.empty()) {
      path.append(path.empty() ? "" : ".").append(step.member.name);
    } else if (step.key != nullptr) {
      path += "[" + (secret ? "…" : step.key_text(step.key)) + "]";
    } else if (step.index != kNoIndex) {
      path += "[" + std::to_string(step.index) + "]";
    }
  }
  if (path.size() <= kMaxPathBytes) return path;
  std::size_t begin = path.size() - kMaxPathBytes;
  while (is_inside_character(path[begin])) ++begin;
  return "…" + path.substr(begin);
}

std::string Validator::quoted(std::string_view key) {
  const std::string_view shown = detail::whole_characters(key, kMaxKeyBytes);
  std::string text = "\"";
  detail::append_escaped(text, shown);
  return text + (shown.size() < key.size() ? "…\"" : "\"");
}

}  // namespace idl
