// How often a test of chance repeats what it does: as often as the design asks for, less often
// under sanitizers, and as often as the environment says where somebody hunts for something.
#pragma once

#include <cstdlib>

namespace idl::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
inline constexpr bool kSanitized =
    __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kSanitized = false;
#endif

/// The number that the environment's `variable` holds; `otherwise` if there is none.
inline unsigned long number_from(const char* variable, unsigned long otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoul(text, nullptr, 10);
}

/// The same; without the variable `usual`, or `sanitized` where sanitizers, which find other things
/// than chance does, make everything slow.
inline unsigned long repetitions(const char* variable, unsigned long usual,
                                 unsigned long sanitized) {
  return number_from(variable, kSanitized ? sanitized : usual);
}

}  // namespace idl::test
