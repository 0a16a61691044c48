// "Did you mean …?": finds the name that a misspelt one was probably meant to be. Knows only
// strings; which names can be meant is the caller's business.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace idlc {

// Names of more bytes are near to none, and nothing is suggested for them: it bounds what a
// hostile file can cost.
inline constexpr std::size_t kMaxSuggestBytes = 64;

// The number of insertions, deletions, replacements and swaps of neighbours that make `a` of `b`,
// or `limit + 1` if it is more than `limit`. `a` has at most kMaxSuggestBytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// Whether the two differ, but only in upper and lower case (of ASCII letters).
[[nodiscard]] bool differs_only_in_case(std::string_view a, std::string_view b);

// The candidate that is nearest to `wrong`, if it is near enough to be worth saying: one that
// differs only in case first, else the smallest edit distance up to a third of the length. The
// first of equals wins. The view is one of `candidates`. Linear in their bytes.
[[nodiscard]] std::optional<std::string_view> suggest(std::string_view wrong,
                                                      std::span<const std::string_view> candidates);

// "did you mean `x`?", as a label.
[[nodiscard]] std::string did_you_mean(std::string_view candidate);

}  // namespace idlc
